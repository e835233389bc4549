"""Which decisions must carry the mandatory particulars (ministerial order, art. 2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from functions.law.explanation import Source
from functions.law.values import add_months

ORDER = "family_allowances_order"
MINISTERIAL = "waiver_order"
DECREE = "family_allowances_decree"


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
    # A contrario: only the payments after the first are exempt.
    DecisionKind.CHILDCARE_FIRST_PAYMENT: Source(MINISTERIAL, "2, 1°"),
    DecisionKind.RECOVERY: Source(DECREE, "90"),
    DecisionKind.WAIVER: Source(DECREE, "89"),
    DecisionKind.OTHER: Source(DECREE, "89"),
}
"""The decisions that need them, and the rule that says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """Whether the particulars are mandatory, and from which day the appeal term runs.

    ``appeal_starts_from`` is the notification, or four months later where mandatory particulars
    are missing.
    """

    required: bool
    recovery_list: bool
    source: Source
    appeal_starts_from: date


def particulars(
    kind: DecisionKind, notified_on: date, *, complete: bool, months_if_missing: int
) -> Particulars:
    """What a decision of that kind must carry, and what follows where it does not."""
    required = kind not in EXEMPT
    delayed = required and not complete
    return Particulars(
        required=required,
        recovery_list=kind is DecisionKind.RECOVERY,
        source=REQUIRED[kind] if required else EXEMPT[kind],
        appeal_starts_from=add_months(notified_on, months_if_missing) if delayed else notified_on,
    )
