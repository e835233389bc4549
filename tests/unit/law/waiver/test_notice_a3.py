import tomllib
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from tests.unit.law.waiver.households import Reading, Rounding, calculated

NOTICE = tomllib.loads(Path(__file__).with_name("notice_a3.toml").read_text("utf-8"))
CENT = 1
LIMITS = [int(Decimal(band["limit"]) * 100) for band in NOTICE["bands"]]
WAIVED = [band["waived"] for band in NOTICE["bands"]]
LITERAL = [band["literal"] for band in NOTICE["bands"]]
AFTER = [*WAIVED[1:], 0]

# The exact limits, 1128 and so many times 62.666…, and what the two other roundings make of them.
EXACT_TO_THE_CENT_BELOW = [
    112800, 119066, 125333, 131600, 137866, 144133, 150400, 156666, 162933, 169200
]  # fmt: skip
EACH = [112800, 119067, 125333, 131600, 137867, 144133, 150400, 156667, 162933, 169200]


def percentage(resources, **changes):
    return calculated(resources, **changes).waiver.percentage // 100


def test_the_table_of_the_notice_comes_out_to_the_cent():
    bands = calculated().bands
    assert [band.limit for band in bands] == [*LIMITS, None]
    assert [band.waived // 100 for band in bands] == [*WAIVED, 0]


@pytest.mark.parametrize(("limit", "waived"), list(zip(LIMITS, WAIVED, strict=True)))
def test_resources_equal_to_a_limit_get_the_percentage_of_that_limit(limit, waived):
    assert percentage(limit) == waived


@pytest.mark.parametrize(("limit", "waived"), list(zip(LIMITS, WAIVED, strict=True)))
def test_resources_a_cent_below_a_limit_get_the_percentage_of_that_limit(limit, waived):
    assert percentage(limit - CENT) == waived


@pytest.mark.parametrize(("limit", "after"), list(zip(LIMITS, AFTER, strict=True)))
def test_resources_a_cent_above_a_limit_get_the_next_percentage(limit, after):
    assert percentage(limit + CENT) == after


@pytest.mark.parametrize(
    ("rounding", "limits"),
    [
        (Rounding.AGENCY, LIMITS),
        (Rounding.EXACT, EXACT_TO_THE_CENT_BELOW),
        (Rounding.EACH, EACH),
    ],
)
@pytest.mark.parametrize("band", range(10))
def test_in_each_rounding_a_limit_is_the_last_cent_of_its_band(rounding, limits, band):
    limit = limits[band]
    assert percentage(limit - CENT, rounding=rounding) == WAIVED[band]
    assert percentage(limit, rounding=rounding) == WAIVED[band]
    assert percentage(limit + CENT, rounding=rounding) == AFTER[band]


@pytest.mark.parametrize(("limit", "literal"), list(zip(LIMITS, LITERAL, strict=True)))
def test_word_for_word_a_limit_gets_the_percentage_that_the_order_names_for_it(limit, literal):
    assert percentage(limit, reading=Reading.LITERAL) == literal


@pytest.mark.parametrize("resources", [0, LIMITS[-1] + CENT, 1_000_000_00])
def test_outside_the_limits_both_readings_agree(resources):
    assert percentage(resources) == percentage(resources, reading=Reading.LITERAL)


@pytest.mark.parametrize("limit", LIMITS[1:])
def test_between_the_limits_the_two_readings_add_up_to_the_whole(limit):
    found = calculated(limit)
    assert found.waiver.percentage + found.other.percentage == 100_00
    assert (found.waiver.reading, found.other.reading) == (Reading.DECREASING, Reading.LITERAL)


def test_the_other_reading_of_the_literal_one_is_the_applied_one():
    found = calculated(LIMITS[3], reading=Reading.LITERAL)
    assert (found.other.reading, found.other.percentage) == (Reading.DECREASING, 70_00)


def test_the_limits_of_the_notice_lie_equally_far_apart_but_for_the_last():
    steps = [later - earlier for earlier, later in pairwise(LIMITS)]
    assert steps[:-1] == [62_67] * 8
    assert steps[-1] == 62_64
