"""Arranges the content of a page of guidance: what is read first, and the law in one place.

* The part "in short", or the first sentence where there is none, becomes a card with the first
  button of the page.
* A citation in brackets becomes a mark; the texts that are cited follow the page, numbered.
* A table of three columns or more becomes one card a row on a phone: each cell knows its heading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from functions.i18n.catalog import Catalog
from functions.parameters import load

OFFICIAL = frozenset({"practice", "notice", "statistics"})
"""Kinds of source that are no law, but come from who applies it."""
FEWEST_COLUMNS = 3
POINT = "<li>"
MOST_POINTS = 3
"""With more of them in short, the button follows the first ones: a phone shows it at once."""
FIRST_POINTS = 2

LINK = re.compile(r'<a [^>]*href="(https://[^"]+)"[^>]*>([^<]*)</a>')
CITATION = re.compile(rf"[ \xa0]\(({LINK.pattern}(?:[^()<]{{1,5}}{LINK.pattern})*)\)")
ARTICLE = re.compile(r"\bart\.\s.*", re.IGNORECASE)
BUTTON = re.compile(r'<a class="button" href="[^"]*">[^<]*</a>')
SECTION = re.compile(r"(?=<h2)")
TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
HEADING = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
CELL = re.compile(r"<td\b")
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class CitedText:
    """One place in a text, as the end of a page lists it."""

    number: int
    name: str
    href: str
    status: str


@dataclass(slots=True)
class Arranged:
    """The content of a page, and the texts that its marks stand for."""

    content: str
    texts: list[CitedText] = field(default_factory=list)


def arranged(content: str, catalog: Catalog) -> Arranged:
    """The content of a page of guidance with its parts in the order in which people need them."""
    marked = _marked(content, catalog)
    return Arranged(_with_card(with_labels(marked.content), catalog), marked.texts)


def with_labels(content: str) -> str:
    """The content with the heading of its column on each cell of a table of many columns."""
    return TABLE.sub(lambda found: _labelled(found[0]), content)


def _labelled(table: str) -> str:
    headings = [TAG.sub("", heading).strip() for heading in HEADING.findall(table)]
    if len(headings) < FEWEST_COLUMNS:
        return table
    head, mark, body = table.partition("<tbody>")
    return (
        head.replace("<table>", '<table class="cards">')
        + mark
        + ROW.sub(lambda row: _with_headings(row[0], headings), body)
    )


def _with_headings(row: str, headings: list[str]) -> str:
    names = iter(headings)
    return CELL.sub(lambda _: f'<td data-label="{next(names, "").replace(chr(34), "&quot;")}"', row)


def _with_card(content: str, catalog: Catalog) -> str:
    """The content with what is most important in a card, and the first way on below it."""
    opening, *sections = SECTION.split(content)
    title, mark, lead = opening.partition("</h1>")
    button = BUTTON.search(content)
    action = f"<p>{button[0]}</p>\n" if button else ""
    heading = catalog.gettext("site.in_short")
    for place, section in enumerate(sections):
        if TAG.sub("", section.partition("</h2>")[0]) == heading:
            first, end, more = lead.partition("</p>")
            card = f'\n<section class="in-short">\n{_with_action(section, action)}</section>\n'
            others = [*sections[:place], *sections[place + 1 :]]
            return "".join([title, mark, first, end, card, more, *others])
    if not (button and sections) or "<ul>" in lead or BUTTON.search(lead):
        return content
    card = f'\n<div class="in-short">{lead}{action}</div>\n'
    return "".join([title, mark, card, *sections])


def _with_action(section: str, action: str) -> str:
    """The part "in short" with the first way on: below it, or below the first points of many."""
    points = section.split(POINT)
    if not action or len(points) <= MOST_POINTS + 1:
        return f"{section}{action}"
    first, others = POINT.join(points[: FIRST_POINTS + 1]), POINT.join(points[FIRST_POINTS + 1 :])
    return f"{first.rstrip()}\n</ul>\n{action}<ul>\n{POINT}{others}"


def _marked(content: str, catalog: Catalog) -> Arranged:
    """The content with a mark for each citation in brackets."""
    acts = _acts_by_address(catalog)
    known: dict[tuple[str, str], CitedText] = {}

    def mark(found: re.Match[str]) -> str:
        marks = []
        for href, words in LINK.findall(found[1]):
            if href not in acts:
                return found[0]
            text = known.setdefault((href, words), _cited(len(known) + 1, href, words, acts[href]))
            marks.append(
                f'<a href="#text-{text.number}"><span class="visually-hidden">{words}, </span>'
                f"{text.number}</a>"
            )
        return f'<sup class="mark">{" ".join(marks)}</sup>'

    marked = CITATION.sub(mark, content)
    return Arranged(marked, list(known.values()))


def _cited(number: int, href: str, words: str, act: tuple[str, str, str]) -> CitedText:
    title, short, status = act
    article = ARTICLE.search(words)
    name = f"{short[0].upper()}{short[1:]}, {article[0]}" if article else title
    return CitedText(number, name, href, status)


def _acts_by_address(catalog: Catalog) -> Mapping[str, tuple[str, str, str]]:
    """Title and short name of each text that has an address, and how sure what it says is."""
    return {
        address: (
            catalog.gettext(f"common.acts.{act}.title"),
            catalog.gettext(f"common.acts.{act}.short"),
            "official" if entry["kind"] in OFFICIAL else "law",
        )
        for act, entry in load.acts().items()
        for address in entry.get("link", {}).values()
    }
