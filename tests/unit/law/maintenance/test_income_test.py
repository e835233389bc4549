from datetime import date

import pytest

from functions.law.maintenance.monthly_advance import (
    AdvanceStatus,
    ceiling_day,
    income_ceiling,
)
from tests.unit.law.maintenance.applications import (
    PARAMETERS,
    Income,
    Month,
    advances,
    child,
    simulated,
    statuses,
    step,
    title,
)

APRIL, MAY, JUNE = Month(2020, 4), Month(2020, 5), Month(2020, 6)


def applied(day, income=None, months=12):
    return simulated(
        application_date=day,
        income=income,
        months=months,
        title=title(date=date(2004, 5, 10)),
        children=(child(birth_date=date(2005, 1, 10)),),
    )


def earning(amount, children=0, disabled=0):
    return Income(
        monthly_net_income=amount, dependent_children=children, disabled_children=disabled
    )


def test_an_application_of_june_2020_knows_no_income_test():
    simulation = applied(date(2020, 6, 1))
    assert set(statuses(simulation).values()) == {AdvanceStatus.FULL}


def test_an_application_of_may_2020_depends_on_income_for_may_only():
    simulation = applied(date(2020, 5, 15), earning(300000))
    assert statuses(simulation)[MAY] is AdvanceStatus.INCOME_ABOVE_CEILING
    assert advances(simulation)[MAY] == 0
    assert advances(simulation)[JUNE] == 15000


def test_an_application_of_may_2020_without_the_income_is_not_known_for_may():
    simulation = applied(date(2020, 5, 15))
    assert statuses(simulation)[MAY] is AdvanceStatus.INCOME_NOT_STATED
    assert advances(simulation)[MAY] is None
    assert simulation.schedules[0].months_not_known == 1
    assert simulation.total == 11 * 15000
    found = step(simulation, "advance.incomeNotStated")
    assert (found.value, found.inputs["ceiling"]) == ("incomeNotStated", 220000)


@pytest.mark.parametrize(
    ("children", "disabled", "ceiling"),
    [(0, 0, 220000), (1, 0, 227000), (2, 1, 248000), (0, 1, 234000)],
)
def test_the_ceiling_of_may_2020_rises_with_each_child_and_twice_with_a_disabled_one(
    children, disabled, ceiling
):
    at = applied(date(2020, 5, 15), earning(ceiling, children, disabled))
    above = applied(date(2020, 5, 15), earning(ceiling + 1, children, disabled))
    assert statuses(at)[MAY] is AdvanceStatus.FULL
    assert statuses(above)[MAY] is AdvanceStatus.INCOME_ABOVE_CEILING


def test_the_steps_show_income_and_ceiling_where_they_were_tested():
    simulation = applied(date(2020, 4, 15), earning(100000, 1))
    assert step(simulation, "advance.full").inputs | {"received": 0} == {
        "from_month": APRIL,
        "to_month": MAY,
        "maintenance": 15000,
        "cap": 17500,
        "base": 15000,
        "received": 0,
        "ceiling": 227000,
        "income": 100000,
    }
    later = [s for s in simulation.explanation if s.rule == "advance.full"][1]
    assert (later.inputs["from_month"], "ceiling" in later.inputs) == (JUNE, False)


def test_a_step_never_runs_over_a_change_of_ceiling():
    simulation = applied(date(2019, 11, 15), earning(300000))
    runs = [
        (s.inputs["from_month"], s.inputs["to_month"], s.inputs["ceiling"])
        for s in simulation.explanation
        if s.rule == "advance.incomeAboveCeiling"
    ]
    assert runs == [
        (Month(2019, 11), Month(2019, 12), 180000),
        (Month(2020, 1), MAY, 220000),
    ]


@pytest.mark.parametrize(
    ("day", "month", "ceiling"),
    [
        (date(2014, 12, 31), Month(2014, 12), 138600 + 6600),
        (date(2014, 12, 31), Month(2015, 3), 138600 + 6600),
        (date(2013, 12, 31), Month(2014, 3), 138600 + 6600),
        (date(2013, 12, 31), Month(2015, 3), 137300 + 6500),
        (date(2015, 1, 1), Month(2015, 3), 180000 + 6600),
        (date(2015, 12, 31), Month(2016, 3), 180000 + 6600),
    ],
)
def test_the_ceiling_of_2015_holds_for_applications_received_since_and_no_older_one(
    day, month, ceiling
):
    at, above = (applied(day, earning(ceiling + more, 1), 24) for more in (0, 1))
    assert statuses(at)[month] is AdvanceStatus.FULL
    assert statuses(above)[month] is AdvanceStatus.INCOME_ABOVE_CEILING


def test_a_child_without_any_right_has_none_whatever_the_income():
    simulation = simulated(
        application_date=date(2010, 3, 15),
        title=title(date=date(2004, 5, 10)),
        children=(child(birth_date=date(1984, 1, 1), child_benefit=True, education=True),),
    )
    assert set(statuses(simulation).values()) == {AdvanceStatus.ABOVE_AGE}


@pytest.mark.parametrize(
    ("day", "ceiling"),
    [
        (date(2005, 10, 1), 115200 + 5300 + 5300),
        (date(2006, 1, 1), 117500 + 5600 + 5600),
        (date(2007, 1, 1), 119700 + 5700 + 5700),
        (date(2008, 12, 31), 122400 + 5800 + 5800),
        (date(2009, 1, 1), 127100 + 6100 + 6100),
        (date(2010, 1, 1), 126800 + 6000 + 6000),
        (date(2011, 1, 1), 130000 + 6200 + 6200),
        (date(2012, 12, 31), 134400 + 6400 + 6400),
        (date(2013, 1, 1), 137300 + 6500 + 6500),
        (date(2014, 12, 31), 138600 + 6600 + 6600),
        (date(2015, 1, 1), 180000 + 6600 + 13200),
        (date(2016, 1, 1), 180000 + 6600 + 13200),
        (date(2017, 1, 1), 180000 + 6700 + 13400),
        (date(2018, 12, 31), 180000 + 6800 + 13600),
        (date(2019, 1, 1), 180000 + 7000 + 14000),
        (date(2020, 5, 31), 220000 + 7000 + 14000),
    ],
)
def test_the_ceiling_of_each_period_for_one_child_and_one_disabled_child(day, ceiling):
    assert income_ceiling(day, earning(0, 1, 1), PARAMETERS) == ceiling


@pytest.mark.parametrize(
    ("month", "start", "day"),
    [
        (Month(2014, 12), date(2014, 12, 15), date(2014, 12, 1)),
        (Month(2015, 1), date(2014, 12, 31), date(2014, 12, 31)),
        (Month(2015, 2), date(2014, 12, 31), date(2014, 12, 31)),
        (Month(2015, 1), date(2015, 1, 1), date(2015, 1, 1)),
        (Month(2015, 2), date(2015, 1, 1), date(2015, 2, 1)),
    ],
)
def test_application_before_2015_keeps_the_ceiling_of_its_day_in_the_months_from_then_on(
    month, start, day
):
    assert ceiling_day(month, start, PARAMETERS) == day
