"""What every validation of a request has in common.

The module of a calculator has ``validate(request, parameters)``: every reason why the request
cannot be used, in the order of the questions. It takes a request that may be incomplete, so that
everything that is wrong is said at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, TypeVar

from functions.law.core.errors import InvalidInput, Issue, ValidationErrorCode
from functions.law.core.parameter import Parameter
from functions.law.core.values import Cents, Value

Request = TypeVar("Request")
Partial = Annotated[Request, "any field may be None"]
"""A request, or a part of one, of which any field may be ``None``, whatever its annotation says.

The answer is missing, or could not be parsed. Whoever parses reports that, and passes over what
the validation says of that field. A misspelt field is an error of the type checker, and an
``AttributeError``.
"""

ONE_CENT = Cents(1)
NOTHING = Cents(0)
LAST_DAY_OF_LONGEST_MONTH = 31


def ensure_valid(issues: Iterable[Issue]) -> None:
    """Refuse a request with issues.

    Raises:
        InvalidInput: there are some; it carries all of them.
    """
    if found := tuple(issues):
        raise InvalidInput(found)


def required(field: str, answer: object) -> Iterator[Issue]:
    """An answer that the other answers make necessary."""
    if answer is None:
        yield Issue(field, ValidationErrorCode.REQUIRED)


def number_issues(
    field: str, number: int | None, minimum: int, maximum: int | None = None
) -> Iterator[Issue]:
    """A number, or an amount in the unit of its bounds, from ``minimum`` to ``maximum``."""
    if number is None or (number >= minimum and (maximum is None or number <= maximum)):
        return
    limits: dict[str, Value] = {"minimum": minimum}
    if maximum is not None:
        limits["maximum"] = maximum
    yield Issue(field, ValidationErrorCode.OUT_OF_RANGE, limits)


def known_day_issues(field: str, day: date | None, rule: Parameter, last: date) -> Iterator[Issue]:
    """A day on which a rule is known; said apart of a day before, on which the act already was."""
    first = rule.first_known_day
    if day is not None and rule.first_day <= day < first:
        limits = {"minimum": first, "maximum": last}
        yield Issue(field, ValidationErrorCode.NOT_KNOWN, limits)
    else:
        yield from day_issues(field, day, first, last)


def day_issues(
    field: str, day: date | None, first: date, last: date | None = None
) -> Iterator[Issue]:
    """A day from ``first`` to ``last``."""
    if day is None or (day >= first and (last is None or day <= last)):
        return
    limits: dict[str, Value] = {"minimum": first}
    if last is not None:
        limits["maximum"] = last
    yield Issue(field, ValidationErrorCode.OUT_OF_RANGE, limits)
