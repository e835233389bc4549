"""Reads the words of a language from its files. Every sentence that a person reads is in them.

The first part of a key is its subject, which names the file: the table ``[rules]`` of
``calculators/advances/<language>.toml`` holds the keys ``advances.rules.<id>``. A file is read when
its subject is first asked for.

A sentence that several calculators share is in one place, ``calculators/shared/<language>.toml``:
the key ``advances.rules.<id>`` is looked up in the file of ``advances``, then as
``shared.rules.<id>``. In the same way the printable forms share ``paper_common``. In a sentence:

* ``{debt}`` is replaced by that figure, written the way of the language; a code such as
  ``judgment`` given for ``{title_kind}`` is worded by ``common.codes.title_kind.judgment``;
* ``{missed|term|terms}`` is replaced by the first form for one, by the second for more. Which
  numbers take the first form is the language's own: ``formats.singular``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from functions import config_files
from functions.i18n.formats import (
    LocaleFormats,
    format_full_day,
    format_short,
    format_typed,
    format_value,
    locale_formats,
)
from functions.law.core.values import Cents, Value

Found = TypeVar("Found")

FUNCTIONS = Path(__file__).parents[1]
GROUPS = (FUNCTIONS / "calculators", FUNCTIONS / "quick_answers")
"""The folders with a folder for each of their subjects."""

LANGUAGES = ("fr", "nl", "de", "en")
"""The languages of the product, in the order in which they are offered."""

PLACEHOLDER = re.compile(r"\{(?P<name>\w+)(?:\|(?P<one>[^|{}]*)\|(?P<other>[^|{}]*))?\}")
CODES = "common.codes"
PAPER = "paper_"

SHARED = "shared"
"""The subject of the sentences of several calculators."""
PAPER_SHARED = "paper_common"
"""The subject of the sentences of several printable forms."""


class Placeholder(NamedTuple):
    """A place in a sentence: for a figure, or for the word that fits a count."""

    name: str
    words: tuple[str, str] | None
    """For one, and for more."""


class Sentence(NamedTuple):
    """A text as a pattern with ``%s`` for each of its places, or as it is where there is none."""

    pattern: str
    places: tuple[Placeholder, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Catalog:
    """All words of one language, by key. There is one of each: what is made of it can be kept."""

    language: str
    entries: Mapping[str, str]
    style: LocaleFormats
    coded: frozenset[str] = frozenset()
    """The placeholders whose values are codes that have words."""
    found: Mapping[str, str] = field(init=False, repr=False)
    """The same entries, of which those found before are looked up in a dictionary alone."""
    sentences: Mapping[str, Sentence] = field(init=False, repr=False)
    """The same entries, each prepared when it is first needed."""

    def __post_init__(self) -> None:
        """Look up where the entries keep what they found."""
        entries = self.entries
        found = entries.found if isinstance(entries, Entries) else entries
        object.__setattr__(self, "found", found)
        object.__setattr__(self, "sentences", Kept(lambda key: prepared(found[key])))

    def gettext(self, key: str, **inputs: Value) -> str:
        """The sentence of that key, its placeholders filled.

        Raises:
            KeyError: there is no such sentence, or a placeholder has no value.
        """
        return self.sentence(key, inputs)

    def sentence(self, key: str, inputs: Mapping[str, Value]) -> str:
        """The same with the values of the placeholders in a mapping, which may hold others.

        Raises:
            KeyError: there is no such sentence, or a placeholder has no value.
        """
        pattern, places = self.sentences[key]
        if not places:
            return pattern
        style = self.style
        writers = style.writers
        written = []
        for name, words in places:
            value = inputs[name]
            if words is not None:
                written.append(words[0] if value in style.singular else words[1])
            elif (write := writers.get(type(value))) is not None:
                written.append(write(value))
            else:
                written.append(self.format(value, name))
        return pattern % tuple(written)

    def has(self, key: str) -> bool:
        """Whether there is a sentence of that key."""
        return key in self.entries

    def table(self, prefix: str) -> Mapping[str, str]:
        """Every entry below ``prefix``, keyed by what follows it, as it is in the file.

        Raises:
            KeyError: there is none.
        """
        start = f"{prefix}."
        entries = self.entries
        if isinstance(entries, Entries):
            entries = entries.of(prefix.partition(".")[0])
        found = {
            key.removeprefix(start): text for key, text in entries.items() if key.startswith(start)
        }
        if not found:
            raise KeyError(prefix)
        return found

    def format(self, value: Value, name: str = "") -> str:
        """A value written the way of the language; ``name`` says which code a ``str`` is."""
        if isinstance(value, bool):
            return self.found["common.yes" if value else "common.no"]
        if isinstance(value, str):
            return self._code(name, value)
        return format_value(self.style, value)

    def full_day(self, day: date) -> str:
        """A day with its weekday."""
        return format_full_day(self.style, day)

    def typed(self, value: Value) -> str:
        """A value as one types or chooses it in a form."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        return value if isinstance(value, str) else format_typed(self.style, value)

    def short(self, amount: Cents) -> str:
        """An amount without decimals where it is a whole number of euros."""
        return format_short(self.style, amount)

    def _code(self, name: str, code: str) -> str:
        """The word for a code, where codes of that name are worded; else the text itself."""
        return self.found[f"{CODES}.{name}.{code}"] if name in self.coded else code


