"""Serializes a plan of renewals for the API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from functions.calculators.shared.dates_json import dates_json
from functions.exports.days import Days, legal_days
from functions.http.serialization import drop_none, to_optional_text, to_text
from functions.i18n.catalog import Catalog
from functions.law.maintenance.renewals import GrantPeriod, RenewalsResult

MEMBERS: Mapping[str, Callable[[RenewalsResult, Catalog], Any]] = {
    "birthDate": lambda found, _: to_text(found.request.birth_date),
    "grantedOn": lambda found, _: to_text(found.request.granted_on),
    "adultOn": lambda found, _: to_text(found.adult_on),
    "lastDay": lambda found, _: to_text(found.last_day),
    "endsBy": lambda found, _: found.end.value,
    "childBenefitEndsOn": lambda found, _: to_text(found.benefit_ends_on),
    "periods": lambda found, _: [_period(period) for period in found.periods],
    "dates": lambda found, catalog: dates_json(catalog, "renewals", found.dates),
}
"""The plan in the words of a language."""


def days(plan: RenewalsResult, catalog: Catalog) -> Days:
    """The days to save: of one child, and from one grant."""
    case = f"{plan.request.birth_date} {plan.request.granted_on}"
    return legal_days("renewals", plan.request.granted_on, case, plan.dates, catalog)


def _period(period: GrantPeriod) -> dict[str, Any]:
    return drop_none(
        firstDay=to_text(period.first_day),
        lastDay=to_text(period.last_day),
        prepareFrom=to_optional_text(period.prepare_from),
        isConditional=True,
        doubtfulFrom=to_optional_text(period.doubtful_from),
    )
