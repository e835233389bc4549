"""The terms of the procedure as days (arts 8, 9, 10 and 10/2 of the act)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from functions.law.core.errors import InvalidInput, Issue
from functions.law.core.time_limits import (
    JUDICIAL_CODE,
    LegalDate,
    Length,
    not_moved_note,
    term_ends,
)
from functions.law.core.trace import Note, Source, Status, TraceStep
from functions.law.core.validation import day_issues
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


class ProcedureAnswers(Protocol):
    """A request as far as it could be read."""

    @property
    def event(self) -> Event | None: ...  # noqa: D102
    @property
    def event_date(self) -> date | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinesResult:
    """The days that follow from an event, in order of time."""

    request: DeadlinesRequest
    dates: tuple[LegalDate, ...]
    explanation: tuple[TraceStep, ...]
    notes: tuple[Note, ...]


def issues(answers: ProcedureAnswers, parameters: MaintenanceParameters) -> Iterator[Issue]:
    """The day lies in the time for which the term is known."""
    renewal = answers.event is Event.RENEWAL_PROOF_ASKED
    first = (parameters.renewal_proof_days if renewal else parameters.decision_days).first_day
    yield from day_issues("event_date", answers.event_date, first, parameters.last_day)


def find_deadlines(request: DeadlinesRequest, parameters: MaintenanceParameters) -> DeadlinesResult:
    """The days that follow from an event of the procedure.

    Raises:
        InvalidInput: the terms of that day are not known.
    """
    found = tuple(issues(request, parameters))
    if found:
        raise InvalidInput(found)
    dates = tuple(_dates(request.event, request.event_date, parameters))
    return DeadlinesResult(
        request=request,
        dates=dates,
        explanation=tuple(d.step for d in dates),
        notes=tuple(_notes(request, dates, parameters)),
    )


def debtor_reply(
    code: str, sent_on: date, source: Source, parameters: MaintenanceParameters
) -> LegalDate:
    """Art. 8: fifteen days from the dispatch of the letter; no text says that they move."""
    days = parameters.debtor_reply_days.on(sent_on)
    return term_ends(code, sent_on, days, Length.DAYS, holidays=None, source=source)


def _dates(event: Event, day: date, parameters: MaintenanceParameters) -> Iterator[LegalDate]:
    match event:
        case Event.DEBTOR_LETTER_SENT:
            yield debtor_reply("debtor_reply", day, DEBTOR_REPLY, parameters)
        case Event.APPLICATION_COMPLETE:
            # The service's own thirty days; from the first day after them one may appeal.
            days = parameters.decision_days.on(day)
            decision = term_ends(
                "decision_due", day, days, Length.DAYS, holidays=None, source=DECISION
            )
            yield decision
            without = decision.day + timedelta(days=1)
            yield _appeal("appeal_without_decision", without, APPEAL_OF_CREDITOR, parameters)
        case Event.DECISION_SENT_TO_CREDITOR:
            yield from _notified(day, EFFECT_FOR_CREDITOR, APPEAL_OF_CREDITOR, parameters)
        case Event.DECISION_SENT_TO_DEBTOR:
            yield from _notified(day, EFFECT_FOR_DEBTOR, APPEAL_OF_DEBTOR, parameters)
        case Event.RENEWAL_PROOF_ASKED:
            days = parameters.renewal_proof_days.on(day)
            yield term_ends("renewal_proof", day, days, Length.DAYS, holidays=None, source=RENEWAL)


def _notified(
    day: date, effect: Source, appeal: Source, parameters: MaintenanceParameters
) -> Iterator[LegalDate]:
    """Ordinary post takes effect on the third working day; the month to appeal runs from it."""
    number = parameters.effect_working_days.on(day)
    effective = working_day_after(day, number, parameters.holidays)
    step = TraceStep(
        rule="deadline.decision_effect",
        inputs={
            "sent_on": day,
            "working_days": number,
            "days_off": (effective - day).days - number,
        },
        value=effective,
        source=effect,
    )
    yield LegalDate(code="decision_effect", day=effective, step=step)
    yield _appeal("appeal", effective, appeal, parameters)


def _appeal(code: str, event: date, source: Source, parameters: MaintenanceParameters) -> LegalDate:
    """A month to go to the attachment judge: a procedural act, so that its last day moves."""
    months = parameters.attachment_judge_months.on(event)
    return term_ends(
        code, event, months, Length.MONTHS, holidays=parameters.holidays, source=source
    )


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
