"""The rows of the page: one for each child, and one for each month that may have been missed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from functions.edge.simulator import Arranged
from functions.law.maintenance.application import PaymentHistory
from functions.law.maintenance.terms import months_in_window
from functions.law.values import Month
from functions.parameters import load
from functions.questions.decode import decode_form
from functions.questions.draft import Draft
from functions.questions.form import nest
from functions.simulate_advances.request import RULES

ADD_CHILD = "addChild"
REMOVE_CHILD = "removeChild"
SHOW_MONTHS = "showMonths"
BUTTONS = frozenset({ADD_CHILD, REMOVE_CHILD, SHOW_MONTHS})
DAY = "applicationDate"
CHILDREN = "children"
PAYMENTS = "receivedPayments"
MONTH = "month"
AMOUNT = "amount"
ROW = re.compile(r"(?P<list>\w+)\[(?P<row>[0-9]+)\]\.(?P<name>\w+)")


def arrange(intent: str, typed: Mapping[str, str], today: date) -> Arranged:
    """The form as the pressed button wants it."""
    button, _, number = intent.partition(":")
    rows = _child_rows(typed)
    if button == ADD_CHILD:
        rows = min(rows + 1, RULES.questions.lists[CHILDREN].maximum)
    elif button == REMOVE_CHILD and number.isdecimal() and rows > 1:
        typed = _without_child(typed, int(number))
        rows -= 1
    elif button == SHOW_MONTHS:
        typed = {**typed, "paymentHistory": PaymentHistory.MONTH_BY_MONTH.value}
    typed, months, told = _with_months(typed, today)
    return Arranged(
        typed=typed,
        child_rows=rows,
        months=months,
        asks=button in BUTTONS or not told,
        needs=_needs(button),
    )


def _needs(button: str) -> frozenset[str] | None:
    """The months can be shown once the day is known; a child can be added at any time."""
    if button == SHOW_MONTHS:
        return frozenset({DAY})
    return frozenset() if button in BUTTONS else None


def _rows_of(typed: Mapping[str, str], list_name: str) -> dict[tuple[int, str], str]:
    """What was typed in the rows of a list, by row and question."""
    matches = ((ROW.fullmatch(name), value) for name, value in typed.items())
    return {
        (int(match["row"]), match["name"]): value
        for match, value in matches
        if match is not None and match["list"] == list_name
    }


def _child_rows(typed: Mapping[str, str]) -> int:
    """How many children the form has: at least one, also when nothing was typed yet."""
    rows = {row for row, _ in _rows_of(typed, CHILDREN)}
    return min(max(rows, default=0) + 1, RULES.questions.lists[CHILDREN].maximum)


def _without_child(typed: Mapping[str, str], gone: int) -> dict[str, str]:
    """The same without the child of that number; the children after it move up."""
    kept = {name: value for name, value in typed.items() if not name.startswith(f"{CHILDREN}[")}
    for (row, name), value in _rows_of(typed, CHILDREN).items():
        if row != gone:
            kept[f"{CHILDREN}[{row - (row > gone)}].{name}"] = value
    return kept


def _with_months(
    typed: Mapping[str, str], today: date
) -> tuple[Mapping[str, str], tuple[Month, ...], bool]:
    """The rows of months in the order of the window, and whether each of them was told.

    Rows of another window keep nothing but the amounts of the months that still count. Where
    months are not asked for, rows without any amount say nothing and are left out; amounts that
    do not fit that answer stay in sight, to be cleared or kept.
    """
    decoded = decode_form(RULES, {DAY: today.isoformat(), **nest(typed)})
    rows = _rows_of(typed, PAYMENTS)
    told = {
        month: rows.get((row, AMOUNT), "") for (row, name), month in rows.items() if name == MONTH
    }
    asked = decoded.draft.payment_history is PaymentHistory.MONTH_BY_MONTH
    others = {name: value for name, value in typed.items() if not name.startswith(f"{PAYMENTS}[")}
    if not asked and not any(amount.strip() for amount in told.values()):
        return others, (), True
    if any(issue.path == DAY for issue in decoded.issues):
        return typed, (), True
    months = _window(decoded.draft)
    for place, month in enumerate(months):
        others[f"{PAYMENTS}[{place}].{MONTH}"] = str(month)
        others[f"{PAYMENTS}[{place}].{AMOUNT}"] = told.get(str(month), "")
    return others, months, not asked or set(told) == {str(month) for month in months}


def _window(draft: Draft) -> tuple[Month, ...]:
    """The months that count before the application, none from before the title."""
    title = draft.title or Draft({})
    due_on = title.due_day or 1
    return tuple(
        month
        for month in months_in_window(draft.application_date, due_on, load.maintenance())
        if title.date is None or month.day(due_on) >= title.date
    )
