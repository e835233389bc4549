"""Tells a plan of renewals the way of the contract."""

from __future__ import annotations

from typing import Any

from functions.calculators.shared.dates_json import dates_json
from functions.exports.days import Days, legal_days
from functions.http.serialization import drop_none, to_text
from functions.i18n.catalog import Catalog
from functions.law.maintenance.renewals import GrantPeriod, RenewalsResult


def members(plan: RenewalsResult, catalog: Catalog) -> dict[str, Any]:
    """The plan in the words of a language."""
    return {
        "birthDate": to_text(plan.request.birth_date),
        "grantedOn": to_text(plan.request.granted_on),
        "adultOn": to_text(plan.adult_on),
        "lastDay": to_text(plan.last_day),
        "endsBy": plan.end.value,
        "childBenefitEndsOn": to_text(plan.benefit_ends_on),
        "periods": [_period(period) for period in plan.periods],
        "dates": dates_json(catalog, "renewals", plan.dates),
    }


def days(plan: RenewalsResult, catalog: Catalog) -> Days:
    """The days to save: of one child, and from one grant."""
    case = f"{plan.request.birth_date} {plan.request.granted_on}"
    return legal_days("renewals", plan.request.granted_on, case, plan.dates, catalog)


def _period(period: GrantPeriod) -> dict[str, Any]:
    prepare, doubtful = period.prepare_from, period.doubtful_from
    return drop_none(
        firstDay=to_text(period.first_day),
        lastDay=to_text(period.last_day),
        prepareFrom=None if prepare is None else to_text(prepare),
        isConditional=True,
        doubtfulFrom=None if doubtful is None else to_text(doubtful),
    )
