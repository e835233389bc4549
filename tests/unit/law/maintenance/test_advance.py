from datetime import date

import pytest

from functions.law.maintenance.monthly_advance import AdvanceStatus, advance
from functions.law.maintenance.shares import shares
from tests.unit.law.maintenance.applications import (
    PARAMETERS,
    Month,
    advances,
    child,
    codes,
    paid_by_month,
    paid_in_full_but,
    simulated,
    statuses,
    step,
)

MARCH, APRIL = Month(2026, 3), Month(2026, 4)


def first(monthly_maintenance, **changes):
    simulation = simulated(children=(child(monthly_maintenance=monthly_maintenance),), **changes)
    return simulation.schedules[0].months[0]


@pytest.mark.parametrize(
    ("maintenance", "base"),
    [(1, 1), (15000, 15000), (17499, 17499), (17500, 17500), (17501, 17500), (90000, 17500)],
)
def test_an_advance_is_the_maintenance_up_to_one_hundred_and_seventy_five_euro(maintenance, base):
    found = first(maintenance)
    assert (found.base, found.advance, found.status) == (base, base, AdvanceStatus.FULL)


@pytest.mark.parametrize(
    ("received", "amount", "status"),
    [
        (0, 15000, AdvanceStatus.FULL),
        (1, 14999, AdvanceStatus.REDUCED),
        (14999, 1, AdvanceStatus.REDUCED),
        (15000, 0, AdvanceStatus.PAID),
        (15001, 0, AdvanceStatus.PAID),
    ],
)
def test_a_part_payment_reduces_the_advance_to_the_difference(received, amount, status):
    assert advance(15000, received) == (amount, status)


def test_what_is_received_is_taken_off_the_cap_and_not_off_the_maintenance():
    # Art. 4, § 2, al. 2: the amount of al. 1, which is capped, less what was received.
    simulation = simulated(
        children=(child(monthly_maintenance=30000),), expected_monthly_payment=10000
    )
    assert advances(simulation)[APRIL] == 17500 - 10000


def test_a_debtor_who_pays_the_cap_leaves_no_advance_even_if_more_is_due():
    simulation = simulated(
        children=(child(monthly_maintenance=30000),), expected_monthly_payment=17500
    )
    assert statuses(simulation)[APRIL] is AdvanceStatus.PAID


def test_the_month_of_the_application_uses_what_was_received_for_it():
    simulation = simulated(**paid_in_full_but({Month(2026, 1): 0, Month(2026, 2): 0, MARCH: 5000}))
    assert advances(simulation)[MARCH] == 10000
    assert advances(simulation)[APRIL] == 15000


def test_the_schedule_starts_in_the_month_of_the_application_and_says_that_this_is_assumed():
    simulation = simulated()
    assert simulation.schedules[0].months[0].month == MARCH
    assert "first_month" in codes(simulation)


@pytest.mark.parametrize("months", [1, 12, 24, 60])
def test_the_schedule_has_as_many_months_as_asked(months):
    assert len(simulated(months=months).schedules[0].months) == months


def test_the_cap_holds_for_each_child_and_is_never_pooled():
    simulation = simulated(
        children=(child(monthly_maintenance=30000), child(monthly_maintenance=5000))
    )
    assert (advances(simulation, 0)[MARCH], advances(simulation, 1)[MARCH]) == (17500, 5000)


def test_the_totals_are_the_sums_of_the_months():
    simulation = simulated(children=(child(), child(monthly_maintenance=5000)), months=12)
    assert [schedule.total for schedule in simulation.schedules] == [12 * 15000, 12 * 5000]
    assert simulation.total == 12 * 20000
    assert simulation.conditional_total == 0
    assert simulation.schedules[0].months_not_known == 0


# One payment for several children.


