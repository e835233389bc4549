"""Chooses the language and the form of an answer from what the client says it accepts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from functions.i18n.catalog import LANGUAGES

DEFAULT_LANGUAGE = "en"
"""For who asks for no language of ours: no language of the country goes before another."""

HTML = "text/html"
JSON = "application/json"
PROBLEM = "application/problem+json"
CALENDAR = "text/calendar"
CSV = "text/csv"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODT = "application/vnd.oasis.opendocument.text"
PDF = "application/pdf"
TEXT = "text/plain"
FORM = "application/x-www-form-urlencoded"

QUALITY = re.compile(r"(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")
MOST_RANGES = 50
KEPT_HEADERS = 256
"""Clients send few different headers: what these say is kept."""


class Range(NamedTuple):
    """One entry of an ``Accept`` header: what, and how much it is wanted (thousandths)."""

    what: str
    quality: int


def ranges(header: str) -> Iterator[Range]:
    """The entries of an ``Accept`` or ``Accept-Language`` header; unreadable ones are passed over.

    >>> list(ranges("fr-BE, nl;q=0.5"))
    [Range(what='fr-be', quality=1000), Range(what='nl', quality=500)]
    """
    for entry in header.split(",")[:MOST_RANGES]:
        what, *parameters = (part.strip().lower() for part in entry.split(";"))
        quality = next((p.removeprefix("q=") for p in parameters if p.startswith("q=")), "1")
        if what and QUALITY.fullmatch(quality):
            yield Range(what, round(float(quality) * 1000))


@lru_cache(KEPT_HEADERS)
def language(header: str) -> str:
    """The language of ours that the client wants most, or the default; there is always one.

    >>> language("da, fr-BE;q=0.8, en;q=0.7"), language("*"), language("ja")
    ('fr', 'en', 'en')
    """
    wanted = list(ranges(header))
    named = {entry.what.split("-")[0] for entry in wanted}
    others = (DEFAULT_LANGUAGE, *LANGUAGES)
    best = Range(DEFAULT_LANGUAGE, 0)
    for entry in wanted:
        primary = entry.what.split("-")[0]
        if primary == "*":
            primary = next((name for name in others if name not in named), DEFAULT_LANGUAGE)
        if primary in LANGUAGES and entry.quality > best.quality:
            best = Range(primary, entry.quality)
    return best.what


@lru_cache(KEPT_HEADERS)
def quality(header: str, media_type: str) -> int:
    """How much the client wants a media type: the most precise entry counts. No header: all.

    >>> quality("text/html, */*;q=0.1", "application/json")
    100
    """
    if not header.strip():
        return 1000
    family = f"{media_type.partition('/')[0]}/*"
    by_range = {entry.what: entry.quality for entry in ranges(header)}
    return next((by_range[r] for r in (media_type, family, "*/*") if r in by_range), 0)


@lru_cache(KEPT_HEADERS)
def prefers_gzip(header: str) -> bool:
    """Whether an ``Accept-Encoding`` header allows gzip, and no less than the uncompressed form.

    >>> prefers_gzip("gzip, br"), prefers_gzip("gzip;q=0, *"), prefers_gzip("")
    (True, False, False)
    """
    wanted = {entry.what: entry.quality for entry in ranges(header)}
    gzip = wanted.get("gzip", wanted.get("*", 0))
    return gzip > 0 and gzip >= wanted.get("identity", 0)


def preferred(header: str, offered: Sequence[str]) -> str | None:
    """The media type that the client wants most; the first offered where it does not mind."""
    wanted = max(offered, key=lambda media_type: quality(header, media_type))
    return wanted if quality(header, wanted) > 0 else None
