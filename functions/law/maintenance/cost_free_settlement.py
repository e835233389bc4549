"""How a debtor ends the intervention without costs: everything paid within fifteen days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from functions.law.core.rule import Before, Explanation, rule
from functions.law.core.time_limits import Length, not_moved_note, time_limit
from functions.law.core.trace import Note, Source, Status, TraceStep
from functions.law.core.values import BasisPoints, Cents
from functions.law.maintenance.allocation import MonthDue
from functions.law.maintenance.contribution import share_of_principal
from functions.law.maintenance.parameters import MaintenanceParameters

PRACTICE = Source("fps_finance_practice", "", Status.OFFICIAL)

EXIT = time_limit("exit_without_costs", Length.DAYS, PRACTICE)
"""As long as the debtor may answer (art. 8)."""


def by_last_day(last_day: date, before: Before) -> bool:
    """Whether that is the last day of the way out."""
    return before.value(EXIT.counted) == last_day


@rule("exit.everything_due", PRACTICE, when=(by_last_day,), thresholds=("terms", "maintenance"))
def everything_due(arrears: Cents, terms: int, maintenance: Cents, last_day: date) -> Cents:
    """The arrears, and each term that falls due by the last day."""
    return Cents(arrears + terms * maintenance)


def of_everything_due(principal: Cents, before: Before) -> bool:
    """Whether it is a share of everything due."""
    return before.value(everything_due) == principal


@rule(
    "exit.costs_otherwise",
    when=(of_everything_due,),
    informs=("application_date",),
    thresholds=("rate",),
)
def costs_otherwise(principal: Cents, rate: BasisPoints, application_date: date) -> Cents:
    """Art. 5: the contribution that is due once the last day has passed."""
    return share_of_principal(principal, rate)


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
    days = parameters.debtor_reply_days.on(letter_sent_on)
    reply = EXIT.ends(letter_sent_on, days)
    due = [month for month in months if month.due_date <= reply.day]
    rate = BasisPoints(parameters.debtor_contribution.on(application_date))
    explanation = Explanation([reply.step])
    principal = explanation.add(
        everything_due,
        arrears=Cents(arrears),
        terms=len(due),
        maintenance=next((month.maintenance for month in due), Cents(0)),
        last_day=reply.day,
    )
    dated = explanation.citing(parameters.debtor_contribution.source_on(application_date))
    costs = dated.add(costs_otherwise, principal, rate, application_date)
    not_moved = not_moved_note(reply.day, parameters.holidays)
    return CostFreeSettlement(
        last_day=reply.day,
        to_pay=principal,
        rate=rate,
        costs_otherwise=costs,
        explanation=tuple(explanation.steps),
        notes=(*(() if not_moved is None else (not_moved,)), EVERYTHING_DUE),
    )
