"""Serializes the days that follow from an event or a decision for the API."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from functions.calculators.shared.explanation_json import source_json
from functions.forms.names import camel
from functions.http.serialization import drop_none, to_text
from functions.i18n.catalog import Catalog
from functions.law.core.time_limits import LegalDate

MEANINGS = {"appealWithoutDecision": "appealWithoutDecisionLastDay"}
"""The code that means the same in every answer, where that of the date does not."""


def dates_json(catalog: Catalog, subject: str, dates: Iterable[LegalDate]) -> list[dict[str, Any]]:
    """Every day with its words, in the order of the procedure."""
    return [_date(catalog, subject, date) for date in dates]


def _date(catalog: Catalog, subject: str, date: LegalDate) -> dict[str, Any]:
    term, code = date.deadline, camel(date.code)
    return drop_none(
        code=code,
        meaning=MEANINGS.get(code, code),
        date=to_text(date.day),
        firstDay=None if term is None else to_text(term.first_day),
        countedTo=None if term is None else to_text(term.counted_to),
        isMoved=None if term is None else term.is_moved,
        title=catalog.gettext(f"{subject}.dates.{date.code}.title"),
        text=catalog.gettext(f"{subject}.dates.{date.code}.text"),
        source=source_json(catalog, date.step.source),
    )
