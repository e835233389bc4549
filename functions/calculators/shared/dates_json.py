"""Tells the days that follow from an event or a decision the way of the contract."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from functions.calculators.shared.explanation_json import source_json
from functions.forms.names import camel
from functions.http.serialization import present, written
from functions.i18n.catalog import Words
from functions.law.core.time_limits import LegalDate


def dates_json(words: Words, subject: str, dates: Iterable[LegalDate]) -> list[dict[str, Any]]:
    """Every day with its words, in the order of the procedure."""
    return [_date(words, subject, date) for date in dates]


def _date(words: Words, subject: str, date: LegalDate) -> dict[str, Any]:
    term = date.deadline
    return present(
        code=camel(date.code),
        date=written(date.day),
        firstDay=None if term is None else written(term.first_day),
        countedTo=None if term is None else written(term.counted_to),
        isMoved=None if term is None else term.is_moved,
        title=words.text(f"{subject}.dates.{date.code}.title"),
        text=words.text(f"{subject}.dates.{date.code}.text"),
        source=source_json(words, date.step.source),
    )
