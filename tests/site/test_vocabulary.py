"""One vocabulary per language: no text uses a form that the vocabulary forbids for an idea."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from functions.i18n.catalog import LANGUAGES
from functions.reference import api_description

ROOT = Path(__file__).parents[2]
VOCABULARY = ROOT / "site" / "vocabulary"
MEMBERS = {"term", "gloss", "official", "forbidden", "allowed"}
SPACE = re.compile("&nbsp;|[\u00a0\u202f]")
SEARCH_WORDS = re.compile(r"^(index|keywords):")
"""The front matter holds the words that people search for: they may be any."""
OTHER_WAYS_TO_ASK = re.compile(r"^asked = ")
"""So may those of a best answer of the search."""
HABITS = ROOT / "site" / "publishing" / "finding" / "habits"
"""How words are made equal: no text that anybody reads."""


@dataclass(frozen=True, slots=True)
class Idea:
    """One idea of a language: the forms that no text uses for it."""

    name: str
    term: str
    forbidden: re.Pattern[str]
    allowed: tuple[str, ...]

    def in_line(self, line: str) -> str | None:
        """The forbidden form in that line, if there is one."""
        for phrase in self.allowed:
            line = line.replace(phrase, "")
        found = self.forbidden.search(line)
        return None if found is None else found[0]


def ideas(language: str) -> list[Idea]:
    data = tomllib.loads((VOCABULARY / f"{language}.toml").read_text(encoding="utf-8"))
    return [
        Idea(
            name=name,
            term=entry["term"],
            forbidden=whole_words(entry["forbidden"]),
            allowed=tuple(entry.get("allowed", ())),
        )
        for name, entry in data.items()
    ]


def whole_words(forms: list[str]) -> re.Pattern[str]:
    every = "|".join(form if form.startswith("^") else rf"(?<!\w){form}(?!\w)" for form in forms)
    return re.compile(every, re.IGNORECASE)


def texts(language: str) -> Iterator[Path]:
    """Pages, then the sentences of calculators, messages, papers and e-mails."""
    yield from sorted((ROOT / "site" / "content" / language).rglob("*.md"))
    for folder in ("functions", "site"):
        for file in sorted((ROOT / folder).rglob("*.toml")):
            of_language = language in (file.stem, file.parent.name)
            if of_language and file.parent not in {VOCABULARY, HABITS}:
                yield file


def lines(file: Path) -> Iterator[tuple[int, str]]:
    """The lines that people read, with their numbers."""
    skips = False
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if file.suffix == ".md" and SEARCH_WORDS.match(line):
            skips = True
        elif OTHER_WAYS_TO_ASK.match(line):
            continue
        elif not line.startswith("  - "):
            skips = False
        if not skips and not line.startswith("#" if file.suffix == ".toml" else "\0"):
            yield number, SPACE.sub(" ", line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_of_a_language_use_no_forbidden_form(language):
    found = [
        f"{file.relative_to(ROOT)}:{number}: “{form}” for {idea.name}, say “{idea.term}”"
        for file in texts(language)
        for number, line in lines(file)
        for idea in ideas_of[language]
        if (form := idea.in_line(line)) is not None
    ]
    assert not found, "\n" + "\n".join(found)


def described(node: object) -> Iterator[str]:
    """What the API description says to people: its summaries and descriptions, examples apart."""
    if isinstance(node, dict):
        for name, entry in node.items():
            if name in {"summary", "description"} and isinstance(entry, str):
                yield " ".join(entry.split())
            elif name != "value":
                yield from described(entry)
    elif isinstance(node, list):
        for entry in node:
            yield from described(entry)


def test_words_of_api_description_use_no_forbidden_form():
    found = [
        f"“{form}” for {idea.name}, say “{idea.term}”: {text}"
        for text in described(api_description.document())
        for idea in ideas_of["en"]
        if (form := idea.in_line(text)) is not None
    ]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_entries_of_a_vocabulary_have_only_known_members(language):
    data = tomllib.loads((VOCABULARY / f"{language}.toml").read_text(encoding="utf-8"))
    for name, entry in data.items():
        assert {"term", "forbidden"} <= set(entry) <= MEMBERS, name


def test_forbidden_form_in_a_line_is_named():
    idea = Idea("waiver", "renonciation", whole_words(["effacée"]), ("effacée par erreur",))
    assert idea.in_line("Elle est Effacée.") == "Effacée"
    assert idea.in_line("Elle est effacée par erreur.") is None
    assert idea.in_line("ineffacée") is None


ideas_of = {language: ideas(language) for language in LANGUAGES}
