"""Serializes an advance simulation for the API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from functions.calculators.advances.reason import advance_reason
from functions.calculators.shared.explanation_json import (
    condition_json,
    source_json,
)
from functions.calculators.shared.missed_view import missed_json
from functions.exports.days import Days, key_days
from functions.exports.table import Cell, Table
from functions.forms.names import camel
from functions.http.serialization import drop_none, to_optional_text, to_text
from functions.i18n.catalog import Catalog
from functions.law.maintenance.advances import AdvancesResult
from functions.law.maintenance.contribution import Contribution
from functions.law.maintenance.documents import Document
from functions.law.maintenance.intervention import Intervention
from functions.law.maintenance.key_dates import KeyDate
from functions.law.maintenance.missed_count import of_instalments
from functions.law.maintenance.monthly_advance import MonthlyAdvance
from functions.law.maintenance.schedule import ChildSchedule

MEANINGS = {"appeal_without_decision": "appealWithoutDecisionFirstDay"}
"""The code that means the same in every answer, where that of the date does not."""


def days(simulation: AdvancesResult, catalog: Catalog) -> Days:
    """The days to keep in mind."""
    made_for = simulation.application.application_date
    case = f"{simulation.application.title.date} {made_for}"
    return key_days("advances", made_for, case, simulation.key_dates, catalog)


def table(simulation: AdvancesResult, catalog: Catalog) -> Table:
    """The advances month by month, one child after the other."""
    columns = ("child", "month", "advance", "reason", "maintenance", "received")
    return Table(
        title=catalog.gettext("advances.headings.schedule"),
        headings=tuple(catalog.gettext(f"advances.schedule.{name}") for name in columns),
        rows=tuple(
            _row(schedule, month, catalog)
            for schedule in simulation.schedules
            for month in schedule.months
        ),
    )


def _row(schedule: ChildSchedule, month: MonthlyAdvance, catalog: Catalog) -> tuple[Cell, ...]:
    return (
        catalog.gettext("advances.totals.child", number=schedule.child + 1),
        month.month,
        catalog.gettext("advances.schedule.not_known") if month.advance is None else month.advance,
        advance_reason(month, catalog),
        month.maintenance,
        month.received,
    )


def _schedule(schedule: ChildSchedule) -> dict[str, Any]:
    return {
        "child": schedule.child,
        "birthDate": to_text(schedule.birth_date),
        "total": to_text(schedule.total),
        "conditionalTotal": to_text(schedule.conditional_total),
        "doubtfulTotal": to_text(schedule.doubtful_total),
        "monthsNotKnown": schedule.months_not_known,
        "months": [_month(month) for month in schedule.months],
    }


def _month(month: MonthlyAdvance) -> dict[str, Any]:
    document: dict[str, Any] = {
        "month": to_text(month.month),
        "maintenance": to_text(month.maintenance),
        "base": to_text(month.base),
        "received": to_text(month.received),
    }
    if month.advance is not None:
        document["advance"] = to_text(month.advance)
    document["status"] = month.status.value
    document["isConditional"] = month.conditional
    document["indexPublished"] = month.index_published
    return document


def _key_date(catalog: Catalog, key_date: KeyDate) -> dict[str, Any]:
    key = f"advances.key_dates.{key_date.code}"
    number = {} if key_date.child is None else {"number": key_date.child + 1}
    return drop_none(
        code=camel(key_date.code),
        meaning=MEANINGS.get(key_date.code, camel(key_date.code)),
        date=to_text(key_date.day),
        child=key_date.child,
        title=catalog.gettext(f"{key}.title", **number),
        text=catalog.gettext(f"{key}.text", **number),
        source=source_json(catalog, key_date.source),
    )


def _document(catalog: Catalog, document: Document) -> dict[str, Any]:
    number = {} if document.child is None else {"number": document.child + 1}
    return drop_none(
        code=camel(document.code),
        child=document.child,
        text=catalog.gettext(f"advances.documents.{document.code}", **number),
        source=source_json(catalog, document.source),
    )


def _intervention(decided: Intervention, catalog: Catalog) -> dict[str, Any]:
    return drop_none(
        isOpen=decided.is_open,
        opensOn=to_optional_text(decided.opens_on),
        opensIfUnpaid=to_optional_text(decided.opens_if_unpaid),
        conditions=[
            condition_json(catalog, "advances", condition) for condition in decided.conditions
        ],
        missedMonths=missed_json(of_instalments(decided.terms)),
    )


def _contribution(costs: Contribution) -> dict[str, Any]:
    return {
        "debtorRate": to_text(costs.debtor_rate),
        "creditorRate": to_text(costs.creditor_rate),
        "monthlyPrincipal": to_text(costs.monthly_principal),
        "debtorMonthlyAmount": to_text(costs.debtor_monthly_amount),
    }


MEMBERS: Mapping[str, Callable[[AdvancesResult, Catalog], Any]] = {
    "applicationDate": lambda found, _: to_text(found.application.application_date),
    "intervention": lambda found, catalog: _intervention(found.intervention, catalog),
    "startsOn": lambda found, _: to_optional_text(found.starts_on),
    "total": lambda found, _: to_text(found.total),
    "conditionalTotal": lambda found, _: to_text(found.conditional_total),
    "doubtfulTotal": lambda found, _: to_text(found.doubtful_total),
    "unpaid": lambda found, _: to_text(found.unpaid),
    "schedules": lambda found, _: [_schedule(schedule) for schedule in found.schedules],
    "contribution": lambda found, _: _contribution(found.contribution),
    "keyDates": lambda found, catalog: [_key_date(catalog, each) for each in found.key_dates],
    "documents": lambda found, catalog: [_document(catalog, each) for each in found.documents],
}
"""The members of the response, each made only where it is asked for; ``None`` is left out."""
