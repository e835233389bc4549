from datetime import date

import pytest

from functions.law.core.trace import Source, Status
from functions.law.maintenance.monthly_advance import AdvanceStatus
from tests.unit.law.maintenance.applications import (
    Income,
    Month,
    advances,
    child,
    codes,
    simulated,
    statuses,
    step,
    title,
)

# The 18th birthday is on 20 September 2026, six months after the application.
TURNS_18 = date(2008, 9, 20)
MARCH, SEPTEMBER, OCTOBER = Month(2026, 3), Month(2026, 9), Month(2026, 10)
ADULT_PROOFS = {"child_benefit_proof", "education_proof"}


def turning_18(birth_date=TURNS_18, **answers):
    return simulated(children=(child(birth_date=birth_date, **answers),))


def adult(birth_date=date(2006, 1, 10), **answers):
    stated = {"child_benefit": True, "education": True} | answers
    return simulated(children=(child(birth_date=birth_date, **stated),))


@pytest.mark.parametrize("answers", [(True, True), (None, True), (True, None), (None, None)])
def test_every_month_from_18_on_is_conditional_whatever_is_answered_today(answers):
    benefit, school = answers
    simulation = turning_18(child_benefit=benefit, education=school)
    conditional = [m.month for m in simulation.schedules[0].months if m.conditional]
    assert conditional == list(OCTOBER.onward(17))
    assert (simulation.total, simulation.conditional_total) == (7 * 15000, 17 * 15000)
    assert step(simulation, "advance.full.conditional").value == 15000
    assert {"conditional_months", "regions_differ", "title_as_minor"} <= codes(simulation)


def test_five_years_of_an_adult_child_are_in_no_sure_total():
    simulation = simulated(
        application_date=date(2026, 11, 21),
        children=(child(birth_date=date(2004, 1, 15), child_benefit=True, education=True),),
        months=60,
    )
    # The 25th birthday is in January 2029, the 26th in January 2030.
    assert (simulation.total, simulation.conditional_total) == (0, 27 * 15000)
    assert simulation.doubtful_total == 12 * 15000
    assert statuses(simulation)[Month(2029, 1)] is AdvanceStatus.FULL
    assert statuses(simulation)[Month(2029, 2)] is AdvanceStatus.DOUBTFUL
    assert statuses(simulation)[Month(2030, 1)] is AdvanceStatus.DOUBTFUL
    assert statuses(simulation)[Month(2030, 2)] is AdvanceStatus.ABOVE_AGE


def test_without_child_benefit_the_advance_ends_with_the_month_of_the_18th_birthday():
    simulation = turning_18(child_benefit=False, education=True)
    assert advances(simulation)[SEPTEMBER] == 15000
    assert statuses(simulation)[OCTOBER] is AdvanceStatus.NO_CHILD_BENEFIT
    assert advances(simulation)[OCTOBER] == 0


def test_without_school_or_integration_period_the_advance_ends_as_well():
    simulation = turning_18(child_benefit=True, education=False)
    assert statuses(simulation)[OCTOBER] is AdvanceStatus.NO_EDUCATION


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


def test_a_child_born_on_29_february_turns_18_on_28_february_and_that_is_said():
    simulation = turning_18(birth_date=date(2008, 2, 29), child_benefit=False, education=False)
    assert statuses(simulation)[Month(2026, 3)] is AdvanceStatus.NO_CHILD_BENEFIT
    assert step(simulation, "advance.noChildBenefit").inputs["birthday"] == date(2026, 2, 28)
    assert "born_on_29_february" in codes(simulation)


@pytest.mark.parametrize("birth_date", [date(2016, 2, 29), date(2008, 2, 28), date(2008, 3, 1)])
def test_a_birthday_that_decides_nothing_or_is_in_every_year_needs_no_word(birth_date):
    simulation = turning_18(birth_date=birth_date, child_benefit=True, education=True)
    assert "born_on_29_february" not in codes(simulation)


# An application after the 18th birthday is no minor's, not even in the month of the birthday.


@pytest.mark.parametrize(
    ("turned", "status"),
    [
        (date(2008, 3, 14), AdvanceStatus.NO_CHILD_BENEFIT),
        (date(2008, 3, 15), AdvanceStatus.NO_CHILD_BENEFIT),
        (date(2008, 3, 16), AdvanceStatus.FULL),
    ],
)
def test_without_child_benefit_the_month_of_the_birthday_counts_for_who_applied_before_it(
    turned, status
):
    simulation = turning_18(birth_date=turned, child_benefit=False, education=True)
    assert statuses(simulation)[MARCH] is status
    assert ("month_of_18th_birthday" in codes(simulation)) is (status is AdvanceStatus.FULL)


def test_with_child_benefit_the_month_of_a_birthday_before_the_application_is_conditional():
    simulation = turning_18(birth_date=date(2008, 3, 14), child_benefit=True, education=True)
    assert (simulation.total, simulation.conditional_total) == (0, 24 * 15000)


# Before the dates of the rules on adult children, what the act asked is not known.


def before_the_rules(day, **answers):
    stated = {"child_benefit": True, "education": True} | answers
    return simulated(
        application_date=day,
        title=title(date=date(2008, 5, 10)),
        children=(child(birth_date=date(day.year - 19, 1, 10), **stated),),
        income=Income(monthly_net_income=100000, dependent_children=0, disabled_children=0),
        months=12,
    )


