from datetime import date

import pytest

from functions.law.maintenance.instalments import months_in_window
from functions.law.maintenance.intervention import Condition, Intervention
from tests.unit.law.maintenance.applications import (
    PARAMETERS,
    IndexationClause,
    Month,
    PaymentHistory,
    TitleKind,
    child,
    codes,
    condition,
    paid_by_month,
    paid_in_full_but,
    simulated,
    step,
    title,
)


def test_an_ordinary_application_opens_the_intervention_on_its_own_day():
    simulation = simulated()
    assert simulation.intervention.is_open
    assert simulation.starts_on == date(2026, 3, 15)


def test_seventy_five_of_a_hundred_twice_opens_the_right():
    simulation = simulated(
        children=(child(monthly_maintenance=10000),),
        **paid_in_full_but({Month(2025, 7): 7500, Month(2026, 1): 7500}, amount=10000),
    )
    assert simulation.intervention.is_open
    assert step(simulation, "intervention.missed_terms").inputs["missed"] == 2


def test_a_partly_paid_month_counts_as_missed():
    simulation = simulated(**paid_in_full_but({Month(2026, 1): 14999}))
    assert step(simulation, "intervention.missed_terms").inputs["missed"] == 1


def test_one_missed_month_is_not_enough():
    simulation = simulated(**paid_in_full_but({Month(2026, 2): 0}), expected_monthly_payment=15000)
    assert not simulation.intervention.is_open
    assert not condition(simulation, "missed_terms").met


def test_two_missed_months_need_not_be_consecutive():
    simulation = simulated(**paid_in_full_but({Month(2025, 4): 0, Month(2026, 3): 0}))
    assert simulation.intervention.is_open


def test_a_month_paid_to_the_cent_is_not_missed():
    assert not any(term.missed for term in simulated(**paid_in_full_but({})).intervention.terms)


def test_a_month_paid_beyond_what_is_due_is_not_missed():
    simulation = simulated(**paid_in_full_but({Month(2026, 1): 90000}))
    assert step(simulation, "intervention.missed_terms").inputs["missed"] == 0


def test_month_that_was_not_given_counts_neither_as_paid_nor_as_missed():
    simulation = simulated(**paid_by_month({Month(2026, 3): 15000, Month(2025, 9): 0}))
    counted = step(simulation, "intervention.missed_terms").inputs
    assert (counted["terms"], counted["missed"]) == (2, 1)
    assert simulation.unpaid == 15000
    assert "months_not_told" in [note.code for note in simulation.notes]


def test_everything_paid_misses_nothing_indexation_included():
    simulation = simulated(
        payment_history=PaymentHistory.EVERYTHING,
        title=title(indexation=IndexationClause.CONSUMER_PRICE_INDEX),
    )
    assert step(simulation, "intervention.missed_terms").inputs["missed"] == 0
    assert simulation.unpaid == 0


def test_paying_the_amount_of_the_title_without_its_indexation_counts_as_missed_and_is_said():
    simulation = simulated(
        title=title(date=date(2023, 5, 10), indexation=IndexationClause.CONSUMER_PRICE_INDEX),
        **paid_in_full_but({}),
    )
    assert simulation.intervention.is_open
    assert "missed_by_indexation_only" in codes(simulation)


def test_paying_less_than_the_amount_of_the_title_is_not_said_to_be_indexation_only():
    simulation = simulated(
        title=title(date=date(2023, 5, 10), indexation=IndexationClause.CONSUMER_PRICE_INDEX),
    )
    assert "missed_by_indexation_only" not in codes(simulation)


@pytest.mark.parametrize(
    ("day", "due_on", "first", "last"),
    [
        (date(2026, 3, 15), 1, Month(2025, 4), Month(2026, 3)),
        (date(2026, 3, 15), 14, Month(2025, 4), Month(2026, 3)),
        (date(2026, 3, 15), 15, Month(2025, 3), Month(2026, 2)),
        (date(2026, 3, 15), 16, Month(2025, 3), Month(2026, 2)),
        (date(2026, 3, 1), 1, Month(2025, 3), Month(2026, 2)),
        (date(2026, 3, 2), 1, Month(2025, 4), Month(2026, 3)),
        (date(2026, 1, 1), 31, Month(2025, 1), Month(2025, 12)),
        (date(2026, 3, 31), 31, Month(2025, 3), Month(2026, 2)),
        (date(2026, 2, 28), 31, Month(2025, 2), Month(2026, 1)),
        (date(2026, 3, 1), 31, Month(2025, 3), Month(2026, 2)),
        (date(2024, 2, 29), 29, Month(2023, 2), Month(2024, 1)),
        (date(2024, 2, 29), 27, Month(2023, 3), Month(2024, 2)),
    ],
)
def test_the_window_runs_from_the_same_day_a_year_before_to_the_eve_of_the_application(
    day, due_on, first, last
):
    months = list(months_in_window(day, due_on, PARAMETERS))
    assert (months[0], months[-1], len(months)) == (first, last, 12)


def test_on_29_february_a_term_due_on_the_28th_falls_twice_in_the_window():
    months = list(months_in_window(date(2024, 2, 29), 28, PARAMETERS))
    assert (months[0], months[-1], len(months)) == (Month(2023, 2), Month(2024, 2), 13)


def test_a_term_due_on_the_day_of_the_application_is_not_missed_yet():
    simulation = simulated(title=title(due_day=15))
    assert simulation.intervention.terms[-1].month == Month(2026, 2)


def test_a_due_day_that_a_month_does_not_have_falls_on_its_last_day():
    simulation = simulated(title=title(due_day=31), application_date=date(2026, 3, 15))
    assert simulation.intervention.terms[-1].due_date == date(2026, 2, 28)


