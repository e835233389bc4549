"""The table of the page: one row for each month that may have been missed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from functions.forms.form_fields import nest
from functions.forms.parse import FormSchema, parse_form_answers
from functions.law.core.validation import Partial
from functions.law.core.values import Month
from functions.law.maintenance.application import AdvanceApplication, PaymentHistory
from functions.law.maintenance.instalments import months_in_window
from functions.pages.month_rows import months_typed, with_month_rows
from functions.pages.repeated_rows import FormState, asks_for_months, rows_of, without_rows
from functions.parameters import load

DAY = "applicationDate"
PAYMENTS = "receivedPayments"
AMOUNT = "amount"


def with_months(
    schema: FormSchema[AdvanceApplication], arranged: FormState, intent: str, today: date
) -> FormState:
    """The form with the months to fill in, where they are asked for.

    They can be shown once the day of the application is known.
    """
    typed = arranged.typed
    wanted = asks_for_months(intent)
    if wanted:
        typed = {**typed, "paymentHistory": PaymentHistory.MONTH_BY_MONTH.value}
    typed, months, told = _months(schema, typed, today)
    return replace(
        arranged,
        typed=typed,
        months=months,
        asks=arranged.asks or wanted or not told,
        needs=frozenset({DAY}) if wanted else arranged.needs,
    )


def _months(
    schema: FormSchema[AdvanceApplication], typed: Mapping[str, str], today: date
) -> tuple[Mapping[str, str], tuple[Month, ...], bool]:
    """The rows of months in the order of the window, and whether each of them was told.

    Rows of another window keep nothing but the amounts of the months that still count. Where
    months are not asked for, rows without any amount say nothing and are left out; amounts that
    do not fit that answer stay in sight, to be cleared or kept.
    """
    decoded = parse_form_answers(schema, nest(typed), today)
    told, rows = months_typed(typed, PAYMENTS), rows_of(typed, PAYMENTS)
    amounts = (rows.get((row, AMOUNT), "") for row in told.values())
    asked = decoded.answers.payment_history is PaymentHistory.MONTH_BY_MONTH
    if not asked and not any(amount.strip() for amount in amounts):
        return without_rows(typed, PAYMENTS), (), True
    if any(issue.path == DAY for issue in decoded.issues):
        return typed, (), True
    months = _window(decoded.answers)
    typed = with_month_rows(schema.form, PAYMENTS, typed, months)
    return typed, months, not asked or set(told) == {str(month) for month in months}


def _window(application: Partial[AdvanceApplication]) -> tuple[Month, ...]:
    """The months that count before the application, none from before the title."""
    title = application.title
    due_on = (title and title.due_day) or 1
    months = months_in_window(application.application_date, due_on, load.maintenance())
    if title is None or title.date is None:
        return tuple(months)
    return tuple(month for month in months if month.day(due_on) >= title.date)
