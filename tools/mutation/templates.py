"""Mutants of Jinja templates: a branch, a loop, an output or an operator of a tag is changed."""

from __future__ import annotations

import contextlib
import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, TemplateError
from jinja2.defaults import DEFAULT_NAMESPACE

from tools.mutation.mutants import Mutant, Position, difference
from tools.mutation.packages import name_of

WORDS = {
    "and": "or",
    "or": "and",
    "not": "",
    "true": "false",
    "false": "true",
    "if": "if not",
    "==": "!=",
    "!=": "==",
    ">": ">=",
    ">=": ">",
    "<": "<=",
    "<=": "<",
    "+": "-",
    "-": "+",
}
"""What stands in the place of a word or operator of an expression."""

CHANGED: dict[str, str] = {}
"""The files whose text is another than the file's, for every loader of this process."""

_NOTE = "__note__"
_SYNTAX = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
_UNMARKED = {"macro", "block", "extends", "from", "import", "elif", "else"}


class Token(NamedTuple):
    """A part of a tag and where it begins in the text."""

    start: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Tag:
    """One ``{{ … }}`` or ``{% … %}``; ``reached`` is the tag that is reached whenever it is.

    ``scope`` is the innermost macro or block around it.
    """

    tokens: Sequence[Token]
    scope: str
    reached: int

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.tokens[-1].start + len(self.tokens[-1].text.rstrip())

    @property
    def word(self) -> str:
        """The first word of a block tag; empty for an output."""
        return self.tokens[1].text if self.tokens[0].kind == "block_begin" else ""


def template_mutants(file: Path) -> Iterator[Mutant]:
    """Every mutant of a template that compiles to other code than the template."""
    text = file.read_text(encoding="utf-8")
    seen, times = {_code(text)}, Counter[tuple[str, str]]()
    for tag in tags(text):
        before = text[tag.start : tag.end]
        for start, end, other in _changes(tag):
            after = text[tag.start : start] + other + text[end : tag.end]
            mutated = text[: tag.start] + after + text[tag.end :]
            code = _code(mutated)
            if code is None or code in seen:
                continue
            seen.add(code)
            change = difference(before, after or "(nothing)")
            times[tag.scope, change] += 1
            if times[tag.scope, change] > 1:
                change = f"{change} ({times[tag.scope, change]})"
            yield Mutant(str(file), name_of(file), tag.scope, change, (tag.reached, 0), mutated)


def tags(text: str) -> Iterator[Tag]:
    """The tags of a template, in order."""
    scopes, ifs = ["(template)"], [0]
    for tokens in _tokens_of_tags(text):
        tag = Tag(tokens, scopes[-1], tokens[0].start)
        if tag.word in {"if", "for"}:
            ifs.append(tag.start)
        elif tag.word in {"macro", "block"}:
            scopes.append(tokens[2].text)
        elif tag.word == "elif":
            tag = Tag(tokens, scopes[-1], ifs[-1])
        elif tag.word in {"endif", "endfor"}:
            ifs.pop()
        elif tag.word in {"endmacro", "endblock"}:
            scopes.pop()
        yield tag


def _tokens_of_tags(text: str) -> Iterator[list[Token]]:
    tokens: list[Token] = []
    position = 0
    for _, kind, value in _SYNTAX.lex(text):
        start = text.index(value, position)  # White space may have been left out before it.
        position = start + len(value)
        if kind in {"variable_begin", "block_begin"}:
            tokens = []
        if kind != "whitespace":
            tokens.append(Token(start, kind, value))
        if kind in {"variable_end", "block_end"}:
            yield tokens


def _changes(tag: Tag) -> Iterator[tuple[int, int, str]]:
    """What may be replaced in a tag: from where to where, and by what."""
    end = tag.tokens[-1].start
    inner = tag.tokens[1:-1]
    if tag.word in {"", "include"}:
        yield tag.start, tag.end, ""
    elif tag.word in {"if", "elif"}:
        yield inner[1].start, end, "true "
        yield inner[1].start, end, "false "
    elif tag.word == "for":
        over = next(token for token in inner if token.text == "in")
        yield over.start, end, "in () "
    for token in inner[1:] if tag.word else inner:
        if token.text in WORDS and token.kind in {"name", "operator"}:
            yield token.start, token.start + len(token.text), WORDS[token.text]


def _code(text: str) -> str | None:
    try:
        return _SYNTAX.compile(text, raw=True)
    except TemplateError:
        return None


@contextlib.contextmanager
def noting(files: Iterable[Path], hits: set[tuple[str, Position]]) -> Iterator[None]:
    """Let the templates note which of their tags are reached. Compiled ones are to be forgotten."""

    def note(filename: str, start: int) -> str:
        hits.add((filename, (start, 0)))
        return ""

    DEFAULT_NAMESPACE[_NOTE] = note
    CHANGED.update({str(file): _with_notes(file) for file in files})
    try:
        yield
    finally:
        CHANGED.clear()
        del DEFAULT_NAMESPACE[_NOTE]


def _with_notes(file: Path) -> str:
    text = file.read_text(encoding="utf-8")
    for tag in reversed(list(tags(text))):
        if tag.word in _UNMARKED or tag.word.startswith("end"):
            continue
        begin, call = tag.tokens[0].text, f"{_NOTE}({str(file)!r}, {tag.start})"
        mark = f"{begin} set _ = {call} %}}" if tag.word else f"{begin} {call} }}}}"
        text = text[: tag.start] + mark + text[tag.start :]
    return text


def read_changed_templates() -> None:
    """Let every loader of this process give out what ``CHANGED`` says; compile each text once."""
    read, compile_template = FileSystemLoader.get_source, Environment.compile
    compiled: dict[tuple[Any, ...], Any] = {}

    @functools.wraps(read)
    def get_source(self: FileSystemLoader, environment: Environment, template: str) -> Any:
        text, filename, fresh = read(self, environment, template)
        return CHANGED.get(filename, text), filename, fresh

    @functools.wraps(compile_template)
    def compile_once(
        self: Environment, source: Any, name: Any = None, filename: Any = None, **more: Any
    ) -> Any:
        if filename is None or more:
            return compile_template(self, source, name, filename, **more)
        key = source, name, filename
        if key not in compiled:
            compiled[key] = compile_template(self, source, name, filename)
        return compiled[key]

    changes: Mapping[str, Any] = {"get_source": get_source, "compile": compile_once}
    FileSystemLoader.get_source = changes["get_source"]  # type: ignore[method-assign]
    Environment.compile = changes["compile"]  # type: ignore[method-assign]
