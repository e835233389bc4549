"""When a software decision is deemed reasoned, and how long its data are kept.

Ministerial order of 13 March 2019, art. 3, with arts 95 to 99 of the decree of 27 April 2018.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from functions.law.core.errors import InvalidInput
from functions.law.core.trace import Note, Source, Status, TraceStep
from functions.law.core.values import Value
from functions.law.waiver.limitation import Interruption, Limitation, Suspension, limitation
from functions.law.waiver.parameters import WaiverParameters
from functions.law.waiver.retention_checks import issues

MINISTERIAL = "waiver_order"
DECREE = "family_allowances_decree"
SOFTWARE = Source(MINISTERIAL, "3")
START = Source(DECREE, "95", Status.GAP)
REASONS_ON_REQUEST = Source(DECREE, "88")


class RetainedDecision(StrEnum):
    """What a software decision is about: art. 3 covers payment decisions only."""

    PAYMENT = "payment"
    RECOVERY = "recovery"
    WAIVER = "waiver"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRequest:
    """A decision taken by software. ``kept_until``: the last day on which its data are kept."""

    decided_on: date
    kind: RetainedDecision
    document_drawn_up: bool
    kept_until: date | None = None
    interruptions: tuple[Interruption, ...] = ()
    suspensions: tuple[Suspension, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionResult:
    """Until when the data must be kept, and whether the decision is deemed reasoned.

    ``covered``: art. 3 applies. ``keep_until`` is the last day of the longest limitation.
    ``deemed_reasoned`` is ``None`` where art. 3 applies but how long the data are kept is not told.
    """

    request: RetentionRequest
    covered: bool
    keep_until: date
    deemed_reasoned: bool | None
    explanation: tuple[TraceStep, ...]
    notes: tuple[Note, ...]


def check_retention(request: RetentionRequest, parameters: WaiverParameters) -> RetentionResult:
    """Until when the data of a decision are kept, interruptions and suspensions included.

    Raises:
        InvalidInput: the days contradict each other or lie outside the known law.
    """
    found = tuple(issues(request, parameters))
    if found:
        raise InvalidInput(found)
    years = parameters.retention_years.on(request.decided_on)
    run = limitation(request.decided_on, years, request.interruptions, request.suspensions)
    covered = request.kind is RetainedDecision.PAYMENT and not request.document_drawn_up
    deemed: bool | None = False
    if covered:
        deemed = None if request.kept_until is None else request.kept_until >= run.last_day
    return RetentionResult(
        request=request,
        covered=covered,
        keep_until=run.last_day,
        deemed_reasoned=deemed,
        explanation=tuple(_steps(request, run, covered, deemed, parameters)),
        notes=tuple(_notes(run)),
    )


def _steps(
    request: RetentionRequest,
    run: Limitation,
    covered: bool,
    deemed: bool | None,
    parameters: WaiverParameters,
) -> Iterator[TraceStep]:
    """Does art. 3 apply, how long must the data be kept, are they."""
    yield TraceStep(
        rule="retention.covered" if covered else "retention.not_covered",
        inputs={
            "decision_kind": request.kind.value,
            "document_drawn_up": request.document_drawn_up,
        },
        value=covered,
        source=SOFTWARE,
    )
    source = parameters.retention_years.source_on(request.decided_on)
    for stage in run.stages:
        yield TraceStep(
            rule=f"retention.{stage.kind.value}",
            inputs=stage.inputs,
            value=stage.last_day,
            source=source,
        )
    if covered and request.kept_until is not None:
        inputs: dict[str, Value] = {"kept_until": request.kept_until, "keep_until": run.last_day}
        yield TraceStep(
            rule="retention.deemed_reasoned" if deemed else "retention.kept_too_short",
            inputs=inputs,
            value=deemed is True,
            source=SOFTWARE,
        )


def _notes(run: Limitation) -> Iterator[Note]:
    """Where the texts are silent, and what art. 3 leaves as it is."""
    yield Note(code="retention_start", source=START)
    if run.too_late:
        yield Note(code="event_after_the_end", inputs={"events": run.too_late}, source=START)
    yield Note(code="reasons_on_request", source=REASONS_ON_REQUEST)
