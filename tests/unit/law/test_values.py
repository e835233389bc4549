from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.law.core.values import (
    Month,
    add_months,
    add_years,
    divide_half_up,
    share,
    split_equally,
)

INTEGERS = st.integers(-(10**9), 10**9)


@pytest.mark.parametrize(
    ("numerator", "denominator", "quotient"),
    [
        (5, 2, 3),
        (-5, 2, -3),
        (5, -2, -3),
        (-5, -2, 3),
        (7, 3, 2),
        (4, 3, 1),
        (0, 7, 0),
        (1, 2, 1),
        (3, -1, -3),
        (-1, 1, -1),
    ],
)
def test_a_half_is_rounded_away_from_zero(numerator, denominator, quotient):
    assert divide_half_up(numerator, denominator) == quotient


@given(INTEGERS, INTEGERS.filter(bool))
def test_a_rounded_quotient_is_the_nearest_whole(numerator, denominator):
    exact = Fraction(numerator, denominator)
    assert abs(divide_half_up(numerator, denominator) - exact) <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("amount", "rate", "part"), [(15000, 1300, 1950), (50, 1300, 7), (49, 1300, 6), (1, 10000, 1)]
)
def test_a_rate_of_an_amount_is_rounded_half_up_to_the_cent(amount, rate, part):
    assert share(amount, rate) == part


@given(st.integers(0, 10**9), st.integers(1, 20))
def test_equal_parts_add_up_and_differ_by_a_cent_at_most(amount, parts):
    found = split_equally(amount, parts)
    assert (sum(found), len(found)) == (amount, parts)
    assert max(found) - min(found) <= 1


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), -12, date(2023, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_where_a_month_has_no_such_day_its_last_day_counts(day, months, later):
    assert add_months(day, months) == later


def test_who_is_born_on_29_february_has_a_birthday_on_the_28th_in_a_common_year():
    assert add_years(date(2008, 2, 29), 18) == date(2026, 2, 28)
    assert add_years(date(2008, 2, 29), 20) == date(2028, 2, 29)


@given(st.builds(Month, st.integers(1000, 9000), st.integers(1, 12)), st.integers(-(10**4), 10**4))
def test_months_added_are_the_months_between(month, months):
    later = month.plus(months)
    assert month.months_until(later) == months
    assert 1 <= later.month <= 12
    assert (later > month) is (months > 0)


def test_a_month_is_written_as_iso_8601_writes_it():
    assert str(Month(2026, 3)) == "2026-03"
    assert Month.of(date(2026, 3, 31)).first_day() == date(2026, 3, 1)
