"""Writes days as a calendar file, which a telephone or a mail program takes over (RFC 5545).

What a reader saves again after a change replaces what was saved before: an entry keeps its UID
while its day moves, and since no state is kept, its ``SEQUENCE`` is the time itself. A file holds
nothing that was typed besides the days that follow from it.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from functions.exports.days import Day, Days
from functions.http.clock import day_in_brussels
from functions.i18n.catalog import Catalog
from functions.i18n.citations import cite

LONGEST_LINE = 75
"""In octets, without the line break (section 3.1)."""
REMINDERS = (timedelta(days=7), timedelta(days=1))
"""How long before a day its reminder rings: the first that is still to come."""
SECONDS_OF_MINUTE = 60
"""A ``SEQUENCE`` of minutes since 1970 grows for four thousand years within 32 bits."""
OURS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:alimenta:days")
ESCAPED = {"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"}


def calendar_file(
    operation: str, days: Days, catalog: Catalog, now: datetime, *, neutral: bool = False
) -> str:
    """The days as the text of a calendar made at that moment, an entry for the whole of each day.

    ``neutral``: neither an entry, opened or not, nor a reminder says what it is.

    Raises:
        ValueError: there is no day, and a calendar may not be empty (section 3.6).
    """
    if not days:
        raise ValueError("a calendar without a day")
    maker = "calendar//days" if neutral else f"Alimenta//{operation}"
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{maker}//{catalog.language.upper()}",
        *(
            line
            for uid, day in _identified(operation, days)
            for line in _event(uid, day, catalog, now, neutral=neutral)
        ),
        "END:VCALENDAR",
    )
    return "".join(folded(line) for line in lines)


def _identified(operation: str, days: Days) -> Iterator[tuple[uuid.UUID, Day]]:
    """Each day with its UID: that of its kind, its child, its case and its place among its like."""
    before: Counter[tuple[str, int | None]] = Counter()
    for day in days.days:
        like = (day.code, day.child)
        yield uuid.uuid5(OURS, f"{operation} {days.case} {like} {before[like]}"), day
        before[like] += 1


def _event(
    uid: uuid.UUID, day: Day, catalog: Catalog, now: datetime, *, neutral: bool
) -> Iterator[str]:
    """One day. Private, and free: nobody else is to see it, and nobody is kept from meeting."""
    own_title = f"{day.title} ({catalog.gettext('common.site.name')})"
    title = catalog.gettext("common.take_along.neutral.day") if neutral else own_title
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{int(now.timestamp()) // SECONDS_OF_MINUTE}"
    yield f"DTSTART;VALUE=DATE:{day.date:%Y%m%d}"
    # Some programs ask for an end; it is the first day that is no longer part of the entry.
    yield f"DTEND;VALUE=DATE:{day.date + timedelta(days=1):%Y%m%d}"
    yield _text("SUMMARY", title, catalog)
    if not neutral:
        yield _text("DESCRIPTION", _description(day, catalog), catalog)
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    # A reminder in the past would ring at once.
    ahead = (before for before in REMINDERS if day.date - before >= day_in_brussels(now))
    if (reminder := next(ahead, None)) is not None:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"TRIGGER:-P{reminder.days}D"
        yield _text("DESCRIPTION", title, catalog)
        yield "END:VALARM"
    yield "END:VEVENT"


def _description(day: Day, catalog: Catalog) -> str:
    """What the day means, the text that it rests on, and who says so."""
    citation = cite(catalog, day.source)
    source = citation.text if citation.is_law else f"{citation.text} ({citation.status_word})"
    return "\n".join((day.text, source, catalog.gettext("common.site.independence")))


def _text(name: str, text: str, catalog: Catalog) -> str:
    """A property with a text in the language of the reader (sections 3.2.10 and 3.3.11)."""
    escaped = "".join(ESCAPED.get(character, character) for character in text)
    return f"{name};LANGUAGE={catalog.language}:{escaped}"


def folded(line: str) -> str:
    """The line with its break, in pieces of 75 octets; no character is cut in two (section 3.1)."""
    pieces, piece, length = [], "", 0
    for character in line:
        octets = len(character.encode())
        if length + octets > LONGEST_LINE:
            pieces.append(piece)
            piece, length = " ", 1
        piece += character
        length += octets
    return "\r\n".join((*pieces, piece)) + "\r\n"
