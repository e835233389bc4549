"""The days that follow from a decision on family allowances: appeal, court, acknowledgement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from functions.law.core.errors import Issue
from functions.law.core.replay import ReplayError, in_order, replaying
from functions.law.core.rule import date_of
from functions.law.core.time_limits import (
    LegalDate,
    Length,
    TimeLimit,
    not_moved_note,
    time_limit,
)
from functions.law.core.trace import Note, Source, Status, TraceStep
from functions.law.core.validation import Partial, day_issues, ensure_valid
from functions.law.waiver.parameters import WaiverParameters
from functions.law.waiver.sources import DECREE

MOVES = Source("judicial_code", "53", Status.INFERRED)
INTERRUPTION = Source(DECREE, "", Status.GAP)
COURT = Source(DECREE, "", Status.GAP)
GRANT_REQUESTS = Source("family_allowances_order", "6", Status.INFERRED)

START = time_limit("appeal_start", Length.DAYS)
"""The third day after being informed (decree, art. 89)."""
START_WITHOUT_PARTICULARS = time_limit("appeal_start_particulars_missing", Length.MONTHS)
"""Where mandatory particulars are missing, four months after the notification (art. 89)."""
COMMISSION = time_limit("commission", Length.MONTHS)
COMMISSION_ANEW = time_limit("commission_anew", Length.MONTHS)
LABOUR_COURT = time_limit("labour_court", Length.MONTHS)
"""Three months to bring an action: the last day moves when it is no working day."""
ACKNOWLEDGEMENT = time_limit("acknowledgement", Length.DAYS)
AFTER_THE_APPEAL = (COMMISSION_ANEW, LABOUR_COURT, ACKNOWLEDGEMENT)
LIMITS = (START, START_WITHOUT_PARTICULARS, COMMISSION, *AFTER_THE_APPEAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealRequest:
    """A decision, and what happened since. ``None``: it did not happen.

    ``particulars_missing``: mandatory particulars are missing from the decision.
    """

    informed_on: date
    particulars_missing: bool = False
    complaint_on: date | None = None
    commission_informed_on: date | None = None
    request_sent_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealResult:
    """The days that follow, in the order of the procedure."""

    request: AppealRequest
    dates: tuple[LegalDate, ...]
    explanation: tuple[TraceStep, ...]
    notes: tuple[Note, ...]


def validate(request: Partial[AppealRequest], parameters: WaiverParameters) -> Iterator[Issue]:
    """The days lie in the known time, none before the decision.

    A complaint that comes after the term has nothing left to interrupt.
    """
    day, last = request.informed_on, parameters.last_day
    found = tuple(day_issues("informed_on", day, parameters.first_day, last))
    yield from found
    if found or day is None:
        return
    _, end = appeal(day, missing=request.particulars_missing is True, parameters=parameters)
    yield from day_issues("complaint_on", request.complaint_on, day, end.day)
    yield from day_issues("commission_informed_on", request.commission_informed_on, day, last)
    yield from day_issues("request_sent_on", request.request_sent_on, day, last)


def find_appeal_dates(request: AppealRequest, parameters: WaiverParameters) -> AppealResult:
    """Until when one may go to the commission and the court, and when the payer acknowledges.

    Raises:
        InvalidInput: the days contradict each other or lie outside the known law.
    """
    ensure_valid(validate(request, parameters))
    dates = tuple(_dates(request, parameters))
    return AppealResult(
        request=request,
        dates=dates,
        explanation=tuple(d.step for d in dates),
        notes=tuple(_notes(request, dates, parameters)),
    )


def appeal(
    informed_on: date, *, missing: bool, parameters: WaiverParameters
) -> tuple[LegalDate, LegalDate]:
    """The day from which the term to appeal runs, and its last day.

    The third day after being informed; where mandatory particulars are missing, four months after
    the notification (decree, art. 89).
    """
    dated = parameters.particulars_missing_months if missing else parameters.appeal_start_days
    start = (START_WITHOUT_PARTICULARS if missing else START).ends(
        informed_on, dated.on(informed_on), source=dated.source_on(informed_on)
    )
    # The term begins on that day: it is none on which something ends.
    return replace(start, deadline=None), _action(COMMISSION, start.day, parameters)


def _action(limit: TimeLimit, event: date, parameters: WaiverParameters) -> LegalDate:
    months = parameters.appeal_months
    return limit.ends(
        event, months.on(event), holidays=parameters.holidays, source=months.source_on(event)
    )


@replaying
def replay_appeal(steps: Sequence[TraceStep]) -> Mapping[str, date]:
    """Each day by its code, from the steps alone; none that had to be counted is left out.

    Raises:
        RuleError: a step does not follow from its inputs and those before it, or was not asked.
    """
    start, end, *others = steps
    require_appeal((start, end))
    names = {rule.code: limit.code for limit in LIMITS for rule in (limit.counted, limit.moved)}
    found = {names.get(step.rule, step.rule): date_of(step) for step in steps}
    later = (limit for limit in AFTER_THE_APPEAL if limit.code in found)
    in_order(others, *((limit.counted, limit.moved) for limit in later))
    return found


def require_appeal(steps: Sequence[TraceStep]) -> None:
    """The term to appeal, and the day from which it runs.

    Raises:
        ReplayError: one of the two is missing, or the term runs from another day.
    """
    starts = (START.counted, START_WITHOUT_PARTICULARS.counted)
    in_order(steps, starts, (COMMISSION.counted, COMMISSION.moved))
    start, end = steps
    if end.inputs["event"] != start.value:
        raise ReplayError(f"{end.rule}: event")


def _dates(request: AppealRequest, parameters: WaiverParameters) -> Iterator[LegalDate]:
    missing = request.particulars_missing
    yield from appeal(request.informed_on, missing=missing, parameters=parameters)
    if request.complaint_on is not None:
        yield _action(COMMISSION_ANEW, request.complaint_on, parameters)
    if request.commission_informed_on is not None:
        yield _action(LABOUR_COURT, request.commission_informed_on, parameters)
    if request.request_sent_on is not None:
        sent_on, days = request.request_sent_on, parameters.acknowledgement_days
        yield ACKNOWLEDGEMENT.ends(sent_on, days.on(sent_on), source=days.source_on(sent_on))


def _notes(
    request: AppealRequest, dates: tuple[LegalDate, ...], parameters: WaiverParameters
) -> Iterator[Note]:
    """Where the texts are silent on how these terms are counted."""
    yield Note(code="appeal_term_moves", source=MOVES)
    if request.complaint_on is not None:
        yield Note(code="complaint_interrupts", source=INTERRUPTION)
    if request.commission_informed_on is not None:
        yield Note(code="labour_court_from_being_informed", source=COURT)
    for found in dates:
        if found.code == "acknowledgement":
            yield Note(code="acknowledgement_of_grant_requests", source=GRANT_REQUESTS)
            note = not_moved_note(found.day, parameters.holidays)
            if note is not None:
                yield note
