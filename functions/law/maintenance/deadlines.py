"""The terms of the procedure as days (arts 8, 9, 10 and 10/2 of the act)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from functions.law.core.errors import Issue
from functions.law.core.replay import ReplayError, replaying
from functions.law.core.rule import Explanation, date_of, rule
from functions.law.core.time_limits import (
    JUDICIAL_CODE,
    LegalDate,
    Length,
    TimeLimit,
    not_moved_note,
    time_limit,
)
from functions.law.core.trace import Note, Source, Status, TraceStep
from functions.law.core.validation import Partial, day_issues, ensure_valid
from functions.law.core.working_days import working_day_after
from functions.law.maintenance.parameters import MaintenanceParameters

ACT = "maintenance_advances_act"
DEBTOR_REPLY = Source(ACT, "8")
DECISION = Source(ACT, "9, § 1")
EFFECT_FOR_CREDITOR = Source(ACT, "9, § 2")
APPEAL_OF_CREDITOR = Source(ACT, "9, § 3")
EFFECT_FOR_DEBTOR = Source(ACT, "10, § 3")
APPEAL_OF_DEBTOR = Source(ACT, "10, § 4")
RENEWAL = Source(ACT, "10/2")
PROVE_OTHERWISE = Source(JUDICIAL_CODE, "53bis, § 1")
ABROAD = Source(JUDICIAL_CODE, "55", Status.GAP)
PROOF_ASKED = Source(ACT, "10/2", Status.GAP)

REPLY_OF_DEBTOR = time_limit("debtor_reply", Length.DAYS, DEBTOR_REPLY)
"""Art. 8: from the dispatch of the letter; no text says that it moves."""
DECISION_DUE = time_limit("decision_due", Length.DAYS, DECISION)
"""Art. 9, § 1: the service's own time to decide."""
APPEAL_WITHOUT_DECISION = time_limit("appeal_without_decision", Length.MONTHS, APPEAL_OF_CREDITOR)
APPEAL = time_limit("appeal", Length.MONTHS, APPEAL_OF_CREDITOR, APPEAL_OF_DEBTOR)
"""To go to the attachment judge: a procedural act, so that the last day moves."""
RENEWAL_PROOF = time_limit("renewal_proof", Length.DAYS, RENEWAL)


@rule("deadline.decision_effect", EFFECT_FOR_CREDITOR, EFFECT_FOR_DEBTOR)
def decision_effect(sent_on: date, working_days: int, days_off: int) -> date:
    """So many working days after dispatch, the days off in between not counted."""
    return sent_on + timedelta(days=working_days + days_off)


class Event(StrEnum):
    """What happened, from which a term runs."""

    DEBTOR_LETTER_SENT = "debtorLetterSent"
    APPLICATION_COMPLETE = "applicationComplete"
    DECISION_SENT_TO_CREDITOR = "decisionSentToCreditor"
    DECISION_SENT_TO_DEBTOR = "decisionSentToDebtor"
    RENEWAL_PROOF_ASKED = "renewalProofAsked"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinesRequest:
    """What happened, and on which day: a letter counts from the day it was handed to the post."""

    event: Event
    event_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinesResult:
    """The days that follow from an event, in order of time."""

    request: DeadlinesRequest
    dates: tuple[LegalDate, ...]
    explanation: tuple[TraceStep, ...]
    notes: tuple[Note, ...]


def validate(
    request: Partial[DeadlinesRequest], parameters: MaintenanceParameters
) -> Iterator[Issue]:
    """The day lies in the time for which the term is known."""
    renewal = request.event is Event.RENEWAL_PROOF_ASKED
    first = (parameters.renewal_proof_days if renewal else parameters.decision_days).first_day
    yield from day_issues("event_date", request.event_date, first, parameters.last_day)


def find_deadlines(request: DeadlinesRequest, parameters: MaintenanceParameters) -> DeadlinesResult:
    """The days that follow from an event of the procedure.

    Raises:
        InvalidInput: the terms of that day are not known.
    """
    ensure_valid(validate(request, parameters))
    dates = tuple(_dates(request.event, request.event_date, parameters))
    return DeadlinesResult(
        request=request,
        dates=dates,
        explanation=tuple(d.step for d in dates),
        notes=tuple(_notes(request, dates, parameters)),
    )


