"""The days that follow from a decision on family allowances: appeal, court, acknowledgement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from functions.law.core.errors import Issue
from functions.law.core.parameter import Parameter
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
from functions.law.core.validation import Partial, day_issues, ensure_valid, required
from functions.law.core.values import Value
from functions.law.waiver.parameters import WaiverParameters
from functions.law.waiver.sources import DECREE

MOVES = Source("judicial_code", "53", Status.INFERRED)
INTERRUPTION = Source(DECREE, "104, al. 5", Status.INFERRED)
"""Written for actions before the court; applied to the committee by analogy."""
NOT_KNOWN = Source(DECREE, "104", Status.GAP)
GRANT_REQUESTS = Source("family_allowances_order", "6", Status.INFERRED)

START = time_limit("appeal_start", Length.DAYS)
"""The third day after being informed (Government order on the committee)."""
START_WITHOUT_PARTICULARS = time_limit("appeal_start_particulars_missing", Length.MONTHS)
"""Where mandatory particulars are missing, four months after the notification (art. 89)."""
COMMISSION = time_limit("commission", Length.MONTHS)
COMMISSION_ANEW = time_limit("commission_anew", Length.MONTHS)
COMMISSION_RESUMED = time_limit("commission_resumed", Length.DAYS, INTERRUPTION)
"""A complaint that was withdrawn only stopped the term: its days are added."""
LABOUR_COURT_START = time_limit("labour_court_start", Length.DAYS)
"""The third day after being informed of the decision of the committee (its order, art. 22)."""
LABOUR_COURT = time_limit("labour_court", Length.MONTHS)
"""Three months to bring an action: the last day moves when it is no working day."""
ACKNOWLEDGEMENT = time_limit("acknowledgement", Length.DAYS)
AFTER_THE_APPEAL = (
    COMMISSION_ANEW,
    COMMISSION_RESUMED,
    LABOUR_COURT_START,
    LABOUR_COURT,
    ACKNOWLEDGEMENT,
)
LIMITS = (START, START_WITHOUT_PARTICULARS, COMMISSION, *AFTER_THE_APPEAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealRequest:
    """A decision, and what happened since. ``None``: it did not happen.

    ``particulars_missing``: mandatory particulars are missing from the decision.
    ``complaint_on``: a complaint or a mediation at the service of the agency; no other counts.
    ``complaint_closed_on``: the decision that closed it or, if ``complaint_withdrawn``, its end.
    """

    informed_on: date
    particulars_missing: bool = False
    complaint_on: date | None = None
    complaint_closed_on: date | None = None
    complaint_withdrawn: bool = False
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
    yield from _closing_issues(request, last)
    yield from day_issues("commission_informed_on", request.commission_informed_on, day, last)
    yield from day_issues("request_sent_on", request.request_sent_on, day, last)


def _closing_issues(request: Partial[AppealRequest], last: date) -> Iterator[Issue]:
    """Only a complaint that was filed can be closed, and not before it was filed."""
    filed, closed = request.complaint_on, request.complaint_closed_on
    if request.complaint_withdrawn is True:
        yield from required("complaint_on", filed)
        yield from required("complaint_closed_on", closed)
    elif filed is None and closed is not None:
        yield from required("complaint_on", filed)
    if filed is not None:
        yield from day_issues("complaint_closed_on", closed, filed, last)


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
    end = _action(COMMISSION, start.day, parameters.appeal_months, parameters)
    return replace(start, deadline=None), end


def _action(
    limit: TimeLimit, event: date, months: Parameter, parameters: WaiverParameters
) -> LegalDate:
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
    if (LABOUR_COURT.code in found) is not (LABOUR_COURT_START.code in found):
        raise ReplayError(f"{LABOUR_COURT.counted.code}: not asked")
    for step in others:
        if step.rule in {LABOUR_COURT.counted.code, LABOUR_COURT.moved.code}:
            _require_event(step, found[LABOUR_COURT_START.code])
        if step.rule in {COMMISSION_RESUMED.counted.code, COMMISSION_RESUMED.moved.code}:
            _require_event(step, end.inputs.get("counted_to", end.value))
    return found


def require_appeal(steps: Sequence[TraceStep]) -> None:
    """The term to appeal, and the day from which it runs.

    Raises:
        ReplayError: one of the two is missing, or the term runs from another day.
    """
    starts = (START.counted, START_WITHOUT_PARTICULARS.counted)
    in_order(steps, starts, (COMMISSION.counted, COMMISSION.moved))
    start, end = steps
    _require_event(end, start.value)


def _require_event(step: TraceStep, day: Value) -> None:
    """The term of a step runs from a day that was counted before."""
    if step.inputs["event"] != day:
        raise ReplayError(f"{step.rule}: event")


def _dates(request: AppealRequest, parameters: WaiverParameters) -> Iterator[LegalDate]:
    missing = request.particulars_missing
    start, end = appeal(request.informed_on, missing=missing, parameters=parameters)
    yield from (start, end)
    if _complaint_counts(request, start, parameters):
        yield from _after_the_complaint(request, end, parameters)
    if request.commission_informed_on is not None:
        informed, days = request.commission_informed_on, parameters.court_start_days
        starts = LABOUR_COURT_START.ends(
            informed, days.on(informed), source=days.source_on(informed)
        )
        yield replace(starts, deadline=None)
        yield _action(LABOUR_COURT, starts.day, parameters.court_months, parameters)
    if request.request_sent_on is not None:
        sent_on, days = request.request_sent_on, parameters.acknowledgement_days
        yield ACKNOWLEDGEMENT.ends(sent_on, days.on(sent_on), source=days.source_on(sent_on))


def _complaint_counts(
    request: AppealRequest, start: LegalDate, parameters: WaiverParameters
) -> bool:
    """Whether a complaint came while the term ran, and after the rule that lets it count."""
    filed = request.complaint_on
    return (
        filed is not None
        and filed >= start.day
        and parameters.complaint_interrupts.entry_on(filed) is not None
    )


def _after_the_complaint(
    request: AppealRequest, end: LegalDate, parameters: WaiverParameters
) -> Iterator[LegalDate]:
    """The last day once the complaint is closed; until then, that without the complaint is safe.

    The term runs anew from the decision that closes it. A complaint that is withdrawn only stops
    it. Neither day is ever earlier than the one without the complaint.
    """
    filed, closed = request.complaint_on, request.complaint_closed_on
    if filed is None or closed is None:
        return
    if not request.complaint_withdrawn:
        yield _action(COMMISSION_ANEW, closed, parameters.appeal_months, parameters)
    elif closed > filed and end.deadline is not None:
        stopped = (closed - filed).days
        yield COMMISSION_RESUMED.ends(
            end.deadline.counted_to, stopped, holidays=parameters.holidays
        )


def _notes(
    request: AppealRequest, dates: tuple[LegalDate, ...], parameters: WaiverParameters
) -> Iterator[Note]:
    """Where the texts are silent on how these terms are counted."""
    yield Note(code="appeal_term_moves", source=MOVES)
    filed = request.complaint_on
    if filed is not None:
        if filed < dates[0].day:
            yield Note(code="complaint_before_the_term", source=INTERRUPTION)
        elif parameters.complaint_interrupts.entry_on(filed) is None:
            since = parameters.complaint_interrupts.first_day
            yield Note(code="complaint_before_the_rule", inputs={"since": since}, source=NOT_KNOWN)
        else:
            yield Note(code="complaint_interrupts", source=INTERRUPTION)
            if request.complaint_closed_on is None:
                yield Note(code="complaint_not_closed", source=INTERRUPTION)
    for found in dates:
        if found.code == "acknowledgement":
            yield Note(code="acknowledgement_of_grant_requests", source=GRANT_REQUESTS)
            note = not_moved_note(found.day, parameters.holidays)
            if note is not None:
                yield note
