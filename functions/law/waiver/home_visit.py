"""Does a family inspector come? Art. 5 of the ministerial order of 13 March 2019."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from functions.law.waiver.household import HouseholdResources


class VisitReason(StrEnum):
    """Why there is a visit, or none."""

    BELOW_MAXIMUM = "belowMaximum"
    EQUAL_TO_MAXIMUM = "equalToMaximum"
    ABOVE_MAXIMUM = "aboveMaximum"


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeVisit:
    """Whether a visit follows. ``reduction_decides`` flags the second gap of art. 5.

    The text does not say whether the declared resources are those before or after the flat
    reduction: ``reduction_decides`` says that only the former are above the maximum.
    """

    expected: bool
    reason: VisitReason
    reduction_decides: bool


def home_visit(household: HouseholdResources, maximum: int, *, fraud_proven: bool) -> HomeVisit:
    """Below the maximum a visit; above it none, nor after proven fraud. Amounts in cents.

    Resources equal to the maximum are not covered by the text: a waiver of ten percent is still
    possible, so a visit is expected, and the gap is flagged. Proven fraud closes the whole
    procedure (Government order, art. 16).
    """
    reason = _reason(household.countable, maximum)
    return HomeVisit(
        expected=reason is not VisitReason.ABOVE_MAXIMUM and not fraud_proven,
        reason=reason,
        reduction_decides=household.countable <= maximum < household.gross,
    )


def _reason(resources: int, maximum: int) -> VisitReason:
    if resources < maximum:
        return VisitReason.BELOW_MAXIMUM
    if resources == maximum:
        return VisitReason.EQUAL_TO_MAXIMUM
    return VisitReason.ABOVE_MAXIMUM