COMPLETE = (
    (REPLY_OF_DEBTOR,),
    (DECISION_DUE, APPEAL_WITHOUT_DECISION),
    (APPEAL,),
    (RENEWAL_PROOF,),
)
"""The terms of each event, together; before that of an appeal, the day of effect is found."""


@replaying
def replay_deadlines(steps: Sequence[TraceStep]) -> tuple[date, ...]:
    """The days of one event, in order of time, computed anew; each runs from the one before.

    Raises:
        ReplayError: a step does not follow from its inputs, or one is missing.
    """
    effect = [step for step in steps if step.rule == decision_effect.code]
    asked = [step.rule for step in steps if step.rule != decision_effect.code]
    terms = next((of for of in COMPLETE if len(asked) == len(of) and _are(asked, of)), None)
    if terms is None or len(effect) != (1 if terms == (APPEAL,) else 0):
        raise ReplayError("the terms of no event")
    first, last = steps[0], steps[-1]
    runs_from = {
        APPEAL.code: first.value,
        APPEAL_WITHOUT_DECISION.code: date_of(first) + timedelta(days=1),
    }.get(terms[-1].code, last.inputs["event"])
    if last.inputs["event"] != runs_from:
        raise ReplayError(f"{last.rule}: event")
    return tuple(map(date_of, steps))


def _are(asked: Sequence[str], terms: Sequence[TimeLimit]) -> bool:
    return all(
        code in {term.counted.code, term.moved.code}
        for code, term in zip(asked, terms, strict=True)
    )


def _dates(event: Event, day: date, parameters: MaintenanceParameters) -> Iterator[LegalDate]:
    match event:
        case Event.DEBTOR_LETTER_SENT:
            yield REPLY_OF_DEBTOR.ends(day, parameters.debtor_reply_days.on(day))
        case Event.APPLICATION_COMPLETE:
            # The service's own thirty days; from the first day after them one may appeal.
            decision = DECISION_DUE.ends(day, parameters.decision_days.on(day))
            yield decision
            without = decision.day + timedelta(days=1)
            yield _appeal(APPEAL_WITHOUT_DECISION, without, APPEAL_OF_CREDITOR, parameters)
        case Event.DECISION_SENT_TO_CREDITOR:
            yield from _notified(day, EFFECT_FOR_CREDITOR, APPEAL_OF_CREDITOR, parameters)
        case Event.DECISION_SENT_TO_DEBTOR:
            yield from _notified(day, EFFECT_FOR_DEBTOR, APPEAL_OF_DEBTOR, parameters)
        case Event.RENEWAL_PROOF_ASKED:
            yield RENEWAL_PROOF.ends(day, parameters.renewal_proof_days.on(day))


def _notified(
    day: date, effect: Source, appeal: Source, parameters: MaintenanceParameters
) -> Iterator[LegalDate]:
    """Ordinary post takes effect on the third working day; the month to appeal runs from it."""
    number = parameters.effect_working_days.on(day)
    effective = working_day_after(day, number, parameters.holidays)
    explanation = Explanation().citing(effect)
    days_off = (effective - day).days - number
    found = explanation.add(decision_effect, sent_on=day, working_days=number, days_off=days_off)
    yield LegalDate(code="decision_effect", day=found, step=explanation.steps[0])
    yield _appeal(APPEAL, found, appeal, parameters)


def _appeal(
    limit: TimeLimit, event: date, source: Source, parameters: MaintenanceParameters
) -> LegalDate:
    months = parameters.attachment_judge_months.on(event)
    return limit.ends(event, months, holidays=parameters.holidays, source=source)


def _notes(
    request: DeadlinesRequest, dates: tuple[LegalDate, ...], parameters: MaintenanceParameters
) -> Iterator[Note]:
    """Where the texts are silent on how a term of this event is counted."""
    for found in dates:
        # Only a term that is no procedural act ends on a day off: art. 53 is silent on it.
        note = not_moved_note(found.day, parameters.holidays)
        if note is not None:
            yield note
    if request.event in (Event.DECISION_SENT_TO_CREDITOR, Event.DECISION_SENT_TO_DEBTOR):
        yield Note(code="receipt_can_be_proved_later", source=PROVE_OTHERWISE)
    if request.event in (Event.DEBTOR_LETTER_SENT, Event.DECISION_SENT_TO_DEBTOR):
        yield Note(code="longer_terms_abroad", source=ABROAD)
    if request.event is Event.RENEWAL_PROOF_ASKED:
        yield Note(code="proof_term_from_dispatch", source=PROOF_ASKED)
