"""When a software decision is deemed reasoned, and how long its data are kept.

Ministerial order of 13 March 2019, art. 3, with arts 95 to 99 of the decree of 27 April 2018.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from functions.law.core.errors import Issue, ValidationErrorCode
from functions.law.core.replay import in_order, replaying
from functions.law.core.rule import AnyRule, Explanation, date_of, either
from functions.law.core.trace import Note, Source, Status, TraceStep
from functions.law.core.validation import Partial, day_issues, ensure_valid, number_issues, required
from functions.law.core.values import Month
from functions.law.waiver.limitation import (
    ONE_DAY,
    RULES,
    Interruption,
    Limitation,
    StageKind,
    Suspension,
    last_day_before,
    limitation,
)
from functions.law.waiver.parameters import WaiverParameters
from functions.law.waiver.sources import DECREE, MINISTERIAL

SOFTWARE = Source(MINISTERIAL, "3")
START = Source(DECREE, "97")
FIRST_DAY = Source(DECREE, "97", Status.INFERRED)
"""The texts do not say whether the first of the month is itself the first day."""
REASONS_ON_REQUEST = Source(DECREE, "88")


class RetainedDecision(StrEnum):
    """What a software decision is about: art. 3 covers payment decisions only."""

    PAYMENT = "payment"
    RECOVERY = "recovery"
    WAIVER = "waiver"


@either(
    "retention.covered",
    "retention.not_covered",
    SOFTWARE,
    thresholds=("decision_kind", "document_drawn_up"),
)
def is_covered(decision_kind: RetainedDecision, document_drawn_up: bool) -> bool:
    """Art. 3 is about payment decisions taken without a document."""
    return decision_kind is RetainedDecision.PAYMENT and not document_drawn_up


@either(
    "retention.deemed_reasoned",
    "retention.kept_too_short",
    SOFTWARE,
    thresholds=("kept_until",),
    follows={"keep_until": last_day_before},
)
def is_kept_long_enough(kept_until: date, keep_until: date) -> bool:
    """The data are kept for the longest limitation."""
    return kept_until >= keep_until


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRequest:
    """A decision taken by software. ``kept_until``: the last day on which its data are kept.

    ``paid_on``: the day of the payment; in the month of the decision where it is not given.
    """

    decided_on: date
    kind: RetainedDecision
    document_drawn_up: bool
    paid_on: date | None = None
    kept_until: date | None = None
    interruptions: tuple[Interruption, ...] = ()
    suspensions: tuple[Suspension, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionResult:
    """Until when the data must be kept, and whether the decision is deemed reasoned.

    ``covered``: art. 3 applies. ``keep_until`` is the last day of the longest limitation, ``None``
    while a suspension is open. ``deemed_reasoned`` is ``None`` where art. 3 applies but how long
    the data are kept, or have to be kept, is not known.
    """

    request: RetentionRequest
    covered: bool
    keep_until: date | None
    deemed_reasoned: bool | None
    explanation: tuple[TraceStep, ...]
    notes: tuple[Note, ...]


def validate(request: Partial[RetentionRequest], parameters: WaiverParameters) -> Iterator[Issue]:
    """Every reason why no last day can be given, in the order of the questions."""
    first, last = parameters.first_day, parameters.last_day
    found = tuple(day_issues("decided_on", request.decided_on, first, last))
    yield from found
    if request.decided_on is not None and not found:
        first = request.decided_on
    yield from day_issues("paid_on", request.paid_on, first, last)
    yield from day_issues("kept_until", request.kept_until, first)
    for name, entries in (
        ("interruptions", request.interruptions),
        ("suspensions", request.suspensions),
    ):
        yield from number_issues(name, len(entries), 0, parameters.longest_ledger)
    for position, interruption in enumerate(request.interruptions):
        yield from day_issues(f"interruptions[{position}].date", interruption.date, first, last)
    yield from _suspension_issues(request.suspensions, first, last)


def _suspension_issues(
    suspensions: Sequence[Partial[Suspension]], first: date, last: date
) -> Iterator[Issue]:
    """Each suspension begins after the decision and ends after it began; no two overlap.

    Only the last one may be without a known end.
    """
    periods: list[tuple[date, date, int]] = []
    for position, period in enumerate(suspensions):
        path = f"suspensions[{position}]"
        yield from day_issues(f"{path}.first_day", period.first_day, first, last)
        begins = max(first, period.first_day or first)
        yield from day_issues(f"{path}.last_day", period.last_day, begins, last)
        if period.first_day is not None:
            periods.append((period.first_day, period.last_day or date.max, position))
    for (_, ends, earlier), (begins, _, later) in pairwise(sorted(periods)):
        if ends == date.max:
            yield from required(f"suspensions[{earlier}].last_day", None)
        elif begins <= ends:
            path, limits = f"suspensions[{later}].first_day", {"minimum": ends + ONE_DAY}
            yield Issue(path, ValidationErrorCode.OVERLAPS, limits)


def check_retention(request: RetentionRequest, parameters: WaiverParameters) -> RetentionResult:
    """Until when the data of a decision are kept, interruptions and suspensions included.

    Raises:
        InvalidInput: the days contradict each other or lie outside the known law.
    """
    ensure_valid(validate(request, parameters))
    years = parameters.retention_years.on(request.decided_on)
    paid_in = Month.of(request.paid_on or request.decided_on)
    run = limitation(paid_in, years, request.interruptions, request.suspensions)
    explanation, kind = Explanation(), request.kind
    about = is_covered.of(kind, request.document_drawn_up)
    covered = explanation.add(about, kind, request.document_drawn_up)
    dated = explanation.citing(parameters.retention_years.source_on(request.decided_on))
    for stage in run.stages:
        dated.add(RULES[stage.kind], **stage.inputs)
    deemed: bool | None = None if covered else False
    if covered and request.kept_until is not None and run.last_day is not None:
        kept = is_kept_long_enough.of(request.kept_until, run.last_day)
        deemed = explanation.add(kept, request.kept_until, run.last_day)
    return RetentionResult(
        request=request,
        covered=covered,
        keep_until=run.last_day,
        deemed_reasoned=deemed,
        explanation=tuple(explanation.steps),
        notes=tuple(_notes(request, run)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionFigures:
    """What the steps come to; ``deemed_reasoned`` as in the result."""

    covered: bool
    keep_until: date | None
    deemed_reasoned: bool | None


@replaying
def replay_retention(steps: Sequence[TraceStep]) -> RetentionFigures:
    """Whether and until when, from the steps alone; none that had to be asked is left out.

    Raises:
        RuleError: a step does not follow from its inputs and those before it, or was not asked.
    """
    later = tuple(one for kind, one in RULES.items() if kind is not StageKind.PERIOD)
    count = sum(step.rule in {one.code for one in later} for step in steps)
    asked: list[Sequence[AnyRule]] = [is_covered.both, (RULES[StageKind.PERIOD],)]
    asked += [later] * count
    covered = bool(steps) and steps[0].value is True
    kept = steps[len(asked) :]
    if covered and kept:
        asked.append(is_kept_long_enough.both)
    in_order(steps, *asked)
    last = steps[count + 1]
    deemed: bool | None = None if covered else False
    for step in kept:
        deemed = step.value is True
    return RetentionFigures(
        covered=covered,
        keep_until=None if last.rule == RULES[StageKind.OPEN].code else date_of(last),
        deemed_reasoned=deemed,
    )


def _notes(request: RetentionRequest, run: Limitation) -> Iterator[Note]:
    """Where the texts are silent, and what art. 3 leaves as it is."""
    yield Note(code="retention_start", source=FIRST_DAY)
    if request.paid_on is None:
        yield Note(code="paid_in_the_month_of_the_decision", source=START)
    if run.too_early:
        yield Note(code="event_before_the_start", inputs={"events": run.too_early}, source=START)
    if run.too_late:
        yield Note(code="event_after_the_end", inputs={"events": run.too_late}, source=START)
    yield Note(code="reasons_on_request", source=REASONS_ON_REQUEST)
