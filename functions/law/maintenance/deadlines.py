"""The terms of the procedure as days (arts 8, 9, 10 and 10/2 of the act)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from functions.law.core.errors import Issue
from functions.law.core.parameter import Parameter
from functions.law.core.replay import ReplayError, replaying
from functions.law.core.rule import Explanation, date_of, input_of, rule
from functions.law.core.time_limits import (
    JUDICIAL_CODE,
    LegalDate,
    Length,
    TimeLimit,
    not_moved_note,
    time_limit,
)
from functions.law.core.trace import Note, Source, Status, TraceStep
from functions.law.core.validation import Partial, ensure_valid, known_day_issues
from functions.law.core.working_days import ONE_DAY, working_day_after
from functions.law.maintenance.parameters import MaintenanceParameters

ACT = "maintenance_advances_act"
DEBTOR_REPLY = Source(ACT, "8")
DECISION = Source(ACT, "9, § 1")
EFFECT_FOR_CREDITOR = Source(ACT, "9, § 2")
APPEAL_OF_CREDITOR = Source(ACT, "9, § 3")
EFFECT_FOR_DEBTOR = Source(ACT, "10, § 3")
APPEAL_OF_DEBTOR = Source(ACT, "10, § 4")
PROOF_OF_RENEWAL = Source(ACT, "10/2, § 3")
APPEAL_OF_RENEWAL = Source(ACT, "10/2, § 6")
OTHER_READING = Source(JUDICIAL_CODE, "52", Status.INFERRED)
WITHOUT_DECISION_GAP = Source(ACT, "9, § 3", Status.GAP)
ABROAD = Source(JUDICIAL_CODE, "55", Status.GAP)

REPLY_OF_DEBTOR = time_limit("debtor_reply", Length.DAYS, DEBTOR_REPLY)
"""Art. 8: from the dispatch of the letter; no text says that it moves."""
DECISION_DUE = time_limit("decision_due", Length.DAYS, DECISION)
"""Art. 9, § 1: the service's own time to decide."""
APPEAL_WITHOUT_DECISION = time_limit(
    "appeal_without_decision", Length.MONTHS, APPEAL_OF_CREDITOR, counts_first_day=True
)
APPEAL_WITHOUT_DECISION_OTHER = time_limit(
    "appeal_without_decision_other_reading", Length.MONTHS, OTHER_READING
)
APPEAL = time_limit(
    "appeal",
    Length.MONTHS,
    APPEAL_OF_CREDITOR,
    APPEAL_OF_DEBTOR,
    APPEAL_OF_RENEWAL,
    counts_first_day=True,
)
"""To go to the attachment judge: a procedural act, so that the last day moves.

The act counts the month "from" a day. Whether that day counts itself is open: the earlier last day
is safe, and the later one is the other reading.
"""
APPEAL_OTHER = time_limit("appeal_other_reading", Length.MONTHS, OTHER_READING)
RENEWAL_PROOF = time_limit("renewal_proof", Length.DAYS, PROOF_OF_RENEWAL)
"""Art. 10/2, § 3: from the request of the service."""
OTHER_READINGS = frozenset({APPEAL_OTHER.code, APPEAL_WITHOUT_DECISION_OTHER.code})
"""The last days that are not safe."""


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
    RENEWAL_REFUSED_OR_SUSPENDED = "renewalRefusedOrSuspended"


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
    """The day lies in the time for which the rule of its event is known."""
    rule = _rule_of(request.event, parameters)
    yield from known_day_issues("event_date", request.event_date, rule, parameters.last_day)


def _rule_of(event: Event | None, parameters: MaintenanceParameters) -> Parameter:
    """The rule without which nothing can be said of an event."""
    match event:
        case Event.DEBTOR_LETTER_SENT:
            return parameters.debtor_reply_days
        case Event.DECISION_SENT_TO_CREDITOR | Event.DECISION_SENT_TO_DEBTOR:
            return parameters.effect_working_days
        case Event.RENEWAL_PROOF_ASKED:
            return parameters.renewal_proof_days
        case Event.RENEWAL_REFUSED_OR_SUSPENDED:
            return parameters.renewal_appeal_months
        case _:
            return parameters.decision_days


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
    (DECISION_DUE,),
    (DECISION_DUE, APPEAL_WITHOUT_DECISION, APPEAL_WITHOUT_DECISION_OTHER),
    (APPEAL, APPEAL_OTHER),
    (RENEWAL_PROOF,),
)
"""The terms of each event, together; the day of effect comes before that of a decision."""


@replaying
def replay_deadlines(steps: Sequence[TraceStep]) -> tuple[date, ...]:
    """The days of one event, in order of time, computed anew; each runs from the one before.

    Raises:
        ReplayError: a step does not follow from its inputs, or one is missing.
    """
    effect = [step for step in steps if step.rule == decision_effect.code]
    terms = [step for step in steps if step.rule != decision_effect.code]
    asked = next((of for of in COMPLETE if len(terms) == len(of) and _are(terms, of)), None)
    if asked is None or len(effect) != _effects(asked, terms):
        raise ReplayError("the terms of no event")
    if len(asked) > 1:
        first = steps[0]
        if effect:
            runs_from = date_of(first)
        elif asked[0] is DECISION_DUE:
            runs_from = date_of(first) + ONE_DAY
        else:
            runs_from = input_of(first, "event", date)
        *_, safe, other = terms
        for step in (safe, other):
            if step.inputs["event"] != runs_from or step.inputs["months"] != safe.inputs["months"]:
                raise ReplayError(f"{step.rule}: event")
    return tuple(map(date_of, steps))


