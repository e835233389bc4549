"""Which undue payments can still be recovered (decree, arts 97 and 98)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from functions.law.core.rule import Before, Given, either, input_of, rule
from functions.law.core.trace import Source
from functions.law.core.values import Cents, Month, Value, add_years
from functions.law.waiver.first_questions_request import FirstQuestionsRequest
from functions.law.waiver.parameters import WaiverParameters
from functions.law.waiver.sources import DECREE

LIMITATION = Source(DECREE, "97")


def runs_from_the_next_month(month: Month, runs_from: date) -> bool:
    """The first of the month after the payment is itself the first day of the term."""
    return runs_from == month.plus(1).first_day()


def came_in_time(letter_sent_on: date, value: date) -> bool:
    """The recovery letter interrupted the limitation."""
    return letter_sent_on <= value


def came_too_late(letter_sent_on: date, value: date) -> bool:
    """The limitation had ended when the recovery letter went out."""
    return letter_sent_on > value


def last_day_to_recover(
    month: Month, amount: Cents, runs_from: date, years: int, letter_sent_on: date
) -> date:
    """The last day on which a recovery letter came in time."""
    return _last_day(runs_from, years)


def _last_day(runs_from: date, years: int) -> date:
    return add_years(runs_from, years) - timedelta(days=1)


RECOVERABLE, BARRED = (
    rule(
        f"first.payment.{code}",
        LIMITATION,
        when=(runs_from_the_next_month, condition),
        thresholds=("letter_sent_on",),
    )(last_day_to_recover)
    for code, condition in (("recoverable", came_in_time), ("barred", came_too_late))
)


def paid_in_all(before: Before) -> int:
    """Every undue payment."""
    return sum(input_of(step, "amount", Cents) for step in before.every(RECOVERABLE, BARRED))


def recoverable_in_all(before: Before) -> int:
    """The undue payments that can still be recovered."""
    return sum(input_of(step, "amount", Cents) for step in before.every(RECOVERABLE))


def same_for_every_payment(name: str) -> Given:
    """What each payment states, and in the same way."""

    def given(before: Before) -> Value | None:
        stated = {step.inputs[name] for step in before.every(RECOVERABLE, BARRED)}
        return stated.pop() if len(stated) == 1 else None

    return given


@either(
    "first.time_barred",
    "first.recoverable",
    LIMITATION,
    follows={
        "debt": paid_in_all,
        "recoverable": recoverable_in_all,
        "letter_sent_on": same_for_every_payment("letter_sent_on"),
        "years": same_for_every_payment("years"),
    },
)
def is_time_barred(debt: Cents, recoverable: Cents, letter_sent_on: date, years: int) -> bool:
    """Nothing of the debt was still recoverable when the letter went out."""
    return recoverable == 0


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
            last_day=_last_day(runs_from, years),
            letter_sent_on=request.letter_sent_on,
        )
        for payment in payments
    )