@pytest.mark.parametrize(
    ("received", "due", "parts"),
    [
        (15000, (10000, 20000), (7500, 7500)),
        (100, (15000, 15000, 15000), (34, 33, 33)),
        (12000, (5000, 15000), (5000, 7000)),
        (20000, (5000, 15000), (5000, 15000)),
        (20001, (5000, 15000), (5001, 15000)),
        (20003, (15000, 5000), (15002, 5001)),
        (11, (1, 5, 100), (1, 5, 5)),
        (0, (5000, 15000), (0, 0)),
    ],
)
def test_a_global_payment_is_shared_equally_up_to_what_is_due_for_each_child(received, due, parts):
    assert shares(received, due) == parts
    assert sum(parts) == received


def test_a_term_paid_in_full_leaves_no_advance_however_it_is_split():
    simulation = simulated(
        children=(child(monthly_maintenance=5000), child(monthly_maintenance=15000)),
        expected_monthly_payment=20000,
    )
    assert (advances(simulation, 0)[APRIL], advances(simulation, 1)[APRIL]) == (0, 0)


def test_equal_shares_are_said_to_be_an_assumption_only_where_a_payment_is_shared():
    two = (child(), child())
    assert "equal_shares" in codes(simulated(children=two, expected_monthly_payment=100))
    assert "equal_shares" in codes(simulated(children=two, **paid_by_month({})))
    assert "equal_shares" not in codes(simulated(children=two))
    assert "equal_shares" not in codes(simulated(expected_monthly_payment=100))


# The steps.


def test_the_step_of_an_advance_carries_the_figures_that_give_it():
    simulation = simulated(expected_monthly_payment=5000)
    found = step(simulation, "advance.reduced")
    assert found.inputs == {
        "from_month": APRIL,
        "to_month": Month(2028, 2),
        "maintenance": 15000,
        "cap": PARAMETERS.advance_cap.on(MARCH.first_day()),
        "base": 15000,
        "received": 5000,
    }
    assert found.value == 10000
    assert (found.source.act, found.source.article) == (
        "maintenance_advances_act",
        "4, § 2, al. 2",
    )


def test_each_step_of_a_run_holds_for_all_its_months():
    simulation = simulated(expected_monthly_payment=5000, children=(child(), child()))
    for schedule in simulation.schedules:
        runs = [
            s
            for s in simulation.explanation
            if s.child == schedule.child and "to_month" in s.inputs
        ]
        covered = [
            (m, run)
            for run in runs
            for m in schedule.months
            if run.inputs["from_month"] <= m.month <= run.inputs["to_month"]
        ]
        assert [m.month for m, _ in covered] == [m.month for m in schedule.months]
        assert all(
            (m.advance, m.maintenance, m.received)
            == (run.value, run.inputs["maintenance"], run.inputs["received"])
            for m, run in covered
        )


def test_the_last_step_of_a_child_is_its_total():
    simulation = simulated()
    assert step(simulation, "advance.total").value == simulation.total


def test_the_spare_cent_of_equal_shares_goes_to_the_first_child():
    assert shares(101, (100, 150)) == (51, 50)
    assert shares(1, (100, 150)) == (1, 0)


def value_of(simulation, rule):
    return next(step.value for step in simulation.explanation if step.rule == rule)


@pytest.mark.parametrize(
    ("born", "rule"),
    [
        (date(2015, 6, 20), "advance.total_of_children"),
        (date(2006, 6, 20), "advance.conditional_total_of_children"),
        (date(2001, 1, 20), "advance.doubtful_total_of_children"),
    ],
)
def test_total_of_the_children_adds_up_those_of_each(born, rule):
    answers = {"birth_date": born, "child_benefit": True, "education": True}
    children = (child(**answers), child(monthly_maintenance=9999, **answers))
    simulation = simulated(children=children, months=2)
    alone = simulated(children=children[:1], months=2)
    assert not [step for step in alone.explanation if step.rule.endswith("_of_children")]
    # Two months of 150.00 and of 99.99.
    assert value_of(simulation, rule) == 2 * (15000 + 9999)