def _are(terms: Sequence[TraceStep], limits: Sequence[TimeLimit]) -> bool:
    return all(
        step.rule in {limit.counted.code, limit.moved.code}
        for step, limit in zip(terms, limits, strict=True)
    )


def _effects(limits: Sequence[TimeLimit], terms: Sequence[TraceStep]) -> int:
    """How many days of effect belong to the terms: one, where a decision is appealed against."""
    return int(APPEAL in limits and terms[0].source != APPEAL_OF_RENEWAL)


def _dates(event: Event, day: date, parameters: MaintenanceParameters) -> Iterator[LegalDate]:
    match event:
        case Event.DEBTOR_LETTER_SENT:
            yield REPLY_OF_DEBTOR.ends(day, parameters.debtor_reply_days.on(day))
        case Event.APPLICATION_COMPLETE:
            # The service's own thirty days; from the first day after them one may appeal.
            decision = DECISION_DUE.ends(day, parameters.decision_days.on(day))
            yield decision
            yield from appeal_without_decision(decision.day + ONE_DAY, parameters)
        case Event.DECISION_SENT_TO_CREDITOR:
            months = parameters.attachment_judge_months
            yield from _notified(day, EFFECT_FOR_CREDITOR, APPEAL_OF_CREDITOR, months, parameters)
        case Event.DECISION_SENT_TO_DEBTOR:
            months = parameters.debtor_appeal_months
            yield from _notified(day, EFFECT_FOR_DEBTOR, APPEAL_OF_DEBTOR, months, parameters)
        case Event.RENEWAL_PROOF_ASKED:
            yield RENEWAL_PROOF.ends(day, parameters.renewal_proof_days.on(day))
        case Event.RENEWAL_REFUSED_OR_SUSPENDED:
            # Not from a day of effect: the act names the date of the notification.
            months = parameters.renewal_appeal_months
            yield from _appeal(day, APPEAL_OF_RENEWAL, months, parameters)


def appeal_without_decision(
    first_day: date, parameters: MaintenanceParameters
) -> Iterator[LegalDate]:
    """Art. 9, § 3: the last day to appeal that is safe, and that of the other reading.

    ``first_day`` follows the days to decide; nothing where the act did not know the appeal yet.
    """
    months = parameters.appeal_without_decision_months.figure_on(first_day)
    if months is None:
        return
    holidays = parameters.holidays
    yield APPEAL_WITHOUT_DECISION.ends(first_day, months, holidays=holidays)
    yield APPEAL_WITHOUT_DECISION_OTHER.ends(first_day, months, holidays=holidays)


def _notified(
    day: date,
    effect: Source,
    appeal: Source,
    months: Parameter,
    parameters: MaintenanceParameters,
) -> Iterator[LegalDate]:
    """Ordinary post takes effect on the third working day; the month to appeal counts from it."""
    number = parameters.effect_working_days.on(day)
    effective = working_day_after(day, number, parameters.holidays)
    explanation = Explanation().citing(effect)
    days_off = (effective - day).days - number
    found = explanation.add(decision_effect, sent_on=day, working_days=number, days_off=days_off)
    (step,) = explanation.steps
    yield LegalDate(code="decision_effect", day=found, step=step)
    yield from _appeal(found, appeal, months, parameters)


def _appeal(
    event: date, source: Source, months: Parameter, parameters: MaintenanceParameters
) -> Iterator[LegalDate]:
    """The last day that is safe, and that of the other reading."""
    length, holidays = months.on(event), parameters.holidays
    yield APPEAL.ends(event, length, holidays=holidays, source=source)
    yield APPEAL_OTHER.ends(event, length, holidays=holidays)


def _notes(
    request: DeadlinesRequest, dates: tuple[LegalDate, ...], parameters: MaintenanceParameters
) -> Iterator[Note]:
    """Where the texts are silent on how a term of this event is counted."""
    for found in dates:
        # Only a term that is no procedural act ends on a day off: art. 53 is silent on it.
        note = not_moved_note(found.day, parameters.holidays)
        if note is not None:
            yield note
    *before, later = dates
    if later.code in OTHER_READINGS and later.day != before[-1].day:
        yield Note(
            code="appeal_two_readings",
            inputs={"safe_day": before[-1].day, "other_day": later.day},
            source=OTHER_READING,
        )
    if later.code == DECISION_DUE.code:
        since = parameters.appeal_without_decision_months.first_known_day
        yield Note(
            code="appeal_without_decision_not_known",
            inputs={"since": since},
            source=WITHOUT_DECISION_GAP,
        )
    if request.event in (Event.DECISION_SENT_TO_CREDITOR, Event.DECISION_SENT_TO_DEBTOR):
        yield Note(code="receipt_does_not_count", source=dates[0].step.source)
    if request.event in (Event.DEBTOR_LETTER_SENT, Event.DECISION_SENT_TO_DEBTOR):
        yield Note(code="longer_terms_abroad", source=ABROAD)
