"""The table of the page: one row for each month that may have been missed, the newest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from functions.calculators.shared.what_was_paid import (
    HISTORY,
    MONTH_BY_MONTH,
    PART,
    PAYMENTS,
    PaymentPattern,
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
from functions.law.core.validation import Partial
from functions.law.core.values import Cents, Month, add_years
from functions.law.maintenance.advances_validation import is_born_after
from functions.law.maintenance.application import AdvanceApplication
from functions.law.maintenance.indexation import TitleIndex
from functions.law.maintenance.instalments import months_in_window
from functions.pages.month_rows import months_typed
from functions.pages.repeated_rows import FormState, asks_for_months, without_rows
from functions.parameters import load

DAY = "applicationDate"
EXPECTED = "expectedMonthlyPayment"


def with_months(
    schema: FormSchema[AdvanceApplication], arranged: FormState, intent: str, today: date
) -> FormState:
    """The form with the months to fill in, and what the page makes of the other answers.

    The months can be shown once the day of the application is known. Where a month is shown for
    the first time, and the answer is month by month, the reader is asked to fill it in.
    """
    typed = month_by_month(arranged.typed)
    wanted = asks_for_months(intent)
    if wanted:
        typed = {**typed, HISTORY: MONTH_BY_MONTH}
    decoded = _decoded(schema, typed, today)
    facts = _facts(decoded)
    sent = set(months_typed(typed, PAYMENTS))
    months: tuple[Month, ...] = ()
    if not any(issue.path == DAY for issue in decoded.issues):
        months = _window(decoded.answers)
        typed = with_rows(schema.form, typed, months)
    is_new = any(str(month) not in sent for month in months)
    return replace(
        arranged,
        typed=typed,
        months=months,
        asks=arranged.asks or wanted or (is_by_month(typed) and is_new),
        needs=frozenset({DAY}) if wanted else arranged.needs,
        filled=_filled(typed, months, decoded),
        facts=facts,
    )


def _decoded(
    schema: FormSchema[AdvanceApplication], typed: Mapping[str, str], today: date
) -> ParseResult[AdvanceApplication]:
    """The answers but for what was paid, as far as they can be read."""
    answers = counted(schema.form, without_rows(typed, PAYMENTS)).answers
    return parse_form_answers(schema, nest({**answers, HISTORY: PaymentPattern.NOTHING}), today)


def _filled(
    typed: Mapping[str, str], months: tuple[Month, ...], decoded: ParseResult[AdvanceApplication]
) -> Mapping[str, str]:
    """What the two answers that only the page has mean for the twelve months."""
    pattern = payment_pattern(typed)
    if pattern not in (PaymentPattern.NOTHING_SINCE, PaymentPattern.PART):
        return {}
    filled = {HISTORY: MONTH_BY_MONTH, **filled_rows(typed, months, _due(decoded))}
    part = typed.get(PART, "").strip()
    if pattern is PaymentPattern.PART and part and not typed.get(EXPECTED, "").strip():
        filled[EXPECTED] = part
    return filled


def _due(decoded: ParseResult[AdvanceApplication]) -> Callable[[Month], Cents] | None:
    """What is due for a month with its index, where the title and the amounts are in order."""
    if not can_be_indexed(decoded.issues):
        return None
    application = decoded.answers
    index = TitleIndex(application.title, load.maintenance())

    def due(month: Month) -> Cents:
        adapted = index.in_month(month)
        return Cents(
            sum(adapted.amount(child.monthly_maintenance) for child in application.children)
        )

    return due


def _window(application: Partial[AdvanceApplication]) -> tuple[Month, ...]:
    """The months that count before the application, the newest first, none before the title."""
    title = application.title
    due_on = (title and title.due_day) or 1
    months = months_in_window(application.application_date, due_on, load.maintenance())
    newest_first = tuple(reversed(tuple(months)))
    if title is None or title.date is None:
        return newest_first
    return tuple(month for month in newest_first if month.day(due_on) >= title.date)


def _facts(decoded: ParseResult[AdvanceApplication]) -> Mapping[str, str]:
    """Of each child, whether it is of age and born after the title; whether the income counts."""
    application, facts = decoded.answers, {}
    day, parameters = application.application_date, load.maintenance()
    if day is not None and parameters.income_test.entry_on(day) is not None:
        facts["incomeCounts"] = "yes" if parameters.income_test.on(day) else "no"
    for place, child in enumerate(application.children):
        if child.birth_date is None:
            continue
        if day is not None and parameters.adult_age.entry_on(day) is not None:
            of_age = add_years(child.birth_date, parameters.adult_age.on(day)) <= day
            facts[f"children[{place}].isAdult"] = "yes" if of_age else "no"
        later = is_born_after(child, application.title)
        facts[f"children[{place}].isBornLater"] = "yes" if later else "no"
    return facts
