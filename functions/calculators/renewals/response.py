"""Tells a plan of renewals the way of the contract."""

from __future__ import annotations

from typing import Any

from functions.calculators.shared.dates_json import dates_json
from functions.calculators.shared.explanation_json import notes_json, step_json
from functions.exports.days import Days, legal_days
from functions.http.serialization import present, written
from functions.i18n.catalog import Words
from functions.law.maintenance.renewals import GrantPeriod, RenewalPlan

SUBJECT = "renewals"


def tell(plan: RenewalPlan, words: Words) -> dict[str, Any]:
    """The plan in the words of a language."""
    return {
        "birthDate": written(plan.request.birth_date),
        "grantedOn": written(plan.request.granted_on),
        "adultOn": written(plan.adult_on),
        "lastDay": written(plan.last_day),
        "endsBy": plan.end.value,
        "periods": [_period(period) for period in plan.periods],
        "dates": dates_json(words, SUBJECT, plan.dates),
        "explanation": [step_json(words, SUBJECT, step) for step in plan.explanation],
        "notes": notes_json(words, SUBJECT, plan.notes),
        "independence": words.text("common.site.independence"),
    }


def days(plan: RenewalPlan, words: Words) -> Days:
    """The days to save."""
    return legal_days(SUBJECT, plan.request.granted_on, plan.dates, words)


def _period(period: GrantPeriod) -> dict[str, Any]:
    prepare = period.prepare_from
    return present(
        firstDay=written(period.first_day),
        lastDay=written(period.last_day),
        prepareFrom=None if prepare is None else written(prepare),
    )
