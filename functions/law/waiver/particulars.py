"""Which decisions must carry the mandatory particulars (ministerial order, art. 2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from functions.law.core.errors import Issue
from functions.law.core.replay import ReplayError, in_order, replaying
from functions.law.core.rule import Explanation, date_of, either, input_of, value_of
from functions.law.core.trace import Note, Source, Status, TraceStep
from functions.law.core.validation import Partial, day_issues, ensure_valid
from functions.law.waiver.appeal import (
    MOVES,
    START,
    START_WITHOUT_PARTICULARS,
    appeal,
    require_appeal,
)
from functions.law.waiver.parameters import WaiverParameters
from functions.law.waiver.sources import DECREE, MANDATORY, MINISTERIAL, ORDER

RECOVERY_LIST = Source(DECREE, "90, al. 2")
# Only the payments after the first are exempt.
A_CONTRARIO = Source(MINISTERIAL, "2, 1°", Status.INFERRED)


class DecisionKind(StrEnum):
    """What a decision on family allowances is about."""

    INDEXATION = "indexation"
    REPEATED_EXECUTION = "repeatedExecution"
    AGE_CHANGE = "ageChange"
    CHILDCARE_FIRST_PAYMENT = "childcareFirstPayment"
    CHILDCARE_LATER_PAYMENT = "childcareLaterPayment"
    UNIVERSAL_PARTICIPATION = "universalParticipation"
    RECOVERY = "recovery"
    WAIVER = "waiver"
    OTHER = "other"


EXEMPT = {
    DecisionKind.INDEXATION: Source(ORDER, "4, 1°"),
    DecisionKind.REPEATED_EXECUTION: Source(ORDER, "4, 2°"),
    DecisionKind.AGE_CHANGE: Source(ORDER, "4, 3°"),
    DecisionKind.CHILDCARE_LATER_PAYMENT: Source(MINISTERIAL, "2, 1°"),
    DecisionKind.UNIVERSAL_PARTICIPATION: Source(MINISTERIAL, "2, 2°"),
}
"""The decisions that need no particulars, and the rule that says so."""

REQUIRED = {
    DecisionKind.CHILDCARE_FIRST_PAYMENT: A_CONTRARIO,
    DecisionKind.RECOVERY: Source(DECREE, "90"),
    DecisionKind.WAIVER: MANDATORY,
    DecisionKind.OTHER: MANDATORY,
}
"""The decisions that need them, and the rule that says so."""

TEXTS = {**REQUIRED, **EXEMPT}


@either("particulars.required", "particulars.exempt", *dict.fromkeys(TEXTS.values()))
def are_required(kind: DecisionKind) -> bool:
    """Every decision but those that the orders exempt."""
    return kind not in EXEMPT


@either(
    "particulars.missing",
    "particulars.in_order",
    MANDATORY,
    thresholds=("complete",),
    follows={"required": value_of(*are_required.both)},
)
def are_missing(required: bool, complete: bool) -> bool:
    """The decision must carry the particulars, and does not carry all of them."""
    return required and not complete


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticularsRequest:
    """A decision: what it is about, when it was notified, whether it carries every particular."""

    kind: DecisionKind
    notified_on: date
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticularsResult:
    """Whether the particulars are mandatory, and until when one may appeal.

    ``recovery_list``: the list of art. 90 of the decree must stand in the decision as well.
    ``appeal_starts_on`` is the third day after being informed, or four months after the
    notification where mandatory particulars are missing.
    """

    request: ParticularsRequest
    required: bool
    recovery_list: bool
    missing: bool
    appeal_starts_on: date
    appeal_until: date
    explanation: tuple[TraceStep, ...]
    notes: tuple[Note, ...]


def validate(request: Partial[ParticularsRequest], parameters: WaiverParameters) -> Iterator[Issue]:
    """The notification lies in the known time."""
    first, last = parameters.first_day, parameters.last_day
    yield from day_issues("notified_on", request.notified_on, first, last)


def check_particulars(
    request: ParticularsRequest, parameters: WaiverParameters
) -> ParticularsResult:
    """What a decision of that kind must carry, and what follows where it does not.

    Raises:
        InvalidInput: the notification lies outside the known law.
    """
    ensure_valid(validate(request, parameters))
    kind = request.kind
    explanation = Explanation()
    required = explanation.citing(TEXTS[kind]).add(are_required.of(kind), kind)
    whole = are_missing.of(required, request.complete)
    missing = explanation.add(whole, required, request.complete)
    starts, until = appeal(request.notified_on, missing=missing, parameters=parameters)
    return ParticularsResult(
        request=request,
        required=required,
        recovery_list=kind is DecisionKind.RECOVERY,
        missing=missing,
        appeal_starts_on=starts.day,
        appeal_until=until.day,
        explanation=(*explanation.steps, starts.step, until.step),
        notes=tuple(_notes(kind)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticularsFigures:
    """What the steps come to."""

    required: bool
    missing: bool
    appeal_until: date


@replaying
def replay_particulars(steps: Sequence[TraceStep]) -> ParticularsFigures:
    """Whether the particulars are missing and what follows, from the steps alone; none left out.

    Raises:
        RuleError: a step does not follow from its inputs and those before it, or was not asked.
    """
    required, missing, *term = steps
    in_order((required, missing), are_required.both, are_missing.both)
    require_appeal(term)
    start, until = term
    if required.source != TEXTS[DecisionKind(input_of(required, "kind", str))]:
        raise ReplayError(f"{required.rule}: kind")
    if (start.rule == START_WITHOUT_PARTICULARS.counted.code) is not missing.value:
        raise ReplayError(f"{start.rule}: {START.code}")
    return ParticularsFigures(
        required=required.value is True,
        missing=missing.value is True,
        appeal_until=date_of(until),
    )


def _notes(kind: DecisionKind) -> Iterator[Note]:
    yield Note(code="appeal_term_moves", source=MOVES)
    if kind is DecisionKind.RECOVERY:
        yield Note(code="recovery_list_does_not_move_the_term", source=RECOVERY_LIST)
    if kind is DecisionKind.CHILDCARE_FIRST_PAYMENT:
        yield Note(code="childcare_a_contrario", source=A_CONTRARIO)
    yield Note(code="duty_to_inform_is_another_rule", source=Source(DECREE, "83"))
