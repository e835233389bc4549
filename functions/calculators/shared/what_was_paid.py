"""What was paid, answered once for all months: the page fills in the months itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

from functions.forms.definition import FormDefinition, Kind, Question
from functions.forms.errors import FieldError
from functions.forms.numbers import ParseError
from functions.forms.parse_form import parse_value
from functions.law.core.values import Cents, Month
from functions.pages.month_rows import with_month_rows
from functions.pages.repeated_rows import rows_of, without_rows

HISTORY = "paymentHistory"
SINCE = "nothingSince"
PART = "partEachMonth"
LESS_SINCE = "lessSince"
PAYMENTS = "receivedPayments"
AMOUNT = "amount"
MONTH_BY_MONTH = "monthByMonth"
HUNDRED = 100
MONTH_QUESTION = Question(path=SINCE, kind=Kind.MONTH)


class PaymentPattern(StrEnum):
    """The answers that hold for every month at once."""

    NOTHING = "nothing"
    NOTHING_SINCE = "nothingSince"
    PART = "paysLess"
    EVERYTHING = "everything"


def payment_pattern(typed: Mapping[str, str]) -> PaymentPattern | None:
    """The answer that holds for every month, where that was chosen."""
    text = typed.get(HISTORY, "").strip()
    return PaymentPattern(text) if text in set(PaymentPattern) else None


def month_by_month(typed: Mapping[str, str]) -> Mapping[str, str]:
    """The answers, with the choice that amounts of months make where none was sent."""
    if typed.get(HISTORY, "").strip() or not _has_amounts(typed):
        return typed
    return {**typed, HISTORY: MONTH_BY_MONTH}


def is_by_month(typed: Mapping[str, str]) -> bool:
    """Whether the answer is given month by month."""
    return typed.get(HISTORY, "").strip() == MONTH_BY_MONTH


def with_rows(
    questions: FormDefinition, typed: Mapping[str, str], months: Sequence[Month]
) -> Mapping[str, str]:
    """The answers with a row for each month, where they are given or were given in rows."""
    if is_by_month(typed) or _has_amounts(typed):
        return with_month_rows(questions, PAYMENTS, typed, months)
    return without_rows(typed, PAYMENTS)


def _has_amounts(typed: Mapping[str, str]) -> bool:
    rows = rows_of(typed, PAYMENTS).items()
    return any(text.strip() for (_, name), text in rows if name == AMOUNT)


def can_be_indexed(issues: Iterable[FieldError]) -> bool:
    """Whether the title and the amounts in it are in order, so that what was due is known."""
    return not any(
        issue.path.startswith("title") or issue.path.endswith("monthlyMaintenance")
        for issue in issues
    )


def filled_rows(
    typed: Mapping[str, str], months: Iterable[Month], due: Callable[[Month], Cents] | None
) -> dict[str, str]:
    """A row for each of the months; none where what is due or the answer itself is not known.

    What was paid in full is what was due, with its index.
    """
    pattern = payment_pattern(typed)
    rows: dict[str, str] = {}
    for place, month in enumerate(sorted(months)):
        amount = _amount(pattern, typed, month, due)
        if amount is None:
            return {}
        rows[f"{PAYMENTS}[{place}].month"] = str(month)
        rows[f"{PAYMENTS}[{place}].amount"] = amount
    return rows


def _amount(
    pattern: PaymentPattern | None,
    typed: Mapping[str, str],
    month: Month,
    due: Callable[[Month], Cents] | None,
) -> str | None:
    """What was paid for a month, as it is typed."""
    if pattern is PaymentPattern.NOTHING:
        return "0"
    if pattern in (PaymentPattern.NOTHING_SINCE, PaymentPattern.PART):
        less = pattern is PaymentPattern.PART
        since = _month(typed.get(LESS_SINCE if less else SINCE, ""))
        part = typed.get(PART, "").strip() if less else "0"
        if since is None or not part:
            return None
        if month >= since:
            return part
    return None if pattern is None or due is None else _text(due(month))


def _month(text: str) -> Month | None:
    try:
        value = parse_value(MONTH_QUESTION, text)
    except ParseError:
        return None
    return value if isinstance(value, Month) else None


def _text(amount: Cents) -> str:
    return f"{amount // HUNDRED}.{amount % HUNDRED:02}"