@pytest.mark.parametrize(
    ("day", "answers", "status"),
    [
        (date(2016, 3, 15), {"child_benefit": False}, AdvanceStatus.ADULT_CONDITION_NOT_KNOWN),
        (date(2016, 3, 15), {"education": False}, AdvanceStatus.NO_EDUCATION),
        (date(2014, 3, 15), {"education": False}, AdvanceStatus.ADULT_CONDITION_NOT_KNOWN),
        (date(2018, 5, 1), {"child_benefit": False}, AdvanceStatus.NO_CHILD_BENEFIT),
        (date(2016, 3, 15), {}, AdvanceStatus.FULL),
    ],
)
def test_a_condition_is_asked_only_from_its_own_day_on(day, answers, status):
    simulation = before_the_rules(day, **answers)
    assert statuses(simulation)[Month.of(day)] is status
    assert ("adult_rules_not_known" in codes(simulation)) is (
        status in {AdvanceStatus.ADULT_CONDITION_NOT_KNOWN, AdvanceStatus.FULL}
    )
    if status is AdvanceStatus.ADULT_CONDITION_NOT_KNOWN:
        assert advances(simulation)[Month.of(day)] is None
        assert step(simulation, "advance.adultConditionNotKnown").source.status is Status.GAP


def test_the_status_changes_where_the_rule_begins_within_the_schedule():
    simulation = before_the_rules(date(2017, 12, 15), child_benefit=False)
    assert statuses(simulation)[Month(2018, 4)] is AdvanceStatus.ADULT_CONDITION_NOT_KNOWN
    assert statuses(simulation)[Month(2018, 5)] is AdvanceStatus.NO_CHILD_BENEFIT


def test_for_how_long_a_grant_ran_before_april_2018_is_not_said():
    before, since = (before_the_rules(day) for day in (date(2018, 4, 8), date(2018, 4, 9)))
    assert "grant_months" not in step(before, "child.adult").inputs
    assert days(before, "renewal") == []
    assert step(since, "child.adult").inputs["grant_months"] == 6
    assert days(since, "renewal")[0] == date(2018, 10, 9)
    for simulation, documents in ((before, {"education_proof"}), (since, ADULT_PROOFS)):
        assert {one.code for one in simulation.documents} & ADULT_PROOFS == documents


def test_the_steps_name_the_birthday_on_which_they_rest():
    found = step(turning_18(child_benefit=False), "advance.noChildBenefit")
    assert (found.inputs["age"], found.inputs["birthday"]) == (18, date(2026, 9, 20))
    assert found.source.article == "4, § 1/1"


@pytest.mark.parametrize("day", [1, 20, 30])
def test_advances_end_with_the_month_of_the_26th_birthday(day):
    simulation = adult(birth_date=date(2000, 9, day))
    assert advances(simulation)[SEPTEMBER] == 15000
    assert statuses(simulation)[SEPTEMBER] is AdvanceStatus.DOUBTFUL
    assert statuses(simulation)[OCTOBER] is AdvanceStatus.ABOVE_AGE
    assert step(simulation, "advance.aboveAge").inputs["birthday"] == date(2026, 9, day)


@pytest.mark.parametrize(
    ("birth_date", "status"),
    [
        (date(2000, 3, 14), AdvanceStatus.ABOVE_AGE),
        (date(2000, 3, 15), AdvanceStatus.ABOVE_AGE),
        (date(2000, 3, 16), AdvanceStatus.DOUBTFUL),
    ],
)
def test_who_applies_on_the_26th_birthday_or_later_gets_no_advance(birth_date, status):
    simulation = adult(birth_date=birth_date)
    assert simulation.intervention.is_open
    assert statuses(simulation)[MARCH] is status
    assert statuses(simulation)[Month(2026, 4)] is AdvanceStatus.ABOVE_AGE


@pytest.mark.parametrize("day", [1, 20, 30])
def test_months_after_that_of_the_25th_birthday_are_doubtful_and_in_a_total_of_their_own(day):
    simulation = adult(birth_date=date(2001, 9, day))
    assert statuses(simulation)[SEPTEMBER] is AdvanceStatus.FULL
    assert statuses(simulation)[OCTOBER] is AdvanceStatus.DOUBTFUL
    assert (simulation.total, simulation.conditional_total) == (0, 7 * 15000)
    assert simulation.doubtful_total == 12 * 15000
    assert {"doubtful_months", "age_not_in_the_act"} <= codes(simulation)
    assert days(simulation, "benefit_age") == [date(2026, 9, day)]
    found = step(simulation, "child.benefit_age")
    assert found.source == Source("family_allowances_decree", "8, § 2, 3°")


def test_what_is_paid_is_taken_off_a_doubtful_advance_and_a_month_that_is_paid_is_not_doubtful():
    stated = child(birth_date=date(2000, 9, 20), child_benefit=True, education=True)
    for paid, advance, status in (
        (4000, 11000, AdvanceStatus.DOUBTFUL),
        (14999, 1, AdvanceStatus.DOUBTFUL),
        (15000, 0, AdvanceStatus.PAID),
    ):
        simulation = simulated(children=(stated,), expected_monthly_payment=paid)
        assert advances(simulation)[SEPTEMBER] == advance
        assert statuses(simulation)[SEPTEMBER] is status


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
    stated = child(birth_date=date(2006, 1, 10), child_benefit=True, education=True)
    simulation = simulated(application_date=date(2026, 8, 31), children=(stated,))
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


@pytest.mark.parametrize(("months", "said"), [(2, False), (3, True), (6, True)])
def test_birthday_on_29_february_is_said_where_it_comes_before_the_end_of_the_schedule(
    months, said
):
    born = child(birth_date=date(2008, 2, 29), child_benefit=True, education=True)
    simulation = simulated(application_date=date(2025, 12, 15), children=(born,), months=months)
    assert ("born_on_29_february" in codes(simulation)) is said
