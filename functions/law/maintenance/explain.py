"""The order of the steps that explain the advances of each child."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from functions.law.core.rule import Explanation
from functions.law.core.trace import Source
from functions.law.core.values import Cents, Month, Value, add_years
from functions.law.maintenance.advance_rules import (
    RULES,
    adult_from,
    age_limit,
    benefit_age,
    conditional_total,
    conditional_total_of_children,
    doubtful_total,
    doubtful_total_of_children,
    months_not_known,
    total,
    total_of_children,
)
from functions.law.maintenance.application import AdvanceApplication, Child, Income
from functions.law.maintenance.indexation import TitleIndex
from functions.law.maintenance.indexation_rules import explain_amount
from functions.law.maintenance.monthly_advance import (
    AdvanceStatus,
    MonthlyAdvance,
    birthday,
    ceiling_day,
    income_ceiling,
    rules_of,
)
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.law.maintenance.schedule import ChildSchedule, Run


def explain(
    explanation: Explanation,
    schedules: Sequence[ChildSchedule],
    start: date,
    application: AdvanceApplication,
    index: TitleIndex,
) -> None:
    """The steps behind each child's advances, in the order in which they are computed."""
    if not schedules:
        return
    parameters = index.parameters
    first, last = schedules[0].first_month, schedules[0].last_month
    adaptations = tuple(_adaptations(first, last, index))
    end = last.plus(1).first_day()
    for schedule in schedules:
        child = application.children[schedule.child]
        of_child = explanation.of_child(schedule.child)
        _explain_ages(of_child, child.birth_date, (start, end), parameters)
        for month in adaptations:
            explain_amount(of_child, child.monthly_maintenance, month, index)
        _explain_runs(of_child, schedule, start, child, application.income, parameters)
        _explain_totals(of_child, schedule, start, parameters)
    if len(schedules) > 1:
        explanation.add(total_of_children, len(schedules))
        for of_all, of_one in (
            (conditional_total_of_children, conditional_total),
            (doubtful_total_of_children, doubtful_total),
        ):
            children = len(explanation.before.every(of_one))
            if children > 1:
                explanation.add(of_all, children)


def _explain_ages(
    explanation: Explanation,
    born: date,
    within: tuple[date, date],
    parameters: MaintenanceParameters,
) -> None:
    """The birthdays on which other rules begin, the later ones of a child that is an adult then."""
    start, end = within
    age = parameters.adult_age.on(start)
    every = parameters.grant_months.figure_on(max(start, add_years(born, age)))
    adult = explanation.add(adult_from, born, age, every)
    if adult < end:
        of_benefit = parameters.child_benefit_last_age
        dated = explanation.citing(of_benefit.source_on(start))
        dated.add(benefit_age, born, of_benefit.on(start))
        explanation.add(age_limit, born, parameters.last_age.on(start))


def _adaptations(first: Month, last: Month, index: TitleIndex) -> Iterator[Month]:
    """The first month of each indexation of the schedule."""
    seen: set[Month | None] = set()
    for month in (first, *index.changes(first, last)):
        adapted = index.in_month(month)
        if adapted.index_month not in seen:
            seen.add(adapted.index_month)
            yield month


def _explain_totals(
    explanation: Explanation,
    schedule: ChildSchedule,
    start: date,
    parameters: MaintenanceParameters,
) -> None:
    """The sure advances, the others apart, and how many months cannot be answered."""
    runs = schedule.runs
    months = sum(run.months for run in runs)
    explanation.add(total, months)
    unsure = sum(run.months for run in runs if run.first.status is AdvanceStatus.DOUBTFUL)
    conditional = sum(run.months for run in runs if run.first.conditional) - unsure
    if conditional:
        explanation.add(conditional_total, conditional)
    if unsure:
        explanation.add(doubtful_total, unsure)
    unknown = next((run.first for run in runs if run.first.advance is None), None)
    if unknown is not None:
        dated = explanation.citing(_dated_source(unknown, start, parameters))
        dated.add(months_not_known, months)


def _dated_source(month: MonthlyAdvance, start: date, parameters: MaintenanceParameters) -> Source:
    """The source of the dated figure that decides about a month."""
    if month.status is AdvanceStatus.ADULT_CONDITION_NOT_KNOWN:
        return parameters.adult_child_benefit.source_on(month.month.first_day())
    return parameters.income_ceiling.source_on(ceiling_day(month.month, start, parameters))


def _explain_runs(  # noqa: PLR0913, PLR0917 - the months and everything that they rest on
    explanation: Explanation,
    schedule: ChildSchedule,
    start: date,
    child: Child,
    income: Income | None,
    parameters: MaintenanceParameters,
) -> None:
    """One step for all months that follow each other with the same advance for the same reason."""

    def reason(run: Run) -> tuple[object, ...]:
        """What must be equal for months to share one step, so that it holds for each of them."""
        of, _ = run
        tested = _income_inputs(of.month, start, income, parameters)
        return of.status, of.maintenance, of.base, of.received, of.conditional, tested

    for _, group in groupby(schedule.runs, key=reason):
        runs = tuple(group)
        first = runs[0].first
        tested = _income_inputs(first.month, start, income, parameters)
        rule = RULES[first.status, first.conditional]
        inputs = {
            "from_month": first.month,
            "to_month": runs[-1].last_month,
            **_reason_inputs(first, child, tested, parameters),
        }
        if rule.sources:
            explanation.add(rule, **inputs)
        else:
            explanation.citing(_dated_source(first, start, parameters)).add(rule, **inputs)


def _income_inputs(
    month: Month, start: date, income: Income | None, parameters: MaintenanceParameters
) -> dict[str, Value]:
    """The ceiling and the income, as far as known, of a month for which income was tested."""
    if not rules_of(month, parameters).income_test:
        return {}
    ceiling = income_ceiling(ceiling_day(month, start, parameters), income, parameters)
    inputs: dict[str, Value] = {"ceiling": Cents(ceiling)}
    if income is not None:
        inputs["income"] = Cents(income.monthly_net_income)
    return inputs


def _reason_inputs(
    month: MonthlyAdvance,
    child: Child,
    income: Mapping[str, Value],
    parameters: MaintenanceParameters,
) -> Mapping[str, Value]:
    """The figures from which the advance of a month follows."""
    day = month.month.first_day()
    match month.status:
        case (
            AdvanceStatus.FULL | AdvanceStatus.REDUCED | AdvanceStatus.PAID | AdvanceStatus.DOUBTFUL
        ):
            return {
                "maintenance": month.maintenance,
                "cap": rules_of(month.month, parameters).cap,
                "base": month.base,
                "received": month.received,
                **income,
            }
        case AdvanceStatus.ABOVE_AGE:
            age = parameters.last_age.on(day)
            return {"age": age, "birthday": birthday(child, age)}
        case (
            AdvanceStatus.NO_CHILD_BENEFIT
            | AdvanceStatus.NO_EDUCATION
            | AdvanceStatus.ADULT_CONDITION_NOT_KNOWN
        ):
            age = parameters.adult_age.on(day)
            return {"age": age, "birthday": birthday(child, age)}
        case _:
            return income
