"""From when it will be open, if it is not yet."""

from datetime import date

from tests.unit.law.maintenance.applications import (
    IndexationClause,
    Month,
    PaymentHistory,
    condition,
    paid_in_full_but,
    simulated,
    title,
)


def test_with_one_missed_month_it_opens_the_day_after_the_next_missed_term():
    simulation = simulated(**paid_in_full_but({Month(2026, 2): 0}))
    assert simulation.starts_on == date(2026, 4, 2)
    assert condition(simulation, "missed_terms").met_from == date(2026, 4, 2)
    assert simulation.schedules[0].months[0].month == Month(2026, 4)


def test_schedule_with_everything_paid_does_not_start_though_two_unpaid_terms_would_open_it():
    simulation = simulated(payment_history=PaymentHistory.EVERYTHING)
    assert simulation.intervention.opens_if_unpaid == date(2026, 5, 2)
    assert (simulation.starts_on, simulation.total, simulation.key_dates) == (None, 0, ())


def test_it_opens_the_day_after_a_term_due_on_the_day_of_the_application():
    simulation = simulated(
        title=title(due_day=15), **paid_in_full_but({Month(2026, 2): 0}, last=Month(2026, 2))
    )
    assert simulation.starts_on == date(2026, 3, 16)


def test_a_term_due_on_the_last_of_a_month_opens_it_on_the_first_of_the_next():
    simulation = simulated(title=title(due_day=31), payment_history=PaymentHistory.EVERYTHING)
    assert simulation.intervention.opens_if_unpaid == date(2026, 5, 1)


def test_a_missed_month_that_leaves_the_window_no_longer_counts():
    simulation = simulated(**paid_in_full_but({Month(2025, 4): 0}))
    assert simulation.starts_on == date(2026, 5, 2)


def test_a_debtor_who_goes_on_paying_everything_never_opens_it():
    simulation = simulated(
        payment_history=PaymentHistory.EVERYTHING, expected_monthly_payment=15000
    )
    assert simulation.starts_on is None
    assert condition(simulation, "missed_terms").met_from is None


def test_a_debtor_who_goes_on_paying_a_part_opens_it():
    simulation = simulated(
        payment_history=PaymentHistory.EVERYTHING, expected_monthly_payment=14999
    )
    assert simulation.starts_on == date(2026, 5, 2)


def test_time_does_not_open_it_when_another_condition_is_not_met():
    simulation = simulated(
        payment_history=PaymentHistory.EVERYTHING, applicant_lives_in_belgium=False
    )
    assert (simulation.starts_on, simulation.intervention.opens_if_unpaid) == (None, None)
    assert condition(simulation, "missed_terms").met_from is None


def test_it_opens_after_the_index_makes_what_goes_on_being_paid_too_little():
    # The anniversary is a year ahead. Its own term may fall due before the index is published.
    simulation = simulated(
        application_date=date(2023, 3, 15),
        title=title(date=date(2022, 3, 10), indexation=IndexationClause.CONSUMER_PRICE_INDEX),
        payment_history=PaymentHistory.EVERYTHING,
        expected_monthly_payment=15993,
    )
    assert simulation.starts_on == date(2024, 5, 2)


def test_nothing_opens_after_the_last_day_for_which_an_answer_is_given():
    simulation = simulated(
        application_date=date(2027, 12, 15), payment_history=PaymentHistory.EVERYTHING
    )
    assert simulation.starts_on is None


def test_it_may_open_on_a_title_made_on_the_day_of_the_application():
    simulation = simulated(title=title(date=date(2026, 3, 15)))
    assert simulation.intervention.terms == ()
    assert simulation.starts_on == date(2026, 5, 2)
