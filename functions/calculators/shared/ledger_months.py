"""The table of a ledger on a page: one row for each month of the years that are collected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from functions.forms.form_fields import nest
from functions.forms.parse import FormSchema, parse_form_answers
from functions.law.core.values import Month
from functions.law.maintenance.arrears_request import ArrearsRequest
from functions.law.maintenance.ledger import claimable_since
from functions.pages.month_rows import months_typed, with_month_rows
from functions.pages.repeated_rows import FormState, asks_for_months
from functions.parameters import load

Ledger = TypeVar("Ledger", bound=ArrearsRequest)
DAY = "applicationDate"
TITLE_DATE = "title.date"
PAYMENTS = "receivedPayments"
NEEDED = frozenset({DAY, TITLE_DATE})


def with_ledger_months(
    rules: FormSchema[Ledger], arranged: FormState, intent: str, today: date
) -> FormState:
    """The form with the months to fill in, once the day and the date of the title are known.

    Each keeps what was typed for it. Where a month is shown for the first time, the reader is
    asked to fill it in before anything is calculated.
    """
    wanted = asks_for_months(intent)
    months = _months(rules, arranged.typed, today)
    told = tuple(months_typed(arranged.typed, PAYMENTS))
    return replace(
        arranged,
        typed=with_month_rows(rules.form, PAYMENTS, arranged.typed, months),
        months=months,
        asks=arranged.asks or wanted or set(told) != {str(month) for month in months},
        needs=NEEDED if wanted else arranged.needs,
    )


def _months(rules: FormSchema[Ledger], typed: Mapping[str, str], today: date) -> tuple[Month, ...]:
    """The months of the table, in order; those sent along where the dates do not tell."""
    decoded = parse_form_answers(rules, nest(typed), today)
    if NEEDED & {issue.path for issue in decoded.issues}:
        return tuple(_sent(typed))
    answers = decoded.answers
    months = _window(answers.application_date, answers.title.date, answers.title.due_day or 1)
    return tuple(months)[-load.maintenance().longest_ledger :]


def _sent(typed: Mapping[str, str]) -> Iterator[Month]:
    """The months that came with the form, as far as they are months."""
    for text in months_typed(typed, PAYMENTS):
        year, _, month = text.partition("-")
        if year.isdecimal() and month.isdecimal() and int(month) in range(1, 13):
            yield Month(int(year), int(month))


def _window(day: date, title_date: date, due_on: int) -> Iterator[Month]:
    """The months whose term fell due in the years that are collected, none before the title."""
    first_due = max(title_date, claimable_since(day, load.maintenance()))
    month = Month.of(first_due)
    while (due := month.day(due_on)) < day:
        if due >= first_due:
            yield month
        month = month.plus(1)
