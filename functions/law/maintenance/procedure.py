"""The terms of the procedure as days (arts 8, 9, 10 and 10/2 of the act)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from functions.law.deadlines import Deadline, days_from, months_from
from functions.law.explanation import Source, Step
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.law.values import Value
from functions.law.working_days import LegalHolidays, working_day_after

ACT = "maintenance_advances_act"


class Event(StrEnum):
    """What happened, from which a term runs."""

    DEBTOR_LETTER_SENT = "debtorLetterSent"
    APPLICATION_COMPLETE = "applicationComplete"
    DECISION_SENT_TO_CREDITOR = "decisionSentToCreditor"
    DECISION_SENT_TO_DEBTOR = "decisionSentToDebtor"
    RENEWAL_PROOF_ASKED = "renewalProofAsked"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureDate:
    """One day of the procedure. ``deadline`` is set where a term ends on it."""

    code: str
    day: date
    step: Step
    deadline: Deadline | None = None


def procedure_dates(
    event: Event, day: date, parameters: MaintenanceParameters
) -> tuple[ProcedureDate, ...]:
    """The days that follow from an event of the procedure.

    Raises:
        NotKnown: the terms of that day are not known.
    """
    return tuple(_dates(event, day, parameters))


def _dates(event: Event, day: date, parameters: MaintenanceParameters) -> Iterator[ProcedureDate]:
    match event:
        case Event.DEBTOR_LETTER_SENT:
            # Art. 8: fifteen days from dispatch to show that the title is executed or past.
            days = parameters.debtor_reply_days.on(day)
            yield _term("debtor_reply", days_from(day, days, parameters.holidays), days, "8")
        case Event.APPLICATION_COMPLETE:
            # Art. 9, § 1: the service's own thirty days; no text says that they move.
            days = parameters.decision_days.on(day)
            decision = days_from(day, days, None)
            yield _term("decision_due", decision, days, "9, § 1")
            first_without = days_from(day, days + 1, None).ends_on
            yield _appeal("appeal_without_decision", first_without, "9, § 3", parameters)
        case Event.DECISION_SENT_TO_CREDITOR:
            yield from _notified(day, "9, § 2", "9, § 3", parameters)
        case Event.DECISION_SENT_TO_DEBTOR:
            yield from _notified(day, "10, § 3", "10, § 4", parameters)
        case Event.RENEWAL_PROOF_ASKED:
            days = parameters.renewal_proof_days.on(day)
            yield _term("renewal_proof", days_from(day, days, parameters.holidays), days, "10/2")


def _notified(
    day: date, effect_article: str, appeal_article: str, parameters: MaintenanceParameters
) -> Iterator[ProcedureDate]:
    """Ordinary post takes effect on the third working day; the month to appeal runs from it."""
    number = parameters.effect_working_days.on(day)
    effect = effect_of_letter(day, number, parameters.holidays)
    yield ProcedureDate(
        code="decision_effect",
        day=effect,
        step=Step(
            rule="deadline.effect",
            inputs={"sent_on": day, "working_days": number},
            value=effect,
            source=Source(ACT, effect_article),
        ),
    )
    yield _appeal("appeal", effect, appeal_article, parameters)


def effect_of_letter(day: date, working_days: int, holidays: LegalHolidays) -> date:
    """The working day on which a letter handed to the post on ``day`` takes effect."""
    return working_day_after(day, working_days, holidays)


def _appeal(
    code: str, event: date, article: str, parameters: MaintenanceParameters
) -> ProcedureDate:
    months = parameters.attachment_judge_months.on(event)
    return _term(code, months_from(event, months, parameters.holidays), months, article)


def _term(code: str, deadline: Deadline, length: int, article: str) -> ProcedureDate:
    """A term with the step that explains how its last day was counted."""
    inputs: dict[str, Value] = {
        "event": deadline.event,
        "length": length,
        "counted_to": deadline.counted_to,
    }
    moved = ".moved" if deadline.is_moved else ""
    step = Step(
        rule=f"deadline.{code}{moved}",
        inputs=inputs,
        value=deadline.ends_on,
        source=Source(ACT, article),
    )
    return ProcedureDate(code=code, day=deadline.ends_on, step=step, deadline=deadline)
