"""Reads the words of a language from its files. Every sentence that a person reads stands there.

The files ``<language>/<file>.toml`` make one space of keys: the table ``[rules]`` of
``advances.toml`` holds the keys ``advances.rules.<id>``. In a sentence:

* ``{debt}`` is replaced by that figure, written the way of the language; a code such as
  ``judgment`` given for ``{title_kind}`` is worded by ``common.codes.title_kind.judgment``;
* ``{missed|term|terms}`` is replaced by the first form for one, by the second for more. Which
  numbers take the first form is the language's own: ``writing.singular``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from functions.data import toml_file
from functions.law.core.values import Value
from functions.words.figures import FigureStyle, figure_style, write

HERE = Path(__file__).parent

LANGUAGES = ("fr", "nl", "de", "en")
"""The languages of the product, in the order in which they are offered."""

PLACEHOLDER = re.compile(r"\{(?P<name>\w+)(?:\|(?P<one>[^|{}]*)\|(?P<other>[^|{}]*))?\}")
CODES = "common.codes"


class Placeholder(NamedTuple):
    """A place in a sentence: for a figure, or for the word that fits a count."""

    name: str
    one: str | None
    other: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """All words of one language, by key."""

    language: str
    entries: Mapping[str, str]
    style: FigureStyle
    coded: frozenset[str] = frozenset()
    """The placeholders whose values are codes that have words."""

    def text(self, key: str, **inputs: Value) -> str:
        """The sentence of that key, its placeholders filled.

        Raises:
            KeyError: there is no such sentence, or a placeholder has no value.
        """
        sentence = self.entries[key]
        if "{" not in sentence:
            return sentence
        return "".join(
            piece if isinstance(piece, str) else self._filled(piece, inputs)
            for piece in _pieces(sentence)
        )

    def has(self, key: str) -> bool:
        """Whether there is a sentence of that key."""
        return key in self.entries

    def table(self, prefix: str) -> Mapping[str, str]:
        """Every entry below ``prefix``, keyed by what follows it, as it stands in the file.

        Raises:
            KeyError: there is none.
        """
        start = f"{prefix}."
        found = {
            key.removeprefix(start): text
            for key, text in self.entries.items()
            if key.startswith(start)
        }
        if not found:
            raise KeyError(prefix)
        return found

    def figure(self, value: Value, name: str = "") -> str:
        """A value written the way of the language; ``name`` says which code a ``str`` is."""
        if isinstance(value, bool):
            return self.entries["common.yes" if value else "common.no"]
        if isinstance(value, str):
            return self._code(name, value)
        return write(self.style, value)

    def _code(self, name: str, code: str) -> str:
        """The word for a code, where codes of that name are worded; else the text itself."""
        return self.entries[f"{CODES}.{name}.{code}"] if name in self.coded else code

    def _filled(self, place: Placeholder, inputs: Mapping[str, Value]) -> str:
        value = inputs[place.name]
        if place.one is None or place.other is None:
            return self.figure(value, place.name)
        return place.one if value in self.style.singular else place.other


@cache
def _pieces(sentence: str) -> tuple[str | Placeholder, ...]:
    """The texts of a sentence and the places between them. Kept: the sentences are always ours."""
    found: list[str | Placeholder] = []
    end = 0
    for match in PLACEHOLDER.finditer(sentence):
        found += (sentence[end : match.start()], Placeholder(*match.groups()))
        end = match.end()
    return (*found, sentence[end:])


def placeholders(sentence: str) -> frozenset[str]:
    """The names of the placeholders in a sentence."""
    return frozenset(match["name"] for match in PLACEHOLDER.finditer(sentence))


@cache
def words(language: str) -> Words:
    """All words of a language.

    Raises:
        KeyError: the product does not speak that language.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    entries: dict[str, str] = {}
    for name in toml_file.names(HERE / language):
        entries.update(_flat(name, toml_file.read(HERE / language, name)))
    style = {key.removeprefix("writing."): text for key, text in entries.items()}
    codes = (key.split(".") for key in entries if key.startswith(f"{CODES}."))
    return Words(
        language=language,
        entries=entries,
        style=figure_style(style),
        coded=frozenset(name for _, _, name, _ in codes),
    )


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every text of a table with its full key."""
    for key, entry in table.items():
        full = f"{prefix}.{key}"
        if isinstance(entry, dict):
            yield from _flat(full, entry)
        elif isinstance(entry, str):
            yield full, entry
        else:
            raise TypeError(f"{full} is not a text")
