"""The days in the example of what follows an application are those of the calculator."""

from __future__ import annotations

from datetime import date

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.law.maintenance.deadlines import DeadlinesRequest, Event, find_deadlines
from functions.parameters.load import maintenance
from tests.site.content_pages import page

COMPLETE_ON = date(2026, 3, 16)
LETTER_TO_DEBTOR_ON = date(2026, 3, 18)
DECISION_POSTED_ON = date(2026, 4, 3)
WEEKDAYS = {
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi"),
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"),
}


def days_of(event: Event, day: date) -> list[date]:
    request = DeadlinesRequest(event=event, event_date=day)
    return [found.day for found in find_deadlines(request, maintenance()).dates]


def written(language: str, day: date) -> str:
    """A day of the table, with the day of the week before it."""
    comma = "," if language == "de" else ""
    weekday = WEEKDAYS[language][day.weekday()]
    return f"| {weekday}{comma} {catalog_of(language).format(day)} |"


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_of_example_are_those_that_calculator_finds(language):
    expected = [
        LETTER_TO_DEBTOR_ON,
        *days_of(Event.DEBTOR_LETTER_SENT, LETTER_TO_DEBTOR_ON),
        DECISION_POSTED_ON,
        *days_of(Event.DECISION_SENT_TO_CREDITOR, DECISION_POSTED_ON),
        *days_of(Event.APPLICATION_COMPLETE, COMPLETE_ON),
    ]
    text = page(language, "advances/after.md").text.replace("\xa0", " ")
    rows = [line for line in text.splitlines() if line.startswith("|") and "2026" in line]
    days = [written(language, day).replace("\xa0", " ") for day in expected]
    assert len(rows) == len(days)
    assert [day for day, row in zip(days, rows, strict=True) if day not in row] == []
