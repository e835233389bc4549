"""Reads the Markdown pages so that tests can compare them across languages.

A page is read with the figures of the day on which it was last checked: the same on every day of
test, and whatever figures later dates have.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import yaml
from mkdocs.config import load_config

from functions.i18n.catalog import LANGUAGES, catalog_of
from publishing.languages import listed_pages
from publishing.page_figures import fill_in

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "site" / "content"
GENERATED = "<!-- generated -->"

HEADING = re.compile(r"^(#{1,6}) (.+?)(?: \{ #([a-z0-9-]+) \})?$", re.MULTILINE)
DEFINITION = re.compile(r"^\[(\w+)\]: (\S+)$", re.MULTILINE)
LINK = re.compile(r"\[[^\]]+\](?:\((?P<path>[^)]+)\)|\[(?P<act>\w+)\])")
ATTRIBUTES = re.compile(r"\{ [^}]*\}")
OTHER_LANGUAGE = re.compile(r"\*[^*\n]+\*\{ lang=\w+ \}")
CHECKED = re.compile(r"^checked: (\d{4}-\d\d-\d\d)$", re.MULTILINE)
ORDER_MARK = re.compile(r"^\d+\. ", re.MULTILINE)

ARTICLE = {
    "de": r"Art\.\xa0(\d+[a-z]*(?:/\d+)?)(?: §\xa0([\d/]+))?(?: Absatz\xa0(\d))?",
    "en": r"art\.\xa0(\d+[a-z]*(?:/\d+)?)(?:, §\xa0([\d/]+))?(?:, para\.\xa0(\d))?",
    "fr": r"art\.\xa0(\d+[a-z]*(?:/\d+)?)(?:, §\xa0([\d/]+))?(?:, al\.\xa0(\d)(?:er)?)?",
    "nl": r"art\.\xa0(\d+[a-z]*(?:/\d+)?)(?:, §\xa0([\d/]+))?(?:, (eerste|tweede) lid)?",
}
DUTCH_ORDINALS = {"eerste": "1", "tweede": "2"}

NUMBER = {
    "de": r"\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?",
    "en": r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?",
    "fr": r"\d{1,3}(?:\u202f\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?",
    "nl": r"\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?",
}
AMOUNT = {
    "de": r"({number})\xa0€",
    "en": r"€({number})",
    "fr": r"({number})\xa0€",
    "nl": r"€\xa0({number})",
}
PERCENT = {
    "de": r"({number})\xa0%",
    "en": r"({number})%",
    "fr": r"({number})\xa0%",
    "nl": r"({number})%",
}
COUNTS = {
    "de": {
        2: "zwei|zweite[rns]?",
        3: "drei|dritte[rns]?",
        4: "vier",
        5: "fünf",
        6: "sechs",
        7: "sieben",
        8: "acht",
        9: "neun",
        10: "zehn",
        11: "elf",
        12: "zwölf",
    },
    "en": {
        2: "two|second",
        3: "three|third",
        4: "four",
        5: "five",
        6: "six",
        7: "seven",
        8: "eight",
        9: "nine",
        10: "ten",
        11: "eleven",
        12: "twelve",
    },
    "fr": {
        2: "deux|deuxième",
        3: "trois|troisième",
        4: "quatre",
        5: "cinq",
        6: "six",
        7: "sept",
        8: "huit",
        9: "neuf",
        10: "dix",
        11: "onze",
        12: "douze",
    },
    "nl": {
        2: "twee|tweede",
        3: "drie|derde",
        4: "vier",
        5: "vijf",
        6: "zes",
        7: "zeven",
        8: "acht",
        9: "negen",
        10: "tien",
        11: "elf",
        12: "twaalf",
    },
}


@dataclass(frozen=True, slots=True)
class Section:
    """What is under one heading, which may bear an id: ``### Arrears { #arrears }``.

    The id is the same in every language; most headings have none.
    """

    level: int
    heading: str
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one language, split into front matter, sections and link definitions."""

    language: str
    path: str
    meta: dict[str, Any]
    sections: tuple[Section, ...]
    definitions: dict[str, str]

    @property
    def text(self) -> str:
        """Headings and sections, without front matter and link definitions."""
        return "\n\n".join(f"{s.heading}\n\n{s.text}" for s in self.sections)


def named(each: Page) -> str:
    """The id of the tests of a page."""
    return f"{each.language}/{each.path}"


def menu() -> list[str]:
    """The pages that the menu names, in its order."""
    found: list[str] = []
    for item in listed_pages(load_config(str(ROOT / "mkdocs.yml"))):
        found += [item] if isinstance(item, str) else next(iter(item.values()))
    return found


def paths(language: str) -> list[str]:
    """The pages of a language, by their place in its folder."""
    folder = CONTENT / language
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.md"))


def page_source(language: str, path: str) -> str:
    """A page as it is written, its references to figures not yet filled in."""
    return (CONTENT / language / path).read_text(encoding="utf-8")


