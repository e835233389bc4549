"""The days that follow from a decision on family allowances: appeal, court, acknowledgement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from functions.law.core.errors import InvalidInput, Issue
from functions.law.core.time_limits import (
    LegalDate,
    Length,
    days_from,
    months_from,
    not_moved_note,
    term_ends,
)
from functions.law.core.trace import Note, Source, Status, TraceStep
from functions.law.core.validation import day_issues
from functions.law.waiver.parameters import WaiverParameters

DECREE = "family_allowances_decree"
MOVES = Source("judicial_code", "53", Status.INFERRED)
INTERRUPTION = Source(DECREE, "", Status.GAP)
COURT = Source(DECREE, "", Status.GAP)
GRANT_REQUESTS = Source("family_allowances_order", "6", Status.INFERRED)


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


class AppealAnswers(Protocol):
    """A request as far as it could be read."""

    @property
    def informed_on(self) -> date | None: ...  # noqa: D102
    @property
    def particulars_missing(self) -> bool | None: ...  # noqa: D102
    @property
    def complaint_on(self) -> date | None: ...  # noqa: D102
    @property
    def commission_informed_on(self) -> date | None: ...  # noqa: D102
    @property
    def request_sent_on(self) -> date | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealResult:
    """The days that follow, in the order of the procedure."""

    request: AppealRequest
    dates: tuple[LegalDate, ...]
    explanation: tuple[TraceStep, ...]
    notes: tuple[Note, ...]


def issues(answers: AppealAnswers, parameters: WaiverParameters) -> Iterator[Issue]:
    """The days lie in the known time, none before the decision.

    A complaint that comes after the term has nothing left to interrupt.
    """
    day, last = answers.informed_on, parameters.last_day
    found = tuple(day_issues("informed_on", day, parameters.first_day, last))
    yield from found
    if found or day is None:
        return
    _, end = appeal(day, missing=answers.particulars_missing is True, parameters=parameters)
    yield from day_issues("complaint_on", answers.complaint_on, day, end.day)
    yield from day_issues("commission_informed_on", answers.commission_informed_on, day, last)
    yield from day_issues("request_sent_on", answers.request_sent_on, day, last)


def find_appeal_dates(request: AppealRequest, parameters: WaiverParameters) -> AppealResult:
    """Until when one may go to the commission and the court, and when the payer acknowledges.

    Raises:
        InvalidInput: the days contradict each other or lie outside the known law.
    """
    found = tuple(issues(request, parameters))
    if found:
        raise InvalidInput(found)
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
    start = _start(informed_on, missing=missing, parameters=parameters)
    return start, _commission("commission", start.day, parameters)


def _start(informed_on: date, *, missing: bool, parameters: WaiverParameters) -> LegalDate:
    rule = parameters.particulars_missing_months if missing else parameters.appeal_start_days
    length = rule.on(informed_on)
    code = "appeal_start_particulars_missing" if missing else "appeal_start"
    unit = Length.MONTHS if missing else Length.DAYS
    counted = months_from if missing else days_from
    day = counted(informed_on, length, None).counted_to
    step = TraceStep(
        rule=f"deadline.{code}",
        inputs={"event": informed_on, unit.value: length},
        value=day,
        source=rule.source_on(informed_on),
    )
    return LegalDate(code=code, day=day, step=step)


def _commission(code: str, event: date, parameters: WaiverParameters) -> LegalDate:
    """Three months to bring an action: the last day moves when it is no working day."""
    rule = parameters.appeal_months
    return term_ends(
        code,
        event,
        rule.on(event),
        Length.MONTHS,
        holidays=parameters.holidays,
        source=rule.source_on(event),
    )


def _dates(request: AppealRequest, parameters: WaiverParameters) -> Iterator[LegalDate]:
    missing = request.particulars_missing
    yield from appeal(request.informed_on, missing=missing, parameters=parameters)
    if request.complaint_on is not None:
        yield _commission("commission_anew", request.complaint_on, parameters)
    if request.commission_informed_on is not None:
        yield _commission("labour_court", request.commission_informed_on, parameters)
    if request.request_sent_on is not None:
        rule = parameters.acknowledgement_days
        yield term_ends(
            "acknowledgement",
            request.request_sent_on,
            rule.on(request.request_sent_on),
            Length.DAYS,
            holidays=None,
            source=rule.source_on(request.request_sent_on),
        )


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
