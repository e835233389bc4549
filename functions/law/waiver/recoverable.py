"""Which undue payments can still be recovered (decree, arts 97 and 98)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from functions.law.core.values import Cents, Month, add_years
from functions.law.waiver.first_questions_request import FirstQuestionsRequest
from functions.law.waiver.parameters import WaiverParameters


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverablePayment:
    """An undue payment in cents, and the last day on which a recovery letter came in time."""

    month: Month
    amount: Cents
    runs_from: date
    years: int
    last_day: date
    letter_sent_on: date

    @property
    def recoverable(self) -> bool:
        """Whether the recovery letter interrupted the limitation in time."""
        return self.letter_sent_on <= self.last_day


def years_of(request: FirstQuestionsRequest, parameters: WaiverParameters) -> int:
    """Three years, five if there was fraud."""
    fraud = request.fraud_proven
    rule = parameters.limitation_fraud_years if fraud else parameters.limitation_years
    return rule.on(request.letter_sent_on)


def recoverable_payments(
    request: FirstQuestionsRequest, parameters: WaiverParameters
) -> tuple[RecoverablePayment, ...]:
    """Each payment with its limitation, from the first of the month after it, in order of time."""
    years = years_of(request, parameters)
    payments = sorted(request.payments, key=lambda payment: payment.month)
    return tuple(
        RecoverablePayment(
            month=payment.month,
            amount=Cents(payment.amount),
            runs_from=(runs_from := payment.month.plus(1).first_day()),
            years=years,
            last_day=add_years(runs_from, years) - timedelta(days=1),
            letter_sent_on=request.letter_sent_on,
        )
        for payment in payments
    )
