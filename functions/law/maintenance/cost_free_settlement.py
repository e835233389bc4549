"""How a debtor ends the intervention without costs: everything paid within fifteen days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from functions.law.core.time_limits import not_moved_note
from functions.law.core.trace import Note, Source, Status, TraceStep
from functions.law.core.values import BasisPoints, Cents, share
from functions.law.maintenance.allocation import MonthDue
from functions.law.maintenance.deadlines import debtor_reply
from functions.law.maintenance.parameters import MaintenanceParameters

PRACTICE = Source("fps_finance_practice", "", Status.OFFICIAL)

EVERYTHING_DUE = Note(code="exit_pays_everything_due", source=PRACTICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CostFreeSettlement:
    """The last day to pay everything to the creditor, with proof, and what that saves. Cents.

    ``to_pay`` is the arrears and the terms that fall due up to that day; it holds neither costs nor
    interest. ``costs_otherwise`` is the contribution to the operating costs on it, due afterwards.
    """

    last_day: date
    to_pay: Cents
    rate: BasisPoints
    costs_otherwise: Cents
    explanation: tuple[TraceStep, ...]
    notes: tuple[Note, ...]


def cost_free_settlement(
    letter_sent_on: date,
    application_date: date,
    arrears: int,
    months: Sequence[MonthDue],
    parameters: MaintenanceParameters,
) -> CostFreeSettlement:
    """What the debtor pays until the fifteenth day after the first letter, and after it.

    ``arrears``, in cents, stood open at the application; of ``months``, all alike, those count that
    fall due by the last day. The rate goes by the day of the application.
    """
    reply = debtor_reply("exit_without_costs", letter_sent_on, PRACTICE, parameters)
    due = [month for month in months if month.due_date <= reply.day]
    principal = Cents(arrears + sum(month.maintenance for month in due))
    rate = BasisPoints(parameters.debtor_contribution.on(application_date))
    costs = Cents(share(principal, rate))
    everything = TraceStep(
        rule="exit.everything_due",
        inputs={
            "arrears": Cents(arrears),
            "terms": len(due),
            "maintenance": due[0].maintenance if due else Cents(0),
            "last_day": reply.day,
        },
        value=principal,
        source=PRACTICE,
    )
    step = TraceStep(
        rule="exit.costs_otherwise",
        inputs={"principal": principal, "rate": rate, "application_date": application_date},
        value=costs,
        source=parameters.debtor_contribution.source_on(application_date),
    )
    not_moved = not_moved_note(reply.day, parameters.holidays)
    return CostFreeSettlement(
        last_day=reply.day,
        to_pay=principal,
        rate=rate,
        costs_otherwise=costs,
        explanation=(reply.step, everything, step),
        notes=(*(() if not_moved is None else (not_moved,)), EVERYTHING_DUE),
    )
