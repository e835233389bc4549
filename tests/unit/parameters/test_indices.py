"""The published price indices and the coefficients between their bases."""

from datetime import date

import pytest

from functions.law.core.parameter import Unit
from functions.law.core.values import Month
from functions.parameters import load

NOVEMBER_2026 = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("name", "first", "published"),
    [
        ("consumerPriceIndex", Month(1994, 1), Month(2026, 7)),
        ("healthIndex", Month(1994, 1), Month(2026, 6)),
    ],
)
def test_series_has_every_month_up_to_last_published_index(name, first, published):
    series = load.maintenance().series[name]
    assert series.first_month == first
    assert series.last_month >= published
    assert list(series.figures) == list(first.onward(first.months_until(series.last_month) + 1))
    assert series.base_year == 2013


@pytest.mark.parametrize(
    ("name", "month", "figure"),
    [
        ("consumerPriceIndex", Month(2011, 8), 9640),
        ("consumerPriceIndex", Month(2014, 6), 10038),
        ("consumerPriceIndex", Month(2015, 1), 9985),
        ("consumerPriceIndex", Month(2015, 6), 10101),
        ("consumerPriceIndex", Month(2022, 2), 11907),
        ("consumerPriceIndex", Month(2023, 6), 12711),
        ("consumerPriceIndex", Month(2024, 6), 13187),
        ("consumerPriceIndex", Month(2025, 6), 13470),
        ("consumerPriceIndex", Month(2026, 2), 13763),
        ("healthIndex", Month(1994, 1), 6981),
        ("healthIndex", Month(2013, 5), 10003),
        ("healthIndex", Month(2023, 1), 12800),
        ("healthIndex", Month(2023, 2), 12686),
        ("healthIndex", Month(2026, 6), 13908),
    ],
)
def test_index_has_its_published_value(name, month, figure):
    assert load.maintenance().series[name].of(month) == figure


@pytest.mark.parametrize(
    ("name", "year", "figure"),
    [
        ("consumerPriceIndex", 2025, 135298),
        ("consumerPriceIndex", 2004, 81700),
        ("consumerPriceIndex", 1996, 71090),
        ("consumerPriceIndex", 1988, 57930),
        ("consumerPriceIndex", 1981, 42820),
        ("healthIndex", 2004, 82800),
        ("healthIndex", 1996, 72780),
        ("healthIndex", 1988, 60360),
    ],
)
def test_coefficient_to_base_2013_has_its_published_value(name, year, figure):
    coefficient = load.maintenance().to_base_2013[name, year]
    assert (coefficient.unit, coefficient.on(NOVEMBER_2026)) == (Unit.COEFFICIENT, figure)


def test_unpublished_coefficient_is_not_known():
    assert len(load.maintenance().to_base_2013) == 8