def prepared(text: str) -> Sentence:
    """A text of ours with its places found."""
    places = tuple(
        Placeholder(name, None if one is None else (one, other))
        for name, one, other in (match.groups() for match in PLACEHOLDER.finditer(text))
    )
    if not places:
        return Sentence(text, ())
    return Sentence(PLACEHOLDER.sub("%s", text.replace("%", "%%")), places)


def placeholders(sentence: str) -> frozenset[str]:
    """The names of the placeholders in a sentence."""
    return frozenset(match["name"] for match in PLACEHOLDER.finditer(sentence))


class Kept(dict[str, Found]):
    """What is found by key; what is not there yet is found, and kept."""

    def __init__(self, find: Callable[[str], Found]) -> None:
        """``find`` gives what belongs to a key, or raises a ``KeyError``."""
        super().__init__()
        self._find = find

    def __missing__(self, key: str) -> Found:
        """What belongs to a key that is not there yet."""
        found = self[key] = self._find(key)
        return found


class Entries(Mapping[str, str]):
    """The texts of one language by key; the file of a subject is read when first asked for.

    A key that the file of its subject does not hold is looked up among the sentences that the
    subject shares with others. Iterating reads the files of every subject, and names each text by
    the file in which it is.
    """

    def __init__(self, language: str) -> None:
        """Read nothing yet."""
        self._language = language
        self.found = Kept(self._find)

    def of(self, subject: str) -> Mapping[str, str]:
        """The texts of one subject by their full keys; none where it has no file."""
        return _entries(subject, self._language)

    def __getitem__(self, key: str) -> str:
        """The text of that key.

        Raises:
            KeyError: there is none.
        """
        return self.found[key]

    def _find(self, key: str) -> str:
        subject, _, rest = key.partition(".")
        found = self.of(subject).get(key)
        if found is None and (shared := shared_subject(subject)) is not None:
            found = self.of(shared).get(f"{shared}.{rest}")
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        """Every key of the language."""
        for subject in subjects(self._language):
            yield from self.of(subject)

    def __len__(self) -> int:
        """The number of keys."""
        return sum(1 for _ in self)


@cache
def catalog_of(language: str) -> Catalog:
    """All words of a language.

    Raises:
        KeyError: the product does not speak that language.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    formats = _entries("formats", language)
    style = {key.removeprefix("formats."): text for key, text in formats.items()}
    common = _entries("common", language)
    codes = (key.split(".") for key in common if key.startswith(f"{CODES}."))
    return Catalog(
        language=language,
        entries=Entries(language),
        style=locale_formats(style),
        coded=frozenset(name for _, _, name, _ in codes),
    )


def file_of(subject: str, language: str) -> tuple[Path, str]:
    """The folder and the name (without ending) of the file of a subject.

    Common subjects lie in ``i18n``, those of a printable form (``paper_<form>``) in
    ``paper_forms``, those of a calculator, a quick answer or another package in the folder of that
    name.
    """
    if subject.startswith(PAPER):
        return FUNCTIONS / "paper_forms" / "words" / language, subject.removeprefix(PAPER)
    for folder in (*(group / subject for group in GROUPS), FUNCTIONS / subject):
        if config_files.exists(folder, language):
            return folder, language
    return FUNCTIONS / "i18n" / language, subject


@cache
def shared_subject(subject: str) -> str | None:
    """The subject whose sentences that subject shares; ``None`` where it shares none."""
    if subject.startswith(PAPER):
        return PAPER_SHARED if subject != PAPER_SHARED else None
    is_asked = any((group / subject).is_dir() for group in GROUPS)
    return SHARED if is_asked and subject != SHARED else None


def subjects(language: str) -> tuple[str, ...]:
    """Every subject that has a file in that language."""
    packages = (*FUNCTIONS.iterdir(), *(folder for group in GROUPS for folder in group.iterdir()))
    paper = FUNCTIONS / "paper_forms" / "words" / language
    return (
        *config_files.names(FUNCTIONS / "i18n" / language),
        *sorted(package.name for package in packages if config_files.exists(package, language)),
        *(PAPER + name for name in (config_files.names(paper) if paper.is_dir() else ())),
    )


@cache
def _entries(subject: str, language: str) -> Mapping[str, str]:
    """The texts of one subject by their full keys; none where it has no file."""
    folder, name = file_of(subject, language)
    if not config_files.exists(folder, name):
        return {}
    return dict(_flat(subject, config_files.read(folder, name)))


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
