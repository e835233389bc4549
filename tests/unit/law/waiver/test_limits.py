from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.law.waiver.limits import limit_table
from tests.unit.law.waiver.households import Rounding, calculated, codes, own

CENTS = st.integers(0, 10**8)
ROUNDINGS = st.sampled_from(Rounding)


def in_cents(table):
    return tuple(Fraction(limit, table.parts) for limit in table.limits)


@pytest.mark.parametrize("rounding", Rounding)
def test_where_minimum_and_maximum_are_equal_all_is_waived_up_to_them_and_nothing_above(rounding):
    figures = own(100000, 100000) | {"rounding": rounding}
    assert calculated(99999, **figures).waiver.percentage == 100_00
    assert calculated(100000, **figures).waiver.percentage == 100_00
    assert calculated(100001, **figures).waiver.percentage == 0


def test_where_the_step_rounds_to_nothing_the_limits_stay_in_order_and_it_is_said():
    # A spread of four cents in nine steps: each step rounds to 0.00.
    found = calculated(100002, **own(100000, 100004))
    assert found.table.limits == (100000,) * 9 + (100004,)
    assert found.waiver.percentage == 10_00
    assert "limits_too_close" in codes(found)


def test_where_the_step_rounds_up_no_limit_passes_the_maximum():
    found = calculated(100003, **own(100000, 100005))
    assert found.table.limits == (*range(100000, 100006), 100005, 100005, 100005, 100005)
    assert "limits_too_close" in codes(found)


def test_the_limits_of_the_notice_are_not_too_close():
    assert "limits_too_close" not in codes(calculated())


@pytest.mark.parametrize(
    ("resources", "differ"),
    [(112800, False), (119066, False), (119067, True), (119068, False), (131601, True)],
)
def test_it_is_said_when_another_rounding_would_give_another_percentage(resources, differ):
    found = calculated(resources)
    assert found.rounding_matters is differ
    assert ("roundings_differ" in codes(found)) is differ


@given(CENTS, CENTS, ROUNDINGS)
def test_the_limits_are_in_order_from_the_minimum_to_the_maximum(one, other, rounding):
    minimum, maximum = sorted((one, other))
    limits = in_cents(limit_table(minimum, maximum, 9, rounding))
    assert len(limits) == 10
    assert (limits[0], limits[-1]) == (minimum, maximum)
    assert all(earlier <= later for earlier, later in pairwise(limits))


@given(CENTS, CENTS)
def test_each_rounding_keeps_every_limit_within_a_cent_per_step_of_the_exact_one(one, other):
    minimum, maximum = sorted((one, other))
    exact = in_cents(limit_table(minimum, maximum, 9, Rounding.EXACT))
    each = in_cents(limit_table(minimum, maximum, 9, Rounding.EACH))
    agency = in_cents(limit_table(minimum, maximum, 9, Rounding.AGENCY))
    assert all(abs(a - b) * 2 <= 1 for a, b in zip(exact, each, strict=True))
    assert all(abs(a - b) * 2 <= k for k, (a, b) in enumerate(zip(exact, agency, strict=True)))


@given(CENTS, CENTS, ROUNDINGS, CENTS)
def test_a_band_holds_the_resources_above_the_limit_before_it_up_to_its_own(
    one, other, rounding, resources
):
    minimum, maximum = sorted((one, other))
    table = limit_table(minimum, maximum, 9, rounding)
    band, limits = table.band(resources), in_cents(table)
    assert band == 0 or resources > limits[band - 1]
    assert band == 10 or resources <= limits[band]