def checked_on(source: str) -> date:
    """The day on which a page was last checked.

    Raises:
        ValueError: it does not name one.
    """
    found = CHECKED.search(source)
    if found is None:
        raise ValueError("a page without the day of its last check")
    return date.fromisoformat(found[1])


@cache
def page(language: str, path: str) -> Page:
    """Reads one page."""
    source = page_source(language, path)
    source = fill_in(source, catalog_of(language), checked_on(source), f"{language}/{path}")
    _, front, body = re.split(r"^---\n", source, maxsplit=2, flags=re.MULTILINE)
    definitions = dict(DEFINITION.findall(body))
    _, *parts = HEADING.split(DEFINITION.sub("", body))
    sections = zip(parts[::4], parts[1::4], parts[2::4], parts[3::4], strict=True)
    return Page(
        language=language,
        path=path,
        meta=yaml.load(front, yaml.CSafeLoader),
        sections=tuple(
            Section(len(marks), heading, name or "", text.strip())
            for marks, heading, name, text in sections
        ),
        definitions=definitions,
    )


def pages(language: str) -> list[Page]:
    """Every page of a language."""
    return [page(language, path) for path in paths(language)]


def all_pages() -> list[Page]:
    """Every page of every language."""
    return [each for language in LANGUAGES for each in pages(language)]


def links(text: str) -> Counter[str]:
    """Where the links of a text lead: a page, or the id of an act."""
    return Counter(match["path"] or match["act"] for match in LINK.finditer(text))


def leads_to_a_page(target: str) -> bool:
    """Whether a link leads to a page of this site, or to a place on it, and not to an act."""
    return urldefrag(target).url.endswith(".md")


def articles(text: str, language: str) -> Counter[str]:
    """The articles that a text names, as the parameters write them: ``4, § 2, al. 1``."""
    return Counter(canonical_article(m) for m in re.finditer(ARTICLE[language], _prose(text)))


def canonical_article(match: re.Match[str]) -> str:
    """An article found by ``ARTICLE``, without its language."""
    number, paragraph, subparagraph = match.groups()
    parts = [number]
    if paragraph:
        parts.append(f"§ {paragraph}")
    if subparagraph:
        parts.append(f"al. {DUTCH_ORDINALS.get(subparagraph, subparagraph)}")
    return ", ".join(parts)


def figures(text: str, language: str) -> Counter[str]:
    """Every date, amount, percentage, number and counting word of a text, without its language."""
    found: Counter[str] = Counter()
    rest = ORDER_MARK.sub("", _prose(text))
    rest = re.sub(ARTICLE[language], " ", rest)
    for pattern, name in (
        (day_pattern(language), _iso),
        (month_pattern(language), _iso_month),
        (AMOUNT[language].format(number=NUMBER[language]), _euro),
        (PERCENT[language].format(number=NUMBER[language]), _percentage),
        (f"({NUMBER[language]})", _number),
    ):
        for match in re.finditer(pattern, rest):
            found[name(match, language)] += 1
        rest = re.sub(pattern, " ", rest)
    for count, word in COUNTS[language].items():
        found[str(count)] += len(re.findall(rf"\b(?:{word})\b", rest, re.IGNORECASE))
    return +found


def _prose(text: str) -> str:
    """A text without what is markup only."""
    shown = LINK.sub(lambda m: m[0][1 : m[0].index("]")], text)
    return ATTRIBUTES.sub("", shown).replace(GENERATED, "")


def prose(text: str) -> str:
    """A text as it is read: without links' targets, attributes, emphasis and tables."""
    lines = (line for line in _prose(text).splitlines() if not line.startswith("|"))
    return ORDER_MARK.sub("", "\n".join(lines)).replace("*", "")


def _months(language: str) -> dict[str, int]:
    spoken = catalog_of(language)
    return {spoken.gettext(f"formats.months.{number}"): number for number in range(1, 13)}


def day_pattern(language: str) -> str:
    """What a day looks like in the text of a page."""
    day = r"\b(\d{1,2})\." if language == "de" else r"\b(\d{1,2})(?:er)?"
    return rf"{day}[ \xa0]({'|'.join(_months(language))})[ \xa0](\d{{4}})\b"


def month_pattern(language: str) -> str:
    """What a month of a year looks like in the text of a page."""
    return rf"\b({'|'.join(_months(language))})[ \xa0](\d{{4}})\b"


def _iso(match: re.Match[str], language: str) -> str:
    return f"{match[3]}-{_months(language)[match[2]]:02}-{int(match[1]):02}"


def _iso_month(match: re.Match[str], language: str) -> str:
    return f"{match[2]}-{_months(language)[match[1]]:02}"


def _euro(match: re.Match[str], language: str) -> str:
    return f"EUR {_number(match, language)}"


def _percentage(match: re.Match[str], language: str) -> str:
    return f"{_number(match, language)} %"


def _number(match: re.Match[str], language: str) -> str:
    style = catalog_of(language).style
    plain = re.sub(rf"{re.escape(style.thousands)}(?=\d{{3}}(?!\d))", "", match[1])
    return plain.replace(",", ".")
