"""What a family states that asks to waive the recovery of undue family allowances."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ParameterSet(StrEnum):
    """Which limits and reduction to use."""

    PUBLISHED = "published"
    ORDER = "order"
    ESTIMATE = "estimate"
    OWN = "own"


class Reading(StrEnum):
    """How to read art. 4 of the ministerial order: as applied by the agency, or word for word."""

    DECREASING = "decreasing"
    LITERAL = "literal"


class Rounding(StrEnum):
    """How to round the limits, on which the order is silent."""

    AGENCY = "agency"
    EXACT = "exact"
    EACH = "each"


class YesNoUnknown(StrEnum):
    """An answer to a question that the family may not be able to answer."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "notKnown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """What one person receives a month, in cents, by kind; ``family_benefits`` do not count."""

    work: int = 0
    replacement_income: int = 0
    maintenance: int = 0
    other: int = 0
    family_benefits: int = 0

    @property
    def countable(self) -> int:
        """All funds of any kind, except family benefits (Government order, art. 13)."""
        return self.work + self.replacement_income + self.maintenance + self.other


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLimits:
    """Limits and flat reduction as the reader types them, in cents."""

    minimum: int
    maximum: int
    flat_reduction: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverRequest:
    """A request for waiver, as far as the law asks about it. ``debt`` in cents."""

    request_date: date
    debt: int
    fraud_proven: bool
    good_faith: YesNoUnknown
    uncertain_situation: YesNoUnknown
    partner: bool
    children_with_child_benefit: int
    debtor_resources: Resources
    partner_resources: Resources | None = None
    parameter_set: ParameterSet = ParameterSet.PUBLISHED
    own_limits: OwnLimits | None = None
    reading: Reading = Reading.DECREASING
    rounding: Rounding = Rounding.AGENCY
