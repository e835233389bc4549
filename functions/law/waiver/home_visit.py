"""Does a family inspector come? Art. 5 of the ministerial order of 13 March 2019."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from functions.law.core.rule import Rule, input_given, rule, value_of
from functions.law.core.values import Cents
from functions.law.waiver.household import HouseholdResources, countable_resources
from functions.law.waiver.limits import band_of_resources
from functions.law.waiver.sources import VISIT


class VisitReason(StrEnum):
    """Why there is a visit, or none."""

    BELOW_MAXIMUM = "belowMaximum"
    EQUAL_TO_MAXIMUM = "equalToMaximum"
    ABOVE_MAXIMUM = "aboveMaximum"


def visit_follows(countable: Cents, maximum: Cents) -> bool:
    """Resources equal to the maximum are not covered by the text.

    A waiver of ten percent is still possible then, so that a visit is expected.
    """
    return countable <= maximum


def is_below(countable: Cents, maximum: Cents) -> bool:
    """Art. 5 speaks of resources below the maximum."""
    return countable < maximum


def is_equal(countable: Cents, maximum: Cents) -> bool:
    """The gap of art. 5."""
    return countable == maximum


def is_above(countable: Cents, maximum: Cents) -> bool:
    """Nothing is waived, so that nobody comes."""
    return countable > maximum


VISITS: dict[VisitReason, Rule[[Cents, Cents], bool]] = {
    reason: rule(
        f"waiver.visit.{reason.value}",
        VISIT,
        when=(condition,),
        follows={
            "countable": value_of(countable_resources),
            "maximum": input_given("maximum", band_of_resources),
        },
    )(visit_follows)
    for reason, condition in (
        (VisitReason.BELOW_MAXIMUM, is_below),
        (VisitReason.EQUAL_TO_MAXIMUM, is_equal),
        (VisitReason.ABOVE_MAXIMUM, is_above),
    )
}
"""One rule, whose step says why there is a visit or none."""


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
    """Up to the maximum a visit; above it none, nor after proven fraud. Amounts in cents.

    Proven fraud closes the whole procedure (Government order, art. 16).
    """
    reason = _reason(household.countable, maximum)
    return HomeVisit(
        expected=visit_follows(household.countable, Cents(maximum)) and not fraud_proven,
        reason=reason,
        reduction_decides=household.countable <= maximum < household.gross,
    )


def _reason(resources: int, maximum: int) -> VisitReason:
    if resources < maximum:
        return VisitReason.BELOW_MAXIMUM
    if resources == maximum:
        return VisitReason.EQUAL_TO_MAXIMUM
    return VisitReason.ABOVE_MAXIMUM