def test_terms_before_the_title_do_not_count():
    simulation = simulated(title=title(date=date(2026, 2, 1)))
    assert [term.month for term in simulation.intervention.terms] == [
        Month(2026, 2),
        Month(2026, 3),
    ]


def test_without_a_due_day_the_first_of_the_month_is_assumed_and_said():
    assert "due_day_assumed" in codes(simulated())
    assert "due_day_assumed" not in codes(simulated(title=title(due_day=1)))


@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        ("applicant_lives_in_belgium", "residence_applicant"),
        ("children_live_in_belgium", "residence_children"),
    ],
)
def test_who_does_not_live_in_belgium_gets_a_result_that_says_so(answer, rule):
    simulation = simulated(**{answer: False})
    assert not condition(simulation, rule).met
    assert (simulation.starts_on, simulation.schedules) == (None, ())


@pytest.mark.parametrize(
    ("kind", "enough"),
    [
        (TitleKind.JUDGMENT, True),
        (TitleKind.NOTARIAL_DEED, True),
        (TitleKind.PRIVATE_AGREEMENT, False),
        (TitleKind.ORAL_AGREEMENT, False),
    ],
)
def test_only_a_judgment_or_a_notarial_deed_is_enough(kind, enough):
    simulation = simulated(title=title(kind=kind))
    assert condition(simulation, "enforceable_title").met is enough
    assert simulation.intervention.is_open is enough


def test_a_judgment_that_was_not_served_is_not_enough():
    simulation = simulated(title=title(served=False))
    assert not condition(simulation, "served").met
    assert simulation.starts_on is None


def test_a_notarial_deed_need_not_be_served():
    simulation = simulated(title=title(kind=TitleKind.NOTARIAL_DEED))
    assert "intervention.served" not in {c.step.rule for c in simulation.intervention.conditions}


def test_what_is_missing_over_the_window_is_told_and_never_advanced():
    simulation = simulated(**paid_in_full_but({Month(2025, 7): 7500, Month(2026, 1): 0}))
    assert simulation.unpaid == 7500 + 15000
    note = next(n for n in simulation.notes if n.code == "arrears_not_advanced")
    assert note.inputs == {"unpaid": 22500}


def test_a_month_paid_beyond_what_is_due_does_not_lower_what_is_missing():
    simulation = simulated(**paid_in_full_but({Month(2025, 7): 90000, Month(2026, 1): 0}))
    assert simulation.unpaid == 15000


def opens_on(*days):
    """When an intervention opens of which these are the days of its conditions."""
    met = step(simulated(), "intervention.missed_terms")
    conditions = tuple(Condition(step=met, met=False, met_from=day) for day in days)
    return Intervention(conditions=conditions, terms=()).opens_on


def test_time_opens_it_when_the_last_of_its_conditions_is_met_if_time_alone_meets_them_all():
    assert opens_on(date(2026, 5, 2), date(2026, 4, 2)) == date(2026, 5, 2)
    assert opens_on(date(2026, 5, 2), None) is None
    assert opens_on(None) is None


def test_what_is_open_does_not_open_later():
    assert opens_on() is None


@pytest.mark.parametrize(
    ("missed", "expected", "opens_on", "opens_if_unpaid"),
    [
        # The terms of 1 April and 1 May are the first two that are not paid in full.
        ({}, 0, None, date(2026, 5, 2)),
        ({}, 14999, date(2026, 5, 2), None),
        ({}, 15000, None, None),
        ({Month(2026, 2): 0}, 0, date(2026, 4, 2), None),
        ({Month(2026, 2): 14999}, 1, date(2026, 4, 2), None),
        ({Month(2026, 2): 14999}, 15000, None, None),
    ],
)
def test_opening_by_time_alone_supposes_unpaid_terms_only_where_all_was_paid(
    missed, expected, opens_on, opens_if_unpaid
):
    simulation = simulated(**paid_in_full_but(missed), expected_monthly_payment=expected)
    found = simulation.intervention
    assert (found.opens_on, found.opens_if_unpaid) == (opens_on, opens_if_unpaid)
    assert simulation.starts_on == opens_on


def test_opening_if_unpaid_is_not_told_where_another_condition_is_not_met():
    simulation = simulated(**paid_in_full_but({}), applicant_lives_in_belgium=False)
    found = simulation.intervention
    assert (found.opens_on, found.opens_if_unpaid) == (None, None)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (paid_in_full_but({}), True),
        (paid_in_full_but({}) | {"expected_monthly_payment": 1}, False),
        (paid_in_full_but({Month(2026, 2): 0}), True),
        (paid_in_full_but({Month(2026, 2): 0}) | {"expected_monthly_payment": 1}, False),
        ({}, False),
    ],
)
def test_that_the_coming_terms_are_taken_as_missed_is_said_where_nothing_is_expected(answers, said):
    assert ("coming_terms_missed" in codes(simulated(**answers))) is said


@pytest.mark.parametrize(
    ("due_day", "first", "opens"),
    [
        (14, Month(2026, 4), date(2026, 4, 15)),
        (15, Month(2026, 3), date(2026, 3, 16)),
        (16, Month(2026, 3), date(2026, 3, 17)),
    ],
)
def test_first_coming_term_is_the_one_that_falls_due_on_the_day_asked_about_or_later(
    due_day, first, opens
):
    simulation = simulated(title=title(due_day=due_day), **paid_by_month({Month(2026, 2): 0}))
    coming = step(simulation, "intervention.coming_terms.missed")
    assert (coming.inputs["from_month"], simulation.starts_on) == (first, opens)
