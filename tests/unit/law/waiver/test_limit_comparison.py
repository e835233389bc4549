"""The table of limits with its roundings and readings side by side (art. 4 of the order)."""

from datetime import date

import pytest

from functions.law.core.errors import ValidationErrorCode
from functions.law.core.replay import replay
from functions.law.waiver.limit_comparison import (
    LimitsHousehold,
    LimitsRequest,
    calculate_limits,
)
from functions.law.waiver.request import OwnLimits, ParameterSet, Reading, Rounding
from functions.parameters import load
from tests import known_figures
from tests.unit.law.validation_errors import refused
from tests.unit.law.waiver.households import calculated, own, request

PARAMETERS = known_figures.waiver()
DAY = date(2026, 11, 21)


def table(**changes):
    return calculate_limits(LimitsRequest(**({"request_date": DAY} | changes)), PARAMETERS)


def column(found, rounding):
    return [row.limits[rounding] for row in found.rows if row.limits is not None]


def test_the_agency_rounding_gives_the_published_table():
    assert column(table(), Rounding.AGENCY) == [
        112800, 119067, 125334, 131601, 137868, 144135, 150402, 156669, 162936, 169200,
    ]  # fmt: skip


def test_without_rounding_a_limit_holds_the_whole_cents_at_or_below_it():
    found = table()
    assert column(found, Rounding.EXACT)[:4] == [112800, 119066, 125333, 131600]
    assert column(found, Rounding.EACH)[:4] == [112800, 119067, 125333, 131600]


def test_the_lines_on_which_the_roundings_disagree_are_named():
    differ = [row.band for row in table().rows if row.roundings_differ]
    assert differ == [1, 2, 3, 4, 5, 6, 7, 8]
    even = OwnLimits(minimum=100, maximum=1000, flat_reduction=0)
    found = table(parameter_set=ParameterSet.OWN, own_limits=even)
    assert not any(row.roundings_differ for row in found.rows)
    assert "roundings_differ" not in {note.code for note in found.notes}


def test_both_readings_give_everything_below_and_nothing_above():
    rows = table().rows
    assert [rows[0].waived[reading] for reading in Reading] == [10000, 10000]
    assert [rows[-1].waived[reading] for reading in Reading] == [0, 0]
    assert [row.waived[Reading.DECREASING] for row in rows[1:-1]] == list(range(9000, 0, -1000))
    assert [row.waived[Reading.LITERAL] for row in rows[1:-1]] == list(range(1000, 10000, 1000))


@pytest.mark.parametrize("resources", [0, 112800, 112801, 125333, 125334, 169200, 169201])
def test_a_household_lies_where_the_calculator_puts_it(resources):
    found = table(household=LimitsHousehold(resources=resources, partner=False))
    for rounding in Rounding:
        bands = calculated(resources, rounding=rounding).bands
        place = next(n for n, band in enumerate(bands) if band.is_household)
        assert [row.band for row in found.rows if rounding in row.household_in] == [place]


def test_roundings_that_part_a_household_give_two_places():
    found = table(household=LimitsHousehold(resources=125334, partner=False))
    assert [row.band for row in found.places] == [2, 3]


def test_the_flat_reduction_counts_for_the_partner_and_each_child():
    household = LimitsHousehold(resources=150000, partner=True, children_with_child_benefit=2)
    found = table(household=household)
    assert found.household.persons == 3
    assert found.household.countable == 150000 - 3 * found.figures.flat_reduction


def test_without_a_household_no_line_is_marked():
    found = table()
    assert found.household is None
    assert found.places == ()


def test_estimate_before_it_begins_is_refused_with_the_days_on_which_it_is_known():
    held = load.waiver()
    chosen = LimitsRequest(request_date=date(2020, 8, 31), parameter_set=ParameterSet.ESTIMATE)
    refusal, limits = refused(calculate_limits, chosen, held, "limits")["parameter_set"]
    assert refusal is ValidationErrorCode.NOT_KNOWN
    assert limits == {"minimum": date(2020, 9, 1), "maximum": held.last_day}


def test_estimate_has_a_figure_on_every_day_for_which_an_answer_is_given():
    held = load.waiver()
    for figure in ("minimum", "maximum", "flat_reduction", "small_debt_may", "small_debt_must"):
        assert getattr(held.sets["estimate"], figure).entry_on(held.last_day) is not None


def by_set(resources, **changes):
    household = LimitsHousehold(resources=resources, partner=False)
    asked = LimitsRequest(**({"request_date": DAY, "household": household} | changes))
    found = calculate_limits(asked, PARAMETERS)
    return {answer.parameter_set.value: answer.percentage for answer in found.by_set}


def test_household_gets_both_shares_where_published_limits_and_estimate_differ():
    assert by_set(170000) == {"published": 0, "estimate": 4000}
    assert by_set(170000, parameter_set=ParameterSet.ESTIMATE) == by_set(170000)
    # As the agency rounds, the second limit is 1,253.34; rounded by itself, 1,253.33.
    assert by_set(125334) == {"published": 8000, "estimate": 10000}
    assert by_set(125335) == {"published": 7000, "estimate": 10000}
    assert by_set(100000) == {}
    assert by_set(170000, parameter_set=ParameterSet.ORDER) == {}
    assert by_set(170000, household=None) == {}
    assert by_set(170000, request_date=date(2020, 8, 31)) == {}


@pytest.mark.parametrize(
    ("changes", "field", "refusal"),
    [
        ({"request_date": date(2015, 1, 1)}, "request_date", ValidationErrorCode.OUT_OF_RANGE),
        ({"parameter_set": ParameterSet.OWN}, "own_limits.minimum", ValidationErrorCode.REQUIRED),
        (own(20000, 10000), "own_limits.minimum", ValidationErrorCode.OUT_OF_RANGE),
        (
            {"household": LimitsHousehold(resources=-1, partner=False)},
            "household.resources",
            ValidationErrorCode.OUT_OF_RANGE,
        ),
    ],
)
def test_what_cannot_be_answered_is_refused_by_name(changes, field, refusal):
    asked = LimitsRequest(**({"request_date": DAY} | changes))
    assert refused(calculate_limits, asked, PARAMETERS, "limits")[field][0] is refusal


def test_limits_that_lie_too_close_are_said():
    found = table(**own(100, 103))
    assert "limits_too_close" in {note.code for note in found.notes}


def test_the_explanation_alone_gives_the_table():
    replay(table(household=LimitsHousehold(resources=130000, partner=True)).explanation)


def test_the_figures_are_those_of_the_calculator():
    calculation = calculated(130000, **own(100000, 170000, 12000))
    assert request(130000).request_date == DAY
    found = table(**own(100000, 170000, 12000))
    limits = [band.limit for band in calculation.bands[:-1]]
    assert column(found, Rounding.AGENCY) == limits
