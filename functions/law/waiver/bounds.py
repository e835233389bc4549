"""The bounds of single answers, so that no caller can get a percentage from an impossible one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from functions.law.core.errors import Issue, ValidationErrorCode
from functions.law.core.values import Cents
from functions.law.waiver.request import OwnLimits, Resources, WaiverRequest

ONE_CENT = Cents(1)
NOTHING = Cents(0)


def issues(request: WaiverRequest) -> Iterator[Issue]:
    """Every answer below what the rules can be applied to."""
    if request.debt < ONE_CENT:
        yield _below("debt", ONE_CENT)
    if request.children_with_child_benefit < 0:
        yield _below("children_with_child_benefit", 0)
    groups: dict[str, Resources | OwnLimits | None] = {
        "debtor_resources": request.debtor_resources,
        "partner_resources": request.partner_resources,
        "own_limits": request.own_limits,
    }
    for group, amounts in groups.items():
        if amounts is None:
            continue
        for amount in fields(amounts):
            if getattr(amounts, amount.name) < NOTHING:
                yield _below(f"{group}.{amount.name}", NOTHING)


def _below(field: str, minimum: int) -> Issue:
    return Issue(field, ValidationErrorCode.OUT_OF_RANGE, {"minimum": minimum})
