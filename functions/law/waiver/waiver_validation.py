"""What a waiver request must hold before a percentage can be given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from functions.law.core.errors import Issue, ValidationErrorCode
from functions.law.core.validation import (
    NOTHING,
    ONE_CENT,
    Partial,
    day_issues,
    number_issues,
    required,
)
from functions.law.core.values import Cents, Value
from functions.law.waiver.parameters import WaiverParameters
from functions.law.waiver.request import OwnLimits, ParameterSet, Resources, WaiverRequest


def validate(request: Partial[WaiverRequest], parameters: WaiverParameters) -> Iterator[Issue]:
    """Every reason why no percentage can be given, in the order of the questions."""
    yield from _bounds_issues(request)
    day: date | None = request.request_date
    if found := tuple(day_issues("request_date", day, parameters.first_day, parameters.last_day)):
        yield from found
        day = None
    yield from required("debtor_resources", request.debtor_resources)
    if request.partner is False and request.partner_resources is not None:
        yield Issue("partner_resources", ValidationErrorCode.NOT_ALLOWED)
    if request.partner is True:
        yield from required("partner_resources", request.partner_resources)
    yield from set_issues(request.parameter_set, request.own_limits, day, parameters)


def _bounds_issues(request: Partial[WaiverRequest]) -> Iterator[Issue]:
    """Every answer below what the rules can be applied to."""
    yield from number_issues("debt", request.debt, ONE_CENT)
    yield from number_issues("children_with_child_benefit", request.children_with_child_benefit, 0)
    groups: dict[str, Partial[Resources] | Partial[OwnLimits] | None] = {
        "debtor_resources": request.debtor_resources,
        "partner_resources": request.partner_resources,
        "own_limits": request.own_limits,
    }
    for group, amounts in groups.items():
        for amount in () if amounts is None else fields(amounts):
            value = getattr(amounts, amount.name)
            yield from number_issues(f"{group}.{amount.name}", value, NOTHING)


def set_issues(
    chosen: ParameterSet | None,
    own: Partial[OwnLimits] | None,
    day: date | None,
    parameters: WaiverParameters,
) -> Iterator[Issue]:
    """The chosen figures exist on that day, or were typed in order."""
    if chosen is ParameterSet.OWN:
        yield from _own_limits_issues(own)
        return
    if own is not None and chosen is not None:
        yield Issue("own_limits", ValidationErrorCode.NOT_ALLOWED)
    if chosen is None or day is None:
        return
    figures = parameters.sets[chosen.value].minimum
    if figures.entry_on(day) is None:
        limits: dict[str, Value] = {"minimum": figures.first_day}
        last_day = figures.values[-1].last_day
        if last_day is not None:
            limits["maximum"] = min(last_day, parameters.last_day)
        yield Issue("parameter_set", ValidationErrorCode.NOT_KNOWN, limits)


def _own_limits_issues(own: Partial[OwnLimits] | None) -> Iterator[Issue]:
    """All three figures are typed, and the minimum is not above the maximum."""
    for name in (field.name for field in fields(OwnLimits)):
        yield from required(f"own_limits.{name}", None if own is None else getattr(own, name))
    if own is None or own.minimum is None or own.maximum is None:
        return
    if own.minimum > own.maximum:
        yield Issue(
            "own_limits.minimum", ValidationErrorCode.OUT_OF_RANGE, {"maximum": Cents(own.maximum)}
        )
