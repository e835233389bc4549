from datetime import date

import pytest

from functions.law.core.trace import Status
from functions.law.waiver.figures import figures_of
from functions.law.waiver.outcome import SmallDebt
from functions.parameters import load
from tests.unit.law.waiver.households import (
    ParameterSet,
    Reading,
    Rounding,
    YesNoUnknown,
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
    ("year", "minimum", "maximum", "reduction"),
    [
        (2020, 115056, 172584, 23766),
        (2021, 117357, 176036, 24241),
        (2022, 119704, 179556, 24726),
        (2023, 122098, 183147, 25221),
        (2024, 124540, 186810, 25725),
        (2025, 127031, 190547, 26240),
        (2026, 129572, 194358, 26764),
        (2027, 132163, 198245, 27300),
    ],
)
def test_estimate_on_each_first_of_september_has_indexed_limits_and_reduction(
    year, minimum, maximum, reduction
):
    held = load.waiver()
    for day in (date(year, 9, 1), min(date(year + 1, 8, 31), held.last_day)):
        found = figures_of(ParameterSet.ESTIMATE, day, held)
        assert (found.minimum, found.maximum, found.flat_reduction) == (
            minimum,
            maximum,
            reduction,
        )
        assert found.limits_source.status is found.reduction_source.status is Status.INFERRED


@pytest.mark.parametrize(
    ("day", "may", "must"),
    [(date(2026, 9, 1), 5743, 22974), (date(2027, 12, 31), 5858, 23433)],
)
def test_estimate_of_small_debts_is_indexed_and_that_of_the_published_set_is_not(day, may, must):
    held = load.waiver()
    indexed = [one.on(day) for one in held.small_debt(ParameterSet.ESTIMATE.value)]
    assert indexed == [may, must]
    assert [one.on(day) for one in held.small_debt(ParameterSet.PUBLISHED.value)] == [5000, 20000]
    assert [one.on(day) for one in held.small_debt(ParameterSet.OWN.value)] == [5000, 20000]


def test_waiver_where_published_limits_and_estimate_differ_has_both_with_their_status():
    found = calculated(170000)
    assert [
        (
            one.answer.parameter_set.value,
            one.answer.status,
            one.waiver.percentage,
            one.waiver.waived,
            one.waiver.recovered,
        )
        for one in found.by_set
    ] == [
        ("published", Status.OFFICIAL, 0, 0, 100000),
        ("estimate", Status.INFERRED, 4000, 40000, 60000),
    ]
    assert found.waiver.percentage == 0
    assert "sets_differ" in codes(found)
    other = step(found, "waiver.other_limits")
    assert (other.value, other.source.act) == (4000, "own_estimate")
    chosen = calculated(170000, parameter_set=ParameterSet.ESTIMATE)
    assert chosen.waiver.percentage == 4000
    assert step(chosen, "waiver.other_limits").value == 0
    assert chosen.by_set == found.by_set


@pytest.mark.parametrize(
    "changes",
    [
        {"resources": 112800},
        {"resources": 170000, "fraud_proven": True},
        {"resources": 170000, "good_faith": YesNoUnknown.NO},
        {"resources": 170000, "parameter_set": ParameterSet.ORDER},
        {"resources": 170000, "request_date": date(2020, 8, 31)},
    ],
)
def test_waiver_where_the_sets_agree_or_are_not_asked_has_none_beside_it(changes):
    found = calculated(**changes)
    assert found.by_set == ()
    assert "sets_differ" not in codes(found)
    assert "waiver.other_limits" not in {one.rule for one in found.explanation}


def test_debt_that_is_small_only_in_the_estimate_shows_both_sets():
    found = calculated(100000, debt=22973)
    assert [one.small_debts for one in found.by_set] == [
        (),
        (SmallDebt.MUST_WAIVE_BEFORE_TAX_ADMINISTRATION,),
    ]
    assert found.small_debts == ()
    assert calculated(100000, debt=22974).by_set == ()
    refused = calculated(100000, debt=22973, good_faith=YesNoUnknown.NO)
    assert len(refused.by_set) == 2
    assert "waiver.other_limits" not in {one.rule for one in refused.explanation}


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


@pytest.mark.parametrize(
    ("changes", "published"),
    [
        # The second limit is 1,253.34 as the agency rounds, else 1,253.33.
        ({}, 8000),
        ({"rounding": Rounding.EACH}, 7000),
        ({"rounding": Rounding.EXACT}, 7000),
        ({"reading": Reading.LITERAL}, 2000),
    ],
)
def test_both_sets_are_rounded_and_read_as_the_request_asks(changes, published):
    found = calculated(125334, **changes)
    assert [one.waiver.percentage for one in found.by_set] == [published, 10000]
    assert found.waiver.percentage == published
    assert step(found, "waiver.other_limits").value == 10000


def test_answer_of_a_set_has_its_limits_and_what_it_takes_off():
    published, estimate = calculated(
        200000, children_with_child_benefit=2, request_date=date(2026, 11, 21)
    ).by_set
    found = [(one.answer.minimum, one.answer.maximum) for one in (published, estimate)]
    assert found == [(112800, 169200), (129572, 194358)]
    taken_off = [one.answer.household.reduction for one in (published, estimate)]
    assert taken_off == [2 * 23300, 2 * 26764]
