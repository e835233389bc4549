"""What is asked before a waiver: whose error, which payments, who was informed, whether fraud."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from functions.law.core.errors import Issue, ValidationErrorCode
from functions.law.core.validation import ONE_CENT, Partial, day_issues, number_issues, required
from functions.law.core.values import Month
from functions.law.waiver.parameters import WaiverParameters


@dataclass(frozen=True, slots=True, kw_only=True)
class UnduePayment:
    """What was paid too much in one month, in cents."""

    month: Month
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstQuestionsRequest:
    """A recovery letter and what it is about.

    ``could_notice``: whether the beneficiary could normally notice the payer's error;
    asked where there was one.
    ``died_before_told``: the debtor died before being informed of the debt.
    """

    letter_sent_on: date
    payer_error: bool
    could_notice: bool | None = None
    died_before_told: bool
    fraud_proven: bool
    payments: tuple[UnduePayment, ...]


def validate(
    request: Partial[FirstQuestionsRequest], parameters: WaiverParameters
) -> Iterator[Issue]:
    """Every reason why the questions cannot be answered, in their order."""
    day = request.letter_sent_on
    found = tuple(day_issues("letter_sent_on", day, parameters.first_day, parameters.last_day))
    yield from found
    if request.payer_error is True:
        yield from required("could_notice", request.could_notice)
    unnoticed = request.payer_error is True and request.could_notice is False
    if unnoticed and request.fraud_proven is True:
        # Who was paid by fraud could notice that nothing was due.
        yield Issue("fraud_proven", ValidationErrorCode.NOT_ALLOWED)
    yield from number_issues("payments", len(request.payments), 1, parameters.longest_ledger)
    for position, payment in enumerate(request.payments):
        path = f"payments[{position}].amount"
        yield from number_issues(path, payment.amount, ONE_CENT, parameters.largest_amount)
    if day is not None and not found:
        yield from _month_issues(request.payments, Month.of(day))


def _month_issues(payments: Sequence[Partial[UnduePayment]], last: Month) -> Iterator[Issue]:
    """Each month is given once, and none after the letter."""
    seen: set[Month] = set()
    for position, payment in enumerate(payments):
        if payment.month is None:
            continue
        path = f"payments[{position}].month"
        if payment.month in seen:
            yield Issue(path, ValidationErrorCode.DUPLICATE)
        elif payment.month > last:
            yield Issue(path, ValidationErrorCode.NOT_IN_PERIOD, {"maximum": last})
        seen.add(payment.month)
