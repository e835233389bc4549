"""What is asked before a waiver: whose error, which payments, who was told, whether fraud."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from functions.law.core.errors import Issue, ValidationErrorCode
from functions.law.core.validation import day_issues, number_issues
from functions.law.core.values import Month, Value
from functions.law.waiver.bounds import ONE_CENT
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


class UnduePaymentAnswers(Protocol):
    """An undue payment as far as it could be read."""

    @property
    def month(self) -> Month | None: ...  # noqa: D102
    @property
    def amount(self) -> int | None: ...  # noqa: D102


class FirstAnswers(Protocol):
    """A request as far as it could be read."""

    @property
    def letter_sent_on(self) -> date | None: ...  # noqa: D102
    @property
    def payer_error(self) -> bool | None: ...  # noqa: D102
    @property
    def could_notice(self) -> bool | None: ...  # noqa: D102
    @property
    def fraud_proven(self) -> bool | None: ...  # noqa: D102
    @property
    def payments(self) -> Sequence[UnduePaymentAnswers]: ...  # noqa: D102


def issues(answers: FirstAnswers, parameters: WaiverParameters) -> Iterator[Issue]:
    """Every reason why the questions cannot be answered, in their order."""
    day = answers.letter_sent_on
    found = tuple(day_issues("letter_sent_on", day, parameters.first_day, parameters.last_day))
    yield from found
    if answers.could_notice is None and answers.payer_error is True:
        yield Issue("could_notice", ValidationErrorCode.REQUIRED)
    unnoticed = answers.payer_error is True and answers.could_notice is False
    if unnoticed and answers.fraud_proven is True:
        # Who was paid by fraud could notice that nothing was due.
        yield Issue("fraud_proven", ValidationErrorCode.NOT_ALLOWED)
    if not 1 <= len(answers.payments) <= parameters.longest_ledger:
        limits: dict[str, Value] = {"minimum": 1, "maximum": parameters.longest_ledger}
        yield Issue("payments", ValidationErrorCode.OUT_OF_RANGE, limits)
    for position, payment in enumerate(answers.payments):
        path = f"payments[{position}].amount"
        yield from number_issues(path, payment.amount, ONE_CENT, parameters.largest_amount)
    if day is not None and not found:
        yield from _month_issues(answers.payments, Month.of(day))


def _month_issues(payments: Sequence[UnduePaymentAnswers], last: Month) -> Iterator[Issue]:
    """Each month is told once, and none after the letter."""
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
