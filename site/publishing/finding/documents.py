"""The texts of the pages, in which the search looks: what a person reads, without its markup."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from publishing.finding.a_to_z import Named
from publishing.finding.best_answers import BestAnswer
from publishing.kept import Kept

HABITS = Path(__file__).with_name("habits")
GLOSSARY = "help/glossary"
HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
BLOCKS = frozenset({"p", "li", "td", "th", "dt", "dd", "tr", "div"})
ITEMS = frozenset({"li", "td", "th"})
CLOSING = ".,:;!?\u2026\u00b7"
TERM = re.compile(r'<h3 id="([^"]+)">(.*?)</h3>\s*<p>(.*?)</p>', re.DOTALL)
TAG = re.compile("<[^>]+>")
BETWEEN = " \u00b7 "
"""Put after an item without a full stop: an excerpt runs on over several of them."""


@dataclass(frozen=True, slots=True)
class Read:
    """A page as the search needs it.

    ``kind`` says what it is for: ``tool``, ``page``, or ``background`` (news, figures, the API).
    ``part`` is the part of the site that it belongs to, empty if none; ``markup`` its text as HTML.
    """

    named: Named
    kind: str
    part: str
    description: str
    markup: str


def searched(
    language: str, pages: Sequence[Read], answers: Iterable[BestAnswer], kept: Kept
) -> str:
    """The file that the search of one language loads, as JSON.

    ``habits`` says how the words of the language are made equal (see ``habits/``), ``pages`` holds
    each page with its sections as pairs of heading and text, ``answers`` the best answers, and
    ``terms`` each word of the glossary with its explanation.

    Raises:
        KeyError: a best answer leads to a page that does not exist.
    """
    habits = tomllib.loads((HABITS / f"{language}.toml").read_text(encoding="utf-8"))
    labels = {page.named.address: page.named.label for page in pages}
    return json.dumps(
        {
            "habits": habits,
            "pages": [_document(page, kept) for page in pages],
            "answers": [_answer(answer, language, labels) for answer in answers],
            "terms": [
                {"id": name, "term": term, "answer": explanation}
                for page in pages
                if page.named.address == address(language, GLOSSARY)
                for name, term, explanation in terms(page.markup)
            ],
            "glossary": address(language, GLOSSARY),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _answer(answer: BestAnswer, language: str, labels: Mapping[str, str]) -> dict[str, Any]:
    page = address(language, answer.page)
    tool = None if answer.tool is None else address(language, answer.tool)
    return {
        "address": page,
        "page": labels[page],
        "question": answer.question,
        "answer": answer.answer,
        "asked": answer.asked,
        "tool": None if tool is None else {"address": tool, "label": labels[tool]},
    }


def address(language: str, page: str) -> str:
    """The address of a page, given as its file below the folder of a language without ``.md``."""
    path = page.removesuffix("index").rstrip("/")
    return f"/{language}/{path}/" if path else f"/{language}/"


def _document(page: Read, kept: Kept) -> dict[str, Any]:
    return {
        "address": page.named.address,
        "title": page.named.title,
        "label": page.named.label,
        "kind": page.kind,
        "part": page.part,
        "index": page.named.index,
        "description": page.description,
        "sections": kept.get(f"sections {page.markup}", lambda: sections(page.markup)),
    }


def terms(markup: str) -> list[tuple[str, str, str]]:
    """Each word of the glossary: its id, its name and its explanation."""
    return [(name, _plain(term), _plain(text)) for name, term, text in TERM.findall(markup)]


def _plain(markup: str) -> str:
    return " ".join(unescape(TAG.sub("", markup)).split())


def sections(markup: str) -> list[tuple[str, str]]:
    """Each heading of a page with the text below it; the first heading is the title, left out."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return [
        (
            " ".join(heading.split()) if place else "",
            " ".join(text.split()).removesuffix(BETWEEN[:2]),
        )
        for place, (heading, text) in enumerate(reader.sections)
    ]


@dataclass
class _Reader(HTMLParser):
    """Collects text section by section."""

    sections: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._in_heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in HEADINGS:
            self._in_heading = True
            self.sections.append(("", ""))
        elif tag in BLOCKS:
            self._add(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in HEADINGS:
            self._in_heading = False
        elif tag in BLOCKS:
            self._add(BETWEEN if tag in ITEMS and self._ends_openly() else " ")

    def handle_data(self, data: str) -> None:
        self._add(data)

    def _ends_openly(self) -> bool:
        last = self.sections[-1][1].rstrip()[-1:] if self.sections else ""
        return last not in CLOSING

    def _add(self, data: str) -> None:
        if self.sections:
            heading, text = self.sections[-1]
            self.sections[-1] = (
                (heading + data, text) if self._in_heading else (heading, text + data)
            )
