"""Mutants of Jinja templates: a branch, a loop, an output or an operator of a tag is changed."""

from __future__ import annotations

import contextlib
import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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
"""What is in the place of a word or operator of an expression."""

CHANGED: dict[str, str] = {}
"""The files whose text is another than the file's, for every loader of this process."""

_NOTE = "__note__"
_SYNTAX = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
_UNMARKED = {"macro", "block", "extends", "from", "import", "elif", "else"}


class Token(NamedTuple):
    """A part of a tag, and where it begins and ends in the text."""

    start: int
    end: int
    kind: str
    text: str


class Tag(NamedTuple):
    """One ``{{ … }}`` or ``{% … %}`` in the innermost macro or block around it.

    ``reached`` is the start of the tag that is reached whenever this one is. ``word`` is the first
    word of a ``{% … %}``; empty for an output.
    """

    tokens: Sequence[Token]
    word: str
    scope: str
    reached: int


def template_mutants(file: Path) -> Iterator[Mutant]:
    """Every mutant of a template that compiles to other code than the template."""
    text = file.read_text(encoding="utf-8")
    seen, times = {_code(text), None}, Counter[tuple[str, str]]()
    for tag in tags(text):
        first, last = tag.tokens[0].start, tag.tokens[-1].end
        for start, end, other in _changes(tag):
            after = text[first:start] + other + text[end:last]
            mutated = text[:first] + after + text[last:]
            code = _code(mutated)
            if code in seen:
                continue
            seen.add(code)
            change = difference(text[first:last], after or "(nothing)")
            times[tag.scope, change] += 1
            if times[tag.scope, change] > 1:
                change = f"{change} ({times[tag.scope, change]})"
            yield Mutant(str(file), name_of(file), tag.scope, change, (tag.reached, 0), mutated)


def tags(text: str) -> Iterator[Tag]:
    """The tags of a template, in order."""
    scopes, conditions = ["(template)"], [0]
    for tokens in _tokens_of_tags(text):
        word = tokens[1].text if tokens[0].kind == "block_begin" else ""
        if word in {"if", "for"}:
            conditions.append(tokens[0].start)
        elif word in {"macro", "block"}:
            scopes.append(tokens[2].text)
        yield Tag(tokens, word, scopes[-1], conditions[-1] if word == "elif" else tokens[0].start)
        if word in {"endif", "endfor"}:
            conditions.pop()
        elif word in {"endmacro", "endblock"}:
            scopes.pop()


def _tokens_of_tags(text: str) -> Iterator[list[Token]]:
    tokens: list[Token] = []
    position = 0
    for _, kind, value in _SYNTAX.lex(text):
        start = text.index(value, position)  # White space may have been left out before it.
        position = start + len(value)
        if kind in {"variable_begin", "block_begin"}:
            tokens = []
        if kind != "whitespace":
            tokens.append(Token(start, start + len(value.rstrip()), kind, value))
        if kind in {"variable_end", "block_end"}:
            yield tokens


def _changes(tag: Tag) -> Iterator[tuple[int, int, str]]:
    """What may be replaced in a tag: from where to where, and by what."""
    first, *inner, last = tag.tokens
    if tag.word in {"", "include"}:
        yield first.start, last.end, ""
    elif tag.word in {"if", "elif"}:
        yield inner[1].start, last.start, "true "
        yield inner[1].start, last.start, "false "
    elif tag.word == "for":
        over = next(token for token in inner if token.text == "in")
        yield over.start, last.start, "in () "
    for token in inner[1:] if tag.word else inner:
        if token.text in WORDS and token.kind in {"name", "operator"}:
            yield token.start, token.end, WORDS[token.text]


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
        start, _, _, begin = tag.tokens[0]
        call = f"{_NOTE}({str(file)!r}, {start})"
        mark = f"{begin} set _ = {call} %}}" if tag.word else f"{begin} {call} }}}}"
        text = text[:start] + mark + text[start:]
    return text


def read_changed_templates() -> None:
    """Let every loader of this process give out what ``CHANGED`` says; compile each text once."""
    loader: Any = FileSystemLoader
    read, compiled = loader.get_source, functools.cache(_SYNTAX.compile)

    def get_source(*asked: Any) -> Any:
        text, filename, is_fresh = read(*asked)
        return CHANGED.get(filename, text), filename, is_fresh

    environment: Any = Environment
    loader.get_source = get_source
    environment.compile = lambda _, *source: compiled(*source)
