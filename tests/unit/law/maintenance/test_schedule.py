"""Months that nothing makes different are computed once; each gets what it gets by itself."""

from dataclasses import replace

from hypothesis import given, settings

from functions.law.core.errors import InvalidInput
from functions.law.core.values import Month
from functions.law.maintenance.advances import simulate_advances
from functions.law.maintenance.application import IndexationClause
from functions.law.maintenance.instalments import due_day, received_in
from functions.law.maintenance.monthly_advance import (
    ages,
    income_refusal,
    monthly_advance,
    months_of_change,
    rules_of,
)
from functions.law.maintenance.shares import shares
from tests.unit.law.cases_advances import SIMULATE
from tests.unit.law.maintenance.applications import PARAMETERS
from tests.unit.law.maintenance.test_properties import answer_to, applications, in_order


def month_by_month(simulation):
    """The advances of every child, each month by itself."""
    application, start, index = simulation.application, simulation.starts_on, simulation.index
    for month in Month.of(start).onward(application.months):
        due = [index.in_month(month).of(c.monthly_maintenance) for c in application.children]
        amounts = [one.amount for one in due]
        day = month.day(due_day(application))
        received = received_in(application, month, day, sum(amounts)) or 0
        rules = rules_of(month, PARAMETERS)
        refused = income_refusal(rules, start, application.income, PARAMETERS)
        yield tuple(
            monthly_advance(child, ages(child, start, PARAMETERS), rules, one, part, refused)
            for child, one, part in zip(
                application.children, due, shares(received, amounts), strict=True
            )
        )


@settings(max_examples=300)
@given(in_order | applications)
def test_every_month_of_a_schedule_is_what_it_is_by_itself(application):
    simulation = answer_to(application)
    if isinstance(simulation, InvalidInput) or not simulation.schedules:
        return
    by_month = tuple(zip(*(one.months for one in simulation.schedules), strict=True))
    assert by_month == tuple(month_by_month(simulation))


def test_rules_of_months_between_two_months_of_change_are_the_same():
    changes = months_of_change(PARAMETERS)
    for month in Month(2005, 10).onward(270):
        if month.plus(1) not in changes:
            later = replace(rules_of(month.plus(1), PARAMETERS), month=month)
            assert later == rules_of(month, PARAMETERS)


@settings(max_examples=60)
@given(in_order)
def test_totals_of_a_schedule_are_the_sums_of_its_months(application):
    for schedule in simulate_advances(application, PARAMETERS).schedules:
        every = schedule.total + schedule.conditional_total + schedule.doubtful_total
        assert every == sum(month.advance or 0 for month in schedule.months)


def test_index_that_months_share_is_explained_once():
    indexed = (
        one for one in SIMULATE.values() if one.title.indexation is not IndexationClause.NONE
    )
    simulation = simulate_advances(replace(next(indexed), months=60), PARAMETERS)
    first = Month.of(simulation.starts_on)
    explained = [
        step.inputs["index_month"]
        for step in simulation.explanation
        if step.child == 0
        and step.rule == "indexation.adapted"
        and step.inputs["from_month"] >= first
    ]
    assert explained
    assert len(explained) == len(set(explained))
