"""From the digits of an answer to whole smallest units, within the bounds of the question."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from functions.forms.definition import Kind, Question
from functions.forms.errors import ParseErrorCode
from functions.law.core.errors import ValidationErrorCode
from functions.law.core.values import Cents, IndexPoints, Month, Value

LONGEST_NUMBER = 12
DECIMALS = 2
NOT_A_FIGURE = {
    Kind.AMOUNT: ParseErrorCode.NOT_AN_AMOUNT,
    Kind.INDEX: ParseErrorCode.NOT_AN_INDEX,
    Kind.INTEGER: ParseErrorCode.NOT_AN_INTEGER,
}


class ParseError(ValueError):
    """Raised for one answer that cannot be used. Holds the reason and the limits."""

    def __init__(self, code: str, limits: Mapping[str, Value] | None = None) -> None:
        """Keep the reason; the message is the reason alone, never the answer."""
        super().__init__(code)
        self.code = code
        self.limits = limits or {}


def figure(question: Question, whole: str, decimals: str = "") -> int:
    """The value of the digits before and after the decimal separator.

    Raises:
        ParseError: there are more than two decimals, or the value is out of bounds.
    """
    if len(decimals) > DECIMALS:
        raise ParseError(ParseErrorCode.TOO_MANY_DECIMALS)
    digits = whole.lstrip("0") or "0"
    if len(digits) > LONGEST_NUMBER:
        raise ParseError(ValidationErrorCode.OUT_OF_RANGE, bounds(question))
    if question.kind is Kind.INTEGER:
        return within_bounds(question, int(digits))
    return within_bounds(question, int(digits + decimals.ljust(DECIMALS, "0")))


def within_bounds(question: Question, value: int) -> int:
    """The value with its unit, if the question accepts it.

    Raises:
        ParseError: the value is out of bounds.
    """
    limits = bounds(question)
    if not limits["minimum"] <= value <= limits["maximum"]:
        raise ParseError(ValidationErrorCode.OUT_OF_RANGE, limits)
    return _of_kind(question.kind, value)


@cache
def bounds(question: Question) -> Mapping[str, int]:
    """The smallest and the largest value that a question about a figure accepts."""
    return {
        "minimum": _bound(question.kind, question.minimum),
        "maximum": _bound(question.kind, question.maximum),
    }


def _bound(kind: Kind, text: str | None) -> int:
    if text is None:
        raise LookupError("a question about a figure has both bounds")
    whole, _, decimals = text.partition(".")
    return _of_kind(kind, int(whole + decimals))


def _of_kind(kind: Kind, value: int) -> int:
    match kind:
        case Kind.AMOUNT:
            return Cents(value)
        case Kind.INDEX:
            return IndexPoints(value)
        case _:
            return value


def calendar_date(year: str, month: str, day: str) -> date:
    """The day of that number in that month.

    Raises:
        ParseError: the calendar has no such day.
    """
    try:
        return date(int(year), int(month), int(day))
    except ValueError as impossible:
        raise ParseError(ParseErrorCode.NO_SUCH_DATE) from impossible


def calendar_month(year: str, month: str) -> Month:
    """The month of that number.

    Raises:
        ParseError: the calendar has no such month.
    """
    first = calendar_date(year, month, "1")
    return Month.of(first)
