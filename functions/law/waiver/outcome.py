"""What a request leads to: the outcome, the two amounts, the rules on small debts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from functions.law.core.rule import Before, amount_of, input_given, rule, value_of
from functions.law.core.values import BasisPoints, Cents, share
from functions.law.waiver.parameters import WaiverParameters
from functions.law.waiver.percentage import NOTHING, PERCENTAGE, WHOLE
from functions.law.waiver.request import ParameterSet, Reading, WaiverRequest, YesNoUnknown
from functions.law.waiver.sources import CONDITIONS, FRAUD


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


@rule("waiver.fraud", FRAUD)
def no_fraud(fraud_proven: bool) -> bool:
    """Proven fraud leaves nothing to waive."""
    return not fraud_proven


@rule("waiver.conditions", CONDITIONS, thresholds=("good_faith", "uncertain_situation"))
def conditions_met(good_faith: YesNoUnknown, uncertain_situation: YesNoUnknown) -> bool:
    """Both conditions are needed. One that is not known may still be met."""
    return YesNoUnknown.NO not in (good_faith, uncertain_situation)


def granted_percentage(before: Before) -> BasisPoints | None:
    """That of the band; nothing where fraud is proven or a condition is not met."""
    if not (before.value(no_fraud) and before.value(conditions_met)):
        return NOTHING
    found = before.last(*PERCENTAGE)
    return None if found is None else BasisPoints(amount_of(found))


@rule("waiver.amount", CONDITIONS, follows={"percentage": granted_percentage})
def waived_amount(debt: Cents, percentage: BasisPoints) -> Cents:
    """The percentage of the debt, half-up to the cent."""
    return Cents(share(debt, percentage))


@rule(
    "waiver.recovered",
    CONDITIONS,
    follows={"debt": input_given("debt", waived_amount), "waived": value_of(waived_amount)},
)
def recovered_amount(debt: Cents, waived: Cents) -> Cents:
    """The rest of the debt."""
    return Cents(debt - waived)


def is_refused(request: WaiverRequest) -> bool:
    """Proven fraud (art. 16) or a condition that is not met (art. 13) leave nothing to waive."""
    return not (
        no_fraud.formula(request.fraud_proven)
        and conditions_met.formula(request.good_faith, request.uncertain_situation)
    )


def waiver(request: WaiverRequest, reading: Reading, percentage: BasisPoints) -> Waiver:
    """The debt split by the percentage of the household's band, unless the request is refused."""
    granted = NOTHING if is_refused(request) else percentage
    debt = Cents(request.debt)
    waived = waived_amount.formula(debt, granted)
    return Waiver(
        reading=reading,
        percentage=granted,
        waived=waived,
        recovered=recovered_amount.formula(debt, waived),
    )


def outcome(*, is_free_of_fraud: bool, are_conditions_met: bool, percentage: int) -> Outcome:
    """Art. 5 of the ministerial order: full, partial or none, by the percentage itself."""
    if not is_free_of_fraud:
        return Outcome.FRAUD
    if not are_conditions_met:
        return Outcome.CONDITIONS_NOT_MET
    if percentage == WHOLE:
        return Outcome.FULL
    return Outcome.NONE if percentage == NOTHING else Outcome.PARTIAL


def is_conditional(request: WaiverRequest, granted: Waiver) -> bool:
    """Whether there is a waiver that holds only if the payer finds a condition met."""
    not_known = YesNoUnknown.NOT_KNOWN in (request.good_faith, request.uncertain_situation)
    return not_known and granted.percentage > NOTHING


def small_debts(
    request: WaiverRequest, chosen: ParameterSet, parameters: WaiverParameters
) -> Iterator[SmallDebt]:
    """Arts 14 and 15 by the amounts of a set, neither in case of proven fraud (art. 16)."""
    if request.fraud_proven:
        return
    may, must = parameters.small_debt(chosen.value)
    day = request.request_date
    if request.debt < may.on(day):
        yield SmallDebt.MAY_WAIVE
    if request.debt < must.on(day):
        yield SmallDebt.MUST_WAIVE_BEFORE_TAX_ADMINISTRATION
