"""What a request leads to: the outcome, the two amounts, the rules on small debts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from functions.law.core.values import BasisPoints, Cents, share
from functions.law.waiver.parameters import WaiverParameters
from functions.law.waiver.percentage import NOTHING, WHOLE
from functions.law.waiver.request import Reading, WaiverRequest, YesNoUnknown


class Outcome(StrEnum):
    """What the request leads to."""

    FRAUD = "fraud"
    CONDITIONS_NOT_MET = "conditionsNotMet"
    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


class SmallDebt(StrEnum):
    """What the rules on small debts add (Government order, arts 14 and 15)."""

    MAY_WAIVE = "mayWaive"
    MUST_WAIVE_BEFORE_TAX_ADMINISTRATION = "mustWaiveBeforeTaxAdministration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A percentage of the debt and the two amounts, in cents, that always add up to the debt."""

    reading: Reading
    percentage: BasisPoints
    waived: Cents
    recovered: Cents


def is_refused(request: WaiverRequest) -> bool:
    """Proven fraud (art. 16) or a condition that is not met (art. 13) leave nothing to waive."""
    return request.fraud_proven or YesNoUnknown.NO in (
        request.good_faith,
        request.uncertain_situation,
    )


def waiver(request: WaiverRequest, reading: Reading, percentage: BasisPoints) -> Waiver:
    """The debt split by the percentage of the household's band, unless the request is refused."""
    granted = NOTHING if is_refused(request) else percentage
    waived = share(request.debt, granted)
    return Waiver(
        reading=reading,
        percentage=granted,
        waived=Cents(waived),
        recovered=Cents(request.debt - waived),
    )


def outcome(request: WaiverRequest, percentage: BasisPoints) -> Outcome:
    """Art. 5 of the ministerial order: full, partial or none, by the percentage itself."""
    if request.fraud_proven:
        return Outcome.FRAUD
    if is_refused(request):
        return Outcome.CONDITIONS_NOT_MET
    if percentage == WHOLE:
        return Outcome.FULL
    return Outcome.NONE if percentage == NOTHING else Outcome.PARTIAL


def is_conditional(request: WaiverRequest, granted: Waiver) -> bool:
    """Whether there is a waiver that holds only if the payer finds a condition met."""
    not_known = YesNoUnknown.NOT_KNOWN in (request.good_faith, request.uncertain_situation)
    return not_known and granted.percentage > NOTHING


def small_debts(request: WaiverRequest, parameters: WaiverParameters) -> Iterator[SmallDebt]:
    """Arts 14 and 15, neither of which applies in case of proven fraud (art. 16)."""
    if request.fraud_proven:
        return
    day = request.request_date
    if request.debt < parameters.small_debt_may.on(day):
        yield SmallDebt.MAY_WAIVE
    if request.debt < parameters.small_debt_must.on(day):
        yield SmallDebt.MUST_WAIVE_BEFORE_TAX_ADMINISTRATION
