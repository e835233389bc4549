from datetime import date

import pytest

from functions.law.core.trace import Status
from functions.parameters import load
from tests.unit.law.waiver.households import (
    ParameterSet,
    Reading,
    calculated,
    codes,
    own,
    step,
)


def used(day, **changes):
    found = calculated(request_date=day, children_with_child_benefit=1, **changes)
    limits, reduction = step(found, "waiver.limits"), step(found, "waiver.reduction")
    return (
        limits.inputs["minimum"],
        limits.inputs["maximum"],
        reduction.inputs["flat_reduction"],
        limits.source.status,
        reduction.source.status,
    )


@pytest.mark.parametrize(
    ("day", "figures"),
    [
        (date(2019, 1, 1), (112800, 169200, 22400, Status.INFERRED, Status.LAW)),
        (date(2019, 4, 17), (112800, 169200, 22400, Status.INFERRED, Status.LAW)),
        (date(2019, 4, 18), (112800, 169200, 23300, Status.OFFICIAL, Status.OFFICIAL)),
        (date(2026, 11, 21), (112800, 169200, 23300, Status.OFFICIAL, Status.OFFICIAL)),
    ],
)
def test_the_published_figures_are_those_of_the_notice_and_before_it_those_of_the_order(
    day, figures
):
    assert used(day) == figures


def test_the_figures_of_the_bare_order_have_the_reduction_that_is_to_be_indexed():
    day = date(2020, 1, 1)
    found = used(day, parameter_set=ParameterSet.ORDER)
    assert found == (112800, 169200, 22400, Status.LAW, Status.LAW)


@pytest.mark.parametrize(
    ("year", "minimum", "maximum"),
    [
        (2020, 115056, 172584),
        (2021, 117357, 176036),
        (2022, 119704, 179556),
        (2023, 122098, 183147),
        (2024, 124540, 186810),
        (2025, 127031, 190547),
    ],
)
def test_the_estimate_changes_each_first_of_september_and_is_marked_as_inferred(
    year, minimum, maximum
):
    for day in (date(year, 9, 1), date(year + 1, 8, 31)):
        found = used(day, parameter_set=ParameterSet.ESTIMATE)
        assert found == (minimum, maximum, 23300, Status.INFERRED, Status.INFERRED)


def test_typed_figures_are_used_as_typed():
    found = used(date(2026, 1, 1), **own(1, 3, 7))
    assert found == (1, 3, 7, Status.USER, Status.USER)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, "figures_of_2019"),
        ({"parameter_set": ParameterSet.ORDER}, "reduction_not_indexed"),
        (
            {"parameter_set": ParameterSet.ESTIMATE, "request_date": date(2026, 8, 31)},
            "figures_estimated",
        ),
        (own(1, 2), "figures_typed"),
    ],
)
def test_each_answer_says_which_figures_it_rests_on(changes, code):
    assert code in codes(calculated(**changes))


def test_the_unknown_criteria_are_told_since_the_situation_must_be_worthy_of_consideration():
    assert "criteria_not_published" not in codes(calculated(request_date=date(2022, 3, 24)))
    assert "criteria_not_published" in codes(calculated(request_date=date(2022, 3, 25)))


def test_every_answer_tells_the_two_readings_and_the_gaps():
    always = {"two_readings", "net_or_gross", "no_deadline_no_suspension"}
    assert always <= codes(calculated())


def test_the_percentage_rests_on_the_notice_or_word_for_word_on_the_order():
    applied = step(calculated(119067), "waiver.percentage.between")
    literal = step(calculated(119067, reading=Reading.LITERAL), "waiver.percentage.between")
    assert (applied.source.act, literal.source.act) == ("agency_notice_a3", "waiver_order")
    assert applied.inputs == {
        "countable": 119067,
        "band": 1,
        "reading": "decreasing",
        "limit": 119067,
    }


@pytest.mark.parametrize(
    ("resources", "rule"), [(112800, "below"), (112801, "between"), (169201, "above")]
)
def test_the_step_says_whether_the_resources_lie_below_between_or_above_the_limits(resources, rule):
    found = step(calculated(resources), f"waiver.percentage.{rule}")
    assert ("limit" in found.inputs) is (rule != "above")


@pytest.mark.parametrize("parameter_set", [{}, own(1, 2), {"parameter_set": ParameterSet.ORDER}])
def test_every_step_and_note_names_a_text_that_the_list_of_acts_holds(parameter_set):
    found = calculated(**parameter_set)
    sources = {s.source.act for s in found.explanation} | {n.source.act for n in found.notes}
    assert sources <= set(load.acts())


def test_the_steps_come_in_the_order_in_which_the_text_asks():
    assert [s.rule for s in calculated().explanation] == [
        "waiver.fraud",
        "waiver.conditions",
        "waiver.resources",
        "waiver.reduction",
        "waiver.limits",
        "waiver.percentage.below",
        "waiver.amount",
        "waiver.recovered",
        "waiver.visit.belowMaximum",
    ]
