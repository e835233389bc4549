from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from functions.law.core.trace import Source, Status
from functions.law.waiver.calculation import calculate_waiver
from functions.law.waiver.home_visit import VisitReason
from functions.law.waiver.outcome import Outcome, SmallDebt
from functions.parameters import load
from tests.unit.law.waiver.households import (
    ParameterSet,
    Reading,
    Rounding,
    YesNoUnknown,
    calculated,
    codes,
    request,
    step,
)

MAXIMUM = 169200


@pytest.mark.parametrize(
    ("resources", "outcome"),
    [
        (112800, Outcome.FULL),
        (112801, Outcome.PARTIAL),
        (MAXIMUM, Outcome.PARTIAL),
        (MAXIMUM + 1, Outcome.NONE),
    ],
)
def test_the_waiver_is_full_up_to_the_minimum_partial_to_the_maximum_and_none_above(
    resources, outcome
):
    assert calculated(resources).outcome is outcome


def test_a_partial_waiver_of_a_debt_of_a_cent_stays_partial_though_the_cent_is_waived():
    found = calculated(119067, debt=1)
    assert (found.waiver.waived, found.waiver.recovered) == (1, 0)
    assert found.outcome is Outcome.PARTIAL


def test_the_waived_amount_is_rounded_half_up_and_the_rest_is_recovered():
    found = calculated(MAXIMUM, debt=12345)
    assert (found.waiver.waived, found.waiver.recovered) == (1235, 11110)
    assert step(found, "waiver.amount").inputs == {"debt": 12345, "percentage": 10_00}
    assert step(found, "waiver.recovered").value == 11110


def test_proven_fraud_leaves_nothing_to_waive():
    found = calculated(0, fraud_proven=True)
    assert found.outcome is Outcome.FRAUD
    assert (found.waiver.percentage, found.waiver.recovered) == (0, 100000)
    assert found.other.percentage == 0
    assert step(found, "waiver.fraud").value is False


@pytest.mark.parametrize("condition", ["good_faith", "uncertain_situation"])
def test_a_condition_that_is_not_met_leaves_nothing_to_waive(condition):
    found = calculated(0, **{condition: YesNoUnknown.NO})
    assert found.outcome is Outcome.CONDITIONS_NOT_MET
    assert found.waiver.percentage == 0
    assert step(found, "waiver.conditions").value is False


def test_fraud_comes_before_the_conditions():
    assert calculated(0, fraud_proven=True, good_faith=YesNoUnknown.NO).outcome is Outcome.FRAUD


@pytest.mark.parametrize("condition", ["good_faith", "uncertain_situation"])
def test_a_condition_that_is_not_known_makes_the_waiver_conditional(condition):
    found = calculated(0, **{condition: YesNoUnknown.NOT_KNOWN})
    assert (found.outcome, found.conditional) == (Outcome.FULL, True)
    assert "conditions_not_known" in codes(found)


@pytest.mark.parametrize(
    "answers",
    [
        {"resources": MAXIMUM + 1},
        {"fraud_proven": True},
        {"uncertain_situation": YesNoUnknown.NO},
    ],
)
def test_where_nothing_can_be_waived_nothing_is_conditional(answers):
    found = calculated(**({"good_faith": YesNoUnknown.NOT_KNOWN} | answers))
    assert not found.conditional
    assert "conditions_not_known" not in codes(found)


def test_even_when_refused_the_steps_say_what_the_table_would_give():
    found = calculated(119067, uncertain_situation=YesNoUnknown.NO)
    assert step(found, "waiver.percentage.between").value == 90_00
    assert step(found, "waiver.amount").value == 0


# The table.


@pytest.mark.parametrize("resources", [0, 112800, 112801, 140000, MAXIMUM, MAXIMUM + 1])
def test_exactly_one_line_of_the_table_is_that_of_the_household(resources):
    found = calculated(resources)
    marked = [band for band in found.bands if band.is_household]
    assert len(found.bands) == 11
    assert [band.waived for band in marked] == [found.waiver.percentage]


# The home visit.


@pytest.mark.parametrize(
    ("resources", "reason", "expected"),
    [
        (MAXIMUM - 1, VisitReason.BELOW_MAXIMUM, True),
        (MAXIMUM, VisitReason.EQUAL_TO_MAXIMUM, True),
        (MAXIMUM + 1, VisitReason.ABOVE_MAXIMUM, False),
    ],
)
def test_an_inspector_comes_up_to_the_maximum_and_not_above(resources, reason, expected):
    found = calculated(resources)
    assert (found.visit.reason, found.visit.expected) == (reason, expected)
    assert step(found, f"waiver.visit.{reason.value}").value is expected


