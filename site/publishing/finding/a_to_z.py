"""Every page from A to Z: by its title, its short name, and the words that readers use for it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
DIGITS = "0\u20139"


@dataclass(frozen=True, slots=True)
class Named:
    """A page as the list needs it."""

    address: str
    title: str
    label: str
    index: tuple[str, ...]


def letters(pages: Iterable[Named]) -> list[dict[str, Any]]:
    """The list by first letter, as plain data for the template.

    ``page`` of an entry is the short name of its page, empty where the entry itself is its name.
    """
    entries = sorted(
        (entry for page in pages for entry in _entries(page)),
        key=lambda entry: (order(entry["text"]), order(entry["page"])),
    )
    return [
        {"id": name if name != DIGITS else "0", "name": name.upper(), "entries": list(group)}
        for name, group in groupby(entries, key=lambda entry: _first(entry["text"]))
    ]


def order(text: str) -> str:
    """What decides the place in the alphabet: no capital, accent, umlaut, sign of punctuation.

    All four languages sort an accented letter with its plain one, German also ``ß`` with ``ss``
    (DIN 5007-1); Dutch sorts ``ij`` under I.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(LIGATURES))
    kept = (c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def _first(text: str) -> str:
    first = order(text)[0]
    return DIGITS if first.isdigit() else first


def _entries(page: Named) -> Iterator[dict[str, str]]:
    """Each way to name the page once, however its titles and words repeat each other."""
    seen: set[str] = set()
    for text in (page.title, page.label, *page.index):
        if order(text) not in seen:
            seen.add(order(text))
            own = text in {page.title, page.label}
            yield {"text": text, "address": page.address, "page": "" if own else page.label}
