"""The resources of the household that count (Government order of 13 July 2018, art. 13)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from functions.law.core.values import Cents
from functions.law.waiver.request import Resources


class Household(Protocol):
    """Who lives together, and what each receives."""

    @property
    def partner(self) -> bool: ...  # noqa: D102
    @property
    def children_with_child_benefit(self) -> int: ...  # noqa: D102
    @property
    def debtor_resources(self) -> Resources: ...  # noqa: D102
    @property
    def partner_resources(self) -> Resources | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdResources:
    """Monthly amounts in cents: what comes in, what is taken off, what counts."""

    debtor: Cents
    partner: Cents
    excluded: Cents
    persons: int
    flat_reduction: Cents
    countable: Cents

    @property
    def gross(self) -> Cents:
        """The resources of the debtor and the partner before the flat reduction."""
        return Cents(self.debtor + self.partner)


def household_resources(request: Household, flat_reduction: int) -> HouseholdResources:
    """What is compared with the limits: resources less the reduction for partner and children.

    The reduction counts once for the partner and once for each child for whom child benefit is
    received, not for the debtor. Below zero counts as zero.
    """
    debtor = request.debtor_resources
    partner = request.partner_resources
    persons = (1 if request.partner else 0) + request.children_with_child_benefit
    gross = debtor.countable + (partner.countable if partner else 0)
    excluded = debtor.family_benefits + (partner.family_benefits if partner else 0)
    return HouseholdResources(
        debtor=Cents(debtor.countable),
        partner=Cents(partner.countable if partner else 0),
        excluded=Cents(excluded),
        persons=persons,
        flat_reduction=Cents(flat_reduction),
        countable=Cents(max(gross - persons * flat_reduction, 0)),
    )