def test_resources_equal_to_the_maximum_are_flagged_as_a_gap():
    assert "visit_equal_to_maximum" in codes(calculated(MAXIMUM))
    assert "visit_equal_to_maximum" not in codes(calculated(MAXIMUM - 1))


@pytest.mark.parametrize(
    ("gross", "flagged"),
    [
        (MAXIMUM, False),
        (MAXIMUM + 1, True),
        (MAXIMUM + 23300, True),
        (MAXIMUM + 23301, False),
    ],
)
def test_it_is_flagged_when_only_the_reduction_brings_the_resources_to_the_maximum(gross, flagged):
    found = calculated(gross, children_with_child_benefit=1)
    assert found.visit.reduction_decides is flagged
    assert ("visit_before_or_after_reduction" in codes(found)) is flagged


@pytest.mark.parametrize(
    ("gross", "gaps"),
    [
        (MAXIMUM, []),
        (MAXIMUM + 1, ["before_or_after_reduction"]),
        (MAXIMUM + 23300, ["equal_to_maximum", "before_or_after_reduction"]),
    ],
)
def test_each_gap_of_a_visit_names_the_article_that_leaves_it_open(gross, gaps):
    found = calculated(gross, children_with_child_benefit=1)
    of_visit = {n.code: n.source for n in found.notes if n.code.startswith("visit_")}
    gap = Source("waiver_order", "5", Status.GAP)
    assert of_visit == {f"visit_{code}": gap for code in gaps}


@pytest.mark.parametrize("resources", [0, MAXIMUM])
def test_after_proven_fraud_no_inspector_comes(resources):
    found = calculated(resources, fraud_proven=True)
    assert not found.visit.expected
    assert not any(s.rule.startswith("waiver.visit") for s in found.explanation)
    assert "visit_equal_to_maximum" not in codes(found)


# Small debts.


@pytest.mark.parametrize(
    ("debt", "rules"),
    [
        (4999, (SmallDebt.MAY_WAIVE, SmallDebt.MUST_WAIVE_BEFORE_TAX_ADMINISTRATION)),
        (5000, (SmallDebt.MUST_WAIVE_BEFORE_TAX_ADMINISTRATION,)),
        (19999, (SmallDebt.MUST_WAIVE_BEFORE_TAX_ADMINISTRATION,)),
        (20000, ()),
    ],
)
def test_a_debt_under_fifty_may_and_one_under_two_hundred_must_be_dropped(debt, rules):
    assert calculated(debt=debt).small_debts == rules


def test_after_proven_fraud_no_small_debt_is_dropped():
    assert calculated(debt=100, fraud_proven=True).small_debts == ()


# What holds for every request.

AMOUNTS = st.integers(0, 300000)


@given(st.integers(1, 10**8), AMOUNTS, st.sampled_from(Reading), st.sampled_from(Rounding))
def test_waived_and_recovered_add_up_to_the_debt(debt, resources, reading, rounding):
    found = calculated(resources, debt=debt, reading=reading, rounding=rounding)
    for waiver in (found.waiver, found.other):
        assert waiver.waived + waiver.recovered == debt
        assert 0 <= waiver.waived <= debt


@given(AMOUNTS, AMOUNTS, st.sampled_from(Rounding))
def test_who_has_more_is_waived_no_more(resources, more, rounding):
    less = calculated(resources + more, rounding=rounding).waiver.percentage
    assert less <= calculated(resources, rounding=rounding).waiver.percentage


@given(AMOUNTS, st.sampled_from(Rounding))
def test_the_readings_add_up_to_the_whole_within_the_limits_and_agree_outside(resources, rounding):
    found = calculated(resources, rounding=rounding)
    if 1 <= found.table.band(resources) <= 9:
        assert found.waiver.percentage + found.other.percentage == 100_00
    else:
        assert found.waiver.percentage == found.other.percentage


@given(
    day=st.dates(date(2019, 1, 1), date(2027, 12, 31)),
    chosen=st.sampled_from([ParameterSet.PUBLISHED, ParameterSet.ORDER, ParameterSet.ESTIMATE]),
    rounding=st.sampled_from(Rounding),
    children=st.integers(0, 5),
    incomes=st.lists(st.integers(0, 500_000), min_size=2, max_size=2).map(sorted),
)
def test_more_income_never_raises_a_waiver(day, chosen, rounding, children, incomes):
    held = load.waiver()
    assume(held.sets[chosen.value].minimum.entry_on(day) is not None)

    def answer(resources):
        return calculate_waiver(
            request(
                resources,
                request_date=day,
                parameter_set=chosen,
                rounding=rounding,
                children_with_child_benefit=children,
            ),
            held,
        )

    less, richer = map(answer, incomes)
    assert richer.waiver.waived <= less.waiver.waived
    found = zip(less.by_set, richer.by_set, strict=False)
    assert all(b.waiver.percentage <= a.waiver.percentage for a, b in found)
