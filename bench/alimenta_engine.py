"""The product's own answers to the cases, in process: what the baselines are compared with."""

from __future__ import annotations

from datetime import date
from typing import Any

from bench.cases import Case
from bench.engine_loop import Rule, serve
from functions.law.core.values import BasisPoints, Cents, Month
from functions.law.maintenance.advances import simulate_advances
from functions.law.maintenance.application import (
    AdvanceApplication,
    Child,
    IndexationClause,
    PaymentHistory,
    ReceivedPayment,
    Title,
    TitleKind,
)
from functions.law.maintenance.contribution import share_of_principal
from functions.law.maintenance.indexation import TitleIndex
from functions.law.maintenance.intervention import intervention
from functions.law.maintenance.schedule import ChildSchedule, schedules
from functions.law.waiver.calculation import calculate_waiver
from functions.law.waiver.figures import figures_for
from functions.law.waiver.household import household_resources
from functions.law.waiver.limits import limit_table
from functions.law.waiver.outcome import Waiver, waiver
from functions.law.waiver.percentage import waived_percentage
from functions.law.waiver.request import Resources, WaiverRequest, YesNoUnknown
from functions.parameters import load

WINDOW = 12
# Terms fall due on the first: one of the month of the title fell due before there was a title.
DAY_OF_TITLE = 3
# A child turns 18 within a month, never on its first day.
DAY_OF_BIRTH = 15
REQUEST_DATE = date(2026, 11, 21)


def application(case: Case) -> AdvanceApplication:
    """The case as an application on the first day of its month."""
    month = Month(*case["application_month"])
    title = Month(*case["title_month"])
    window = [m for m in month.plus(-WINDOW).onward(WINDOW) if title < m]
    return AdvanceApplication(
        application_date=month.first_day(),
        applicant_lives_in_belgium=case["lives_in_belgium"],
        children_live_in_belgium=case["lives_in_belgium"],
        title=Title(
            kind=TitleKind.JUDGMENT,
            date=title.day(DAY_OF_TITLE),
            served=case["enforceable_title"],
            indexation=IndexationClause.CONSUMER_PRICE_INDEX,
        ),
        children=(
            Child(
                birth_date=Month(*case["birth_month"]).day(DAY_OF_BIRTH),
                monthly_maintenance=case["maintenance"],
                child_benefit=case["child_benefit"],
                education=case["schooling"],
                named_in_title=True,
            ),
        ),
        payment_history=PaymentHistory.MONTH_BY_MONTH,
        received_payments=tuple(ReceivedPayment(month=m, amount=case["received"]) for m in window),
        expected_monthly_payment=case["expected"],
        months=case["months"],
    )


def waiver_request(case: Case) -> WaiverRequest:
    """The case as a request for waiver."""
    return WaiverRequest(
        request_date=REQUEST_DATE,
        debt=case["debt"],
        fraud_proven=case["fraud"],
        good_faith=_answer(case["good_faith"]),
        uncertain_situation=_answer(case["uncertain_situation"]),
        partner=False,
        children_with_child_benefit=case["persons"],
        debtor_resources=Resources(work=case["resources"]),
    )


def advance(case: Case) -> dict[str, Any]:
    """The whole answer of the product, reduced to its figures after it has been computed."""
    found = simulate_advances(application(case), load.maintenance())
    is_open = found.intervention.is_open
    return _advance(
        case, is_open, found.schedules if is_open else (), found.contribution.debtor_monthly_amount
    )


def advance_figures(case: Case) -> dict[str, Any]:
    """The figures that the baselines compute too: no checks, notes, dates or documents."""
    applied, parameters = application(case), load.maintenance()
    index = TitleIndex(applied.title, parameters)
    if not intervention(applied, index).is_open:
        return _advance(case, False, (), Cents(0))
    by_child = schedules(applied, applied.application_date, index)
    rate = BasisPoints(parameters.debtor_contribution.on(applied.application_date))
    costs = share_of_principal(by_child[0].months[0].maintenance, rate)
    return _advance(case, True, by_child, costs)


def waived(case: Case) -> dict[str, Any]:
    """The whole answer of the product, reduced to its figures after it has been computed."""
    return _waiver(calculate_waiver(waiver_request(case), load.waiver()).waiver)


def waived_figures(case: Case) -> dict[str, Any]:
    """The figures that the baselines compute too."""
    request, parameters = waiver_request(case), load.waiver()
    figures = figures_for(request, parameters)
    countable = household_resources(request, figures.flat_reduction).countable
    steps = parameters.steps.on(request.request_date)
    table = limit_table(figures.minimum, figures.maximum, steps, request.rounding)
    per_step = parameters.percent_per_step.on(request.request_date)
    percentage = waived_percentage(table.band(countable), steps, per_step, request.reading)
    return _waiver(waiver(request, request.reading, percentage))


def _answer(is_so: bool) -> YesNoUnknown:
    return YesNoUnknown.YES if is_so else YesNoUnknown.NO


def _advance(
    case: Case, is_open: bool, by_child: tuple[ChildSchedule, ...], costs: Cents
) -> dict[str, Any]:
    amounts = [month.advance or Cents(0) for child in by_child for month in child.months]
    return {
        "open": is_open,
        "advances": amounts or [Cents(0)] * case["months"],
        "contribution": costs if is_open else None,
    }


def _waiver(found: Waiver) -> dict[str, Any]:
    return {
        "percentage": found.percentage,
        "waived": found.waived,
        "recovered": found.recovered,
    }


WHOLE: dict[str, Rule] = {"advance": advance, "waiver": waived}
FIGURES: dict[str, Rule] = {"advance": advance_figures, "waiver": waived_figures}

if __name__ == "__main__":
    import sys

    serve(FIGURES if "figures" in sys.argv else WHOLE)
