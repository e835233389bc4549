"""The table of a ledger on a page: a row a month, the newest first, and what the page fills in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from functions.calculators.shared.what_was_paid import (
    HISTORY,
    MONTH_BY_MONTH,
    PAYMENTS,
    can_be_indexed,
    filled_rows,
    is_by_month,
    month_by_month,
    payment_pattern,
    with_rows,
)
from functions.forms.conditions import counted
from functions.forms.form_fields import nest
from functions.forms.parse import FormSchema, ParseResult, parse_form_answers
from functions.law.core.values import Cents, Month
from functions.law.maintenance.arrears_request import ArrearsRequest
from functions.law.maintenance.indexation import TitleIndex
from functions.law.maintenance.instalments import window_start
from functions.law.maintenance.ledger import amount_due, claimable_since
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.pages.month_rows import months_typed
from functions.pages.repeated_rows import FormState, asks_for_months, without_rows
from functions.parameters import load

Ledger = TypeVar("Ledger", bound=ArrearsRequest)
Since = Callable[[date, MaintenanceParameters], date]
DAY = "applicationDate"
TITLE_DATE = "title.date"
NEEDED = frozenset({DAY, TITLE_DATE})


def with_ledger_months(
    rules: FormSchema[Ledger],
    arranged: FormState,
    intent: str,
    today: date,
    *,
    since: Since = claimable_since,
) -> FormState:
    """The form with the months to fill in, once the day and the date of the title are known.

    ``since`` gives the first due day that counts. Each month keeps what was typed for it. Where
    one is shown for the first time, and the answer is month by month, the reader is asked to fill
    it in before anything is calculated.
    """
    typed = month_by_month(arranged.typed)
    wanted = asks_for_months(intent)
    if wanted:
        typed = {**typed, HISTORY: MONTH_BY_MONTH}
    answers = counted(rules.form, without_rows(typed, PAYMENTS)).answers
    decoded = parse_form_answers(rules, nest(answers), today)
    months = _months(typed, decoded, since)
    sent = set(months_typed(typed, PAYMENTS))
    is_new = any(str(month) not in sent for month in months)
    at_once = payment_pattern(typed) is not None
    return replace(
        arranged,
        typed=with_rows(rules.form, typed, months),
        months=months,
        asks=arranged.asks or wanted or (is_by_month(typed) and is_new),
        needs=NEEDED if wanted else arranged.needs,
        filled=filled_rows(typed, months, _due(decoded)) if at_once else {},
    )


def twelve_months(day: date, parameters: MaintenanceParameters) -> date:
    """The first due day of the window in which missed terms are counted."""
    return window_start(day, parameters)


def _months(
    typed: Mapping[str, str], decoded: ParseResult[Ledger], since: Since
) -> tuple[Month, ...]:
    """The months of the table, the newest first; those sent along where the dates do not decide."""
    if NEEDED & {issue.path for issue in decoded.issues}:
        return tuple(sorted(_sent(typed), reverse=True))
    answers = decoded.answers
    day, title = answers.application_date, answers.title
    first_due = max(title.date, since(day, load.maintenance()))
    months = tuple(_window(day, first_due, title.due_day or 1))
    return tuple(reversed(months))[: load.maintenance().longest_ledger]


def _due(decoded: ParseResult[Ledger]) -> Callable[[Month], Cents] | None:
    """What is due for a month with its index, where the title and the amounts are in order."""
    if not can_be_indexed(decoded.issues):
        return None
    index = TitleIndex(decoded.answers.title, load.maintenance())
    return lambda month: amount_due(decoded.answers, month, index)


def _sent(typed: Mapping[str, str]) -> Iterator[Month]:
    """The months that came with the form, as far as they are months."""
    for text in months_typed(typed, PAYMENTS):
        year, _, month = text.partition("-")
        if year.isdecimal() and month.isdecimal() and int(month) in range(1, 13):
            yield Month(int(year), int(month))


def _window(day: date, first_due: date, due_on: int) -> Iterator[Month]:
    """The months whose term fell due from that first day to the eve of the application."""
    month = Month.of(first_due)
    while (due := month.day(due_on)) < day:
        if due >= first_due:
            yield month
        month = month.plus(1)
