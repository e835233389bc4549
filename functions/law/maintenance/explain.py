"""The order of the steps that explain the advances of each child."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from functions.law.core.rule import Explanation
from functions.law.core.values import Cents, Month, Value
from functions.law.maintenance.advance_rules import (
    RULES,
    adult_from,
    age_limit,
    conditional_total,
    conditional_total_of_children,
    months_not_known,
    total,
    total_of_children,
)
from functions.law.maintenance.application import AdvanceApplication, Child, Income
from functions.law.maintenance.indexation import Indexation
from functions.law.maintenance.indexation_rules import explain_amount
from functions.law.maintenance.monthly_advance import (
    AdvanceStatus,
    MonthlyAdvance,
    birthday,
    income_ceiling,
    rules_of,
)
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.law.maintenance.schedule import ChildSchedule


def explain(
    explanation: Explanation,
    schedules: Sequence[ChildSchedule],
    months: Sequence[tuple[Month, Indexation]],
    application: AdvanceApplication,
    parameters: MaintenanceParameters,
) -> None:
    """The steps behind each child's advances, in the order in which they are computed."""
    if not schedules:
        return
    adaptations = tuple(_adaptations(months))
    incomes = {month: _income_inputs(month, application.income, parameters) for month, _ in months}
    day, end = months[0][0].first_day(), months[-1][0].plus(1).first_day()
    every = parameters.grant_months.on(day)
    for schedule in schedules:
        child = application.children[schedule.child]
        of_child = explanation.of_child(schedule.child)
        adult = of_child.add(adult_from, child.birth_date, parameters.adult_age.on(day), every)
        if adult < end:
            of_child.add(age_limit, child.birth_date, parameters.last_age.on(day))
        for since in adaptations:
            explain_amount(
                of_child, child.monthly_maintenance, application.title, since, parameters
            )
        _explain_months(of_child, schedule, child, incomes, parameters)
        _explain_totals(of_child, schedule, parameters)
    if len(schedules) > 1:
        explanation.add(total_of_children, len(schedules))
        conditional = sum(any(m.conditional for m in one.months) for one in schedules)
        if conditional > 1:
            explanation.add(conditional_total_of_children, conditional)


def _adaptations(
    months: Sequence[tuple[Month, Indexation]],
) -> Iterator[tuple[Month, Indexation]]:
    """Each indexation of the schedule once, with the first month that it adapts."""
    seen: set[Month | None] = set()
    for month, adapted in months:
        if adapted.index_month not in seen:
            seen.add(adapted.index_month)
            yield month, adapted


def _explain_totals(
    explanation: Explanation, schedule: ChildSchedule, parameters: MaintenanceParameters
) -> None:
    """The sure advances, those on condition, and how many months cannot be answered."""
    explanation.add(total, len(schedule.months))
    conditional = sum(month.conditional for month in schedule.months)
    if conditional:
        explanation.add(conditional_total, conditional)
    unknown = next((m.month for m in schedule.months if m.advance is None), None)
    if unknown is not None:
        source = parameters.income_ceiling.source_on(unknown.first_day())
        explanation.citing(source).add(months_not_known, len(schedule.months))


def _explain_months(
    explanation: Explanation,
    schedule: ChildSchedule,
    child: Child,
    incomes: Mapping[Month, Mapping[str, Value]],
    parameters: MaintenanceParameters,
) -> None:
    """One step for each run of months with the same advance for the same reason."""

    def reason(month: MonthlyAdvance) -> tuple[object, ...]:
        """What must be equal for months to share one step, so that it holds for each of them."""
        return (
            month.status,
            month.maintenance,
            month.base,
            month.received,
            month.advance,
            month.conditional,
            incomes[month.month],
        )

    for _, months in groupby(schedule.months, key=reason):
        run = tuple(months)
        first = run[0]
        rule = RULES[first.status, first.conditional]
        inputs = {
            "from_month": first.month,
            "to_month": run[-1].month,
            **_reason_inputs(first, child, incomes[first.month], parameters),
        }
        if rule.sources:
            explanation.add(rule, **inputs)
        else:
            source = parameters.income_ceiling.source_on(first.month.first_day())
            explanation.citing(source).add(rule, **inputs)


def _income_inputs(
    month: Month, income: Income | None, parameters: MaintenanceParameters
) -> dict[str, Value]:
    """The ceiling and the income, as far as known, of a month for which income was tested."""
    if not rules_of(month, parameters).income_test:
        return {}
    inputs: dict[str, Value] = {}
    ceiling = income_ceiling(month.first_day(), income, parameters)
    if ceiling is not None:
        inputs["ceiling"] = Cents(ceiling)
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
        case AdvanceStatus.FULL | AdvanceStatus.REDUCED | AdvanceStatus.PAID:
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
        case AdvanceStatus.NO_CHILD_BENEFIT | AdvanceStatus.NO_EDUCATION:
            age = parameters.adult_age.on(day)
            return {"age": age, "birthday": birthday(child, age)}
        case _:
            return income
