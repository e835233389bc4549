from datetime import date

import pytest

from functions.law.maintenance.monthly_advance import AdvanceStatus
from tests.unit.law.maintenance.applications import (
    Month,
    advances,
    child,
    codes,
    simulated,
    statuses,
    step,
)

# The 18th birthday is on 20 September 2026, six months after the application.
TURNS_18 = date(2008, 9, 20)
SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)


def turning_18(birth_date=TURNS_18, **answers):
    return simulated(children=(child(birth_date=birth_date, **answers),))


def adult(birth_date=date(2006, 1, 10), **answers):
    told = {"child_benefit": True, "education": True} | answers
    return simulated(children=(child(birth_date=birth_date, **told),))


def test_with_child_benefit_and_school_the_advance_goes_on_after_18():
    simulation = turning_18(child_benefit=True, education=True)
    assert advances(simulation)[OCTOBER] == 15000
    assert not any(m.conditional for m in simulation.schedules[0].months)


def test_without_child_benefit_the_advance_ends_with_the_month_of_the_18th_birthday():
    simulation = turning_18(child_benefit=False, education=True)
    assert advances(simulation)[SEPTEMBER] == 15000
    assert statuses(simulation)[OCTOBER] is AdvanceStatus.NO_CHILD_BENEFIT
    assert advances(simulation)[OCTOBER] == 0


def test_without_school_or_integration_period_the_advance_ends_as_well():
    simulation = turning_18(child_benefit=True, education=False)
    assert statuses(simulation)[OCTOBER] is AdvanceStatus.NO_EDUCATION


@pytest.mark.parametrize(
    "answers", [{}, {"child_benefit": True}, {"education": True}], ids=["both", "school", "benefit"]
)
def test_while_child_benefit_or_school_is_not_known_the_months_after_18_are_conditional(answers):
    simulation = turning_18(**answers)
    conditional = [m.month for m in simulation.schedules[0].months if m.conditional]
    assert conditional[0] == OCTOBER
    assert simulation.total == 7 * 15000
    assert simulation.conditional_total == 17 * 15000
    assert "conditional_months" in codes(simulation)
    assert step(simulation, "advance.full.conditional").value == 15000


def test_a_condition_known_not_to_be_met_is_not_conditional():
    simulation = turning_18(child_benefit=False)
    assert simulation.conditional_total == 0


def test_the_whole_month_of_the_18th_birthday_is_covered_and_said_to_be_assumed():
    simulation = turning_18(child_benefit=False)
    assert statuses(simulation)[SEPTEMBER] is AdvanceStatus.FULL
    assert "month_of_18th_birthday" in codes(simulation)
    assert "month_of_18th_birthday" not in codes(simulated())


def test_a_birthday_on_the_first_of_a_month_covers_that_month():
    simulation = turning_18(birth_date=date(2008, 9, 1), child_benefit=False)
    assert statuses(simulation)[SEPTEMBER] is AdvanceStatus.FULL
    assert statuses(simulation)[OCTOBER] is AdvanceStatus.NO_CHILD_BENEFIT


def test_a_child_born_on_29_february_turns_18_in_february():
    simulation = turning_18(birth_date=date(2008, 2, 29), child_benefit=False, education=False)
    assert statuses(simulation)[Month(2026, 3)] is AdvanceStatus.NO_CHILD_BENEFIT
    assert step(simulation, "advance.noChildBenefit").inputs["birthday"] == date(2026, 2, 28)


def test_the_steps_name_the_birthday_on_which_they_rest():
    found = step(turning_18(child_benefit=False), "advance.noChildBenefit")
    assert (found.inputs["age"], found.inputs["birthday"]) == (18, date(2026, 9, 20))
    assert found.source.article == "4, § 1/1"


def test_advances_end_with_the_month_of_the_26th_birthday():
    simulation = adult(birth_date=date(2000, 9, 20))
    assert advances(simulation)[SEPTEMBER] == 15000
    assert statuses(simulation)[OCTOBER] is AdvanceStatus.ABOVE_AGE
    assert step(simulation, "advance.aboveAge").inputs["birthday"] == date(2026, 9, 20)


def test_a_26th_birthday_on_the_first_of_a_month_ends_them_with_the_month_before():
    simulation = adult(birth_date=date(2000, 9, 1))
    assert statuses(simulation)[Month(2026, 8)] is AdvanceStatus.FULL
    assert statuses(simulation)[SEPTEMBER] is AdvanceStatus.ABOVE_AGE


def test_a_child_of_26_is_no_error_but_gets_no_advance():
    simulation = adult(birth_date=date(2000, 1, 10))
    assert simulation.intervention.is_open
    assert simulation.total == 0


# The days to keep in mind.


def days(simulation, code):
    return [key.day for key in simulation.key_dates if key.code == code]


def test_an_adult_child_renews_every_six_months():
    assert days(adult(), "renewal") == [
        date(2026, 9, 15),
        date(2027, 3, 15),
        date(2027, 9, 15),
    ]


def test_a_grant_of_the_last_day_of_a_month_ends_on_the_last_day_of_shorter_months():
    told = child(birth_date=date(2006, 1, 10), child_benefit=True, education=True)
    simulation = simulated(application_date=date(2026, 8, 31), children=(told,))
    assert days(simulation, "renewal") == [
        date(2027, 2, 28),
        date(2027, 8, 31),
        date(2028, 2, 29),
    ]


def test_a_minor_applies_anew_on_the_18th_birthday_and_then_renews_every_six_months():
    simulation = turning_18()
    assert days(simulation, "adult_application") == [date(2026, 9, 20)]
    assert days(simulation, "renewal") == [date(2027, 3, 20), date(2027, 9, 20)]


def test_a_minor_who_stays_one_renews_nothing():
    simulation = simulated()
    assert days(simulation, "renewal") == []
    assert days(simulation, "adult_application") == []


def test_without_child_benefit_there_is_nothing_to_renew():
    assert days(turning_18(child_benefit=False), "renewal") == []


def test_the_26th_birthday_is_a_day_to_keep_in_mind_and_the_last_one():
    simulation = adult(birth_date=date(2000, 12, 1))
    assert days(simulation, "age_limit") == [date(2026, 12, 1)]
    assert days(simulation, "renewal") == [date(2026, 9, 15)]


def test_a_child_who_turned_18_on_the_day_of_the_application_is_an_adult_already():
    simulation = adult(birth_date=date(2008, 3, 15))
    assert days(simulation, "adult_application") == []
    assert days(simulation, "renewal")[0] == date(2026, 9, 15)
