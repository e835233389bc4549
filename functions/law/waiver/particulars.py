"""Which decisions must carry the mandatory particulars (ministerial order, art. 2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from functions.law.core.errors import InvalidInput, Issue
from functions.law.core.trace import Note, Source, Status, TraceStep
from functions.law.core.validation import day_issues
from functions.law.waiver.appeal import MOVES, appeal
from functions.law.waiver.parameters import WaiverParameters

ORDER = "family_allowances_order"
MINISTERIAL = "waiver_order"
DECREE = "family_allowances_decree"
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
    DecisionKind.WAIVER: Source(DECREE, "89"),
    DecisionKind.OTHER: Source(DECREE, "89"),
}
"""The decisions that need them, and the rule that says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticularsRequest:
    """A decision: what it is about, when it was notified, whether it carries every particular."""

    kind: DecisionKind
    notified_on: date
    complete: bool


class ParticularsAnswers(Protocol):
    """A request as far as it could be read."""

    @property
    def notified_on(self) -> date | None: ...  # noqa: D102


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


def issues(answers: ParticularsAnswers, parameters: WaiverParameters) -> Iterator[Issue]:
    """The notification lies in the known time."""
    first, last = parameters.first_day, parameters.last_day
    yield from day_issues("notified_on", answers.notified_on, first, last)


def check_particulars(
    request: ParticularsRequest, parameters: WaiverParameters
) -> ParticularsResult:
    """What a decision of that kind must carry, and what follows where it does not.

    Raises:
        InvalidInput: the notification lies outside the known law.
    """
    found = tuple(issues(request, parameters))
    if found:
        raise InvalidInput(found)
    kind = request.kind
    required = kind not in EXEMPT
    missing = required and not request.complete
    starts, until = appeal(request.notified_on, missing=missing, parameters=parameters)
    return ParticularsResult(
        request=request,
        required=required,
        recovery_list=kind is DecisionKind.RECOVERY,
        missing=missing,
        appeal_starts_on=starts.day,
        appeal_until=until.day,
        explanation=(
            TraceStep(
                rule="particulars.required" if required else "particulars.exempt",
                inputs={"kind": kind.value},
                value=required,
                source=REQUIRED[kind] if required else EXEMPT[kind],
            ),
            TraceStep(
                rule="particulars.missing" if missing else "particulars.in_order",
                inputs={"required": required, "complete": request.complete},
                value=missing,
                source=Source(DECREE, "89"),
            ),
            starts.step,
            until.step,
        ),
        notes=tuple(_notes(kind)),
    )


def _notes(kind: DecisionKind) -> Iterator[Note]:
    yield Note(code="appeal_term_moves", source=MOVES)
    if kind is DecisionKind.CHILDCARE_FIRST_PAYMENT:
        yield Note(code="childcare_a_contrario", source=A_CONTRARIO)
    yield Note(code="duty_to_inform_is_another_rule", source=Source(DECREE, "83"))
