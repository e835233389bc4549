from datetime import date

import pytest

from functions.law.core.parameter import Unit
from functions.law.core.values import Month
from functions.parameters.load import in_smallest_unit, read_parameter, read_series


def value(first_day, last_day=None, figure="1.00", **changes):
    entry = {
        "from": first_day,
        "act": "some_act",
        "article": "1",
        "status": "law",
        "checked": date(2026, 11, 21),
    }
    if last_day is not None:
        entry["to"] = last_day
    if figure is not None:
        entry["value"] = figure
    return entry | changes


def read(*values, unit="euro"):
    return read_parameter("some_amount", {"unit": unit, "values": values})


def test_values_that_follow_each_other_are_read():
    found = read(value(date(2010, 1, 1), date(2010, 12, 31)), value(date(2011, 1, 1), None, "2.50"))
    assert [v.figure for v in found.values] == [100, 250]


def test_value_without_figure_is_read_as_not_known():
    assert read(value(date(2010, 1, 1), figure=None)).values[0].figure is None


@pytest.mark.parametrize(
    "values",
    [
        (value(date(2010, 1, 1), date(2011, 1, 1)), value(date(2011, 1, 1))),
        (value(date(2010, 1, 1)), value(date(2011, 1, 1))),
        (value(date(2011, 1, 1), date(2011, 12, 31)), value(date(2010, 1, 1), date(2010, 2, 1))),
        (value(date(2011, 1, 1), date(2010, 12, 31)),),
        (),
    ],
    ids=["overlap", "open-before-the-last", "out-of-order", "ends-before-it-begins", "none"],
)
def test_periods_that_contradict_each_other_are_refused(values):
    with pytest.raises(ValueError, match="some_amount"):
        read(*values)


@pytest.mark.parametrize(
    ("text", "unit"),
    [("1.001", Unit.EURO), ("0.5", Unit.DAYS), ("1.000001", Unit.COEFFICIENT)],
)
def test_figure_with_too_many_decimals_is_refused(text, unit):
    with pytest.raises(ValueError, match="more decimals"):
        in_smallest_unit(text, unit)


@pytest.mark.parametrize("figure", [1.5, 1])
def test_figure_that_is_not_written_as_text_is_refused(figure):
    with pytest.raises(TypeError):
        in_smallest_unit(figure, Unit.EURO)


@pytest.mark.parametrize(
    ("text", "unit", "figure"),
    [
        ("175.00", Unit.EURO, 17500),
        ("13", Unit.PERCENT, 1300),
        ("1.35298", Unit.COEFFICIENT, 135298),
        ("12", Unit.MONTHS, 12),
        ("1.10", Unit.EURO, 110),
    ],
)
def test_figure_is_read_in_its_smallest_unit(text, unit, figure):
    assert in_smallest_unit(text, unit) == figure


@pytest.mark.parametrize(
    ("changes", "problem"), [({"status": "rumour"}, ValueError), ({"act": None}, None)]
)
def test_status_that_does_not_exist_is_refused(changes, problem):
    if problem is None:
        assert read(value(date(2010, 1, 1), **changes)).values[0].source.act is None
    else:
        with pytest.raises(problem):
            read(value(date(2010, 1, 1), **changes))


def series(*months):
    return read_series("x", ["month,index_base_2013", *(f"{month},100.00" for month in months)])


def test_series_without_hole_is_read():
    assert series("2025-12", "2026-01").last_month == Month(2026, 1)


@pytest.mark.parametrize(
    "months",
    [("2025-12", "2026-02"), ("2025-12", "2025-12"), ("2026-01", "2025-12")],
    ids=["missing", "twice", "out-of-order"],
)
def test_series_with_missing_repeated_or_unordered_month_is_refused(months):
    with pytest.raises(ValueError, match=months[1]):
        series(*months)
