"""The resources of the household that count (Government order of 13 July 2018, art. 13)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from functions.law.core.rule import rule, value_of
from functions.law.core.values import Cents
from functions.law.waiver.request import Resources
from functions.law.waiver.sources import CONDITIONS


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


@rule("waiver.resources", CONDITIONS, informs=("excluded",))
def gross_resources(debtor: Cents, partner: Cents, excluded: Cents) -> Cents:
    """Everything that the debtor and the partner receive a month, without family benefits."""
    return _of_both(debtor, partner)


def _of_both(debtor: Cents, partner: Cents) -> Cents:
    return Cents(debtor + partner)


@rule(
    "waiver.reduction",
    follows={"resources": value_of(gross_resources)},
    thresholds=("persons", "flat_reduction"),
)
def countable_resources(resources: Cents, persons: int, flat_reduction: Cents) -> Cents:
    """The resources less a flat amount for each person; below zero counts as zero."""
    return Cents(max(resources - persons * flat_reduction, 0))


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
    def reduction(self) -> Cents:
        """The flat reduction of every person together."""
        return Cents(self.persons * self.flat_reduction)

    @property
    def gross(self) -> Cents:
        """The resources of the debtor and the partner before the flat reduction."""
        return _of_both(self.debtor, self.partner)


def household_resources(request: Household, flat_reduction: int) -> HouseholdResources:
    """What is compared with the limits: resources less the reduction for partner and children.

    The reduction counts once for the partner and once for each child for whom child benefit is
    received, not for the debtor.
    """
    own, partners = request.debtor_resources, request.partner_resources
    debtor = Cents(own.countable)
    partner = Cents(partners.countable if partners else 0)
    excluded = Cents(own.family_benefits + (partners.family_benefits if partners else 0))
    persons = (1 if request.partner else 0) + request.children_with_child_benefit
    each = Cents(flat_reduction)
    gross = _of_both(debtor, partner)
    return HouseholdResources(
        debtor=debtor,
        partner=partner,
        excluded=excluded,
        persons=persons,
        flat_reduction=each,
        countable=countable_resources.formula(gross, persons, each),
    )
