from dataclasses import replace
from datetime import date

import pytest

from functions.law.core.errors import NotKnown
from functions.law.core.parameter import DatedValue, IndexSeries, Parameter, Unit
from functions.law.core.trace import Source
from functions.law.core.values import BasisPoints, Cents, Coefficient, IndexPoints, Month

TEXT = Source("some_act", "1")
CHECKED = date(2026, 11, 21)


def value(first_day, last_day, figure):
    return DatedValue(
        first_day=first_day, last_day=last_day, figure=figure, source=TEXT, last_checked=CHECKED
    )


PARAMETER = Parameter(
    name="some_amount",
    unit=Unit.EURO,
    values=(
        value(date(2010, 1, 1), date(2010, 12, 31), 100),
        value(date(2011, 1, 1), date(2011, 12, 31), None),
        value(date(2013, 1, 1), None, 300),
    ),
)


@pytest.mark.parametrize(
    ("day", "figure"),
    [
        (date(2010, 1, 1), 100),
        (date(2010, 12, 31), 100),
        (date(2013, 1, 1), 300),
        (date.max, 300),
    ],
)
def test_a_figure_holds_from_its_first_to_its_last_day(day, figure):
    assert PARAMETER.on(day) == figure
    assert PARAMETER.source_on(day) == TEXT


@pytest.mark.parametrize("day", [date(2009, 12, 31), date(2012, 6, 1), date.min])
def test_outside_its_periods_a_figure_is_not_known(day):
    assert PARAMETER.figure_on(day) is None
    with pytest.raises(NotKnown):
        PARAMETER.on(day)
    with pytest.raises(NotKnown):
        PARAMETER.source_on(day)


def test_a_figure_that_no_source_gives_is_not_known_but_has_a_source_that_says_so():
    day = date(2011, 6, 1)
    assert PARAMETER.source_on(day) == TEXT
    with pytest.raises(NotKnown, match="some_amount on 2011-06-01"):
        PARAMETER.on(day)


def test_the_first_day_is_that_of_the_first_value():
    assert PARAMETER.first_day == date(2010, 1, 1)


@pytest.mark.parametrize(
    ("unit", "scale", "kind"),
    [
        (Unit.EURO, 100, Cents),
        (Unit.PERCENT, 100, BasisPoints),
        (Unit.INDEX, 100, IndexPoints),
        (Unit.COEFFICIENT, 100_000, Coefficient),
        (Unit.DAYS, 1, int),
        (Unit.MONTHS, 1, int),
        (Unit.YEARS, 1, int),
        (Unit.COUNT, 1, int),
    ],
)
def test_a_figure_knows_its_unit(unit, scale, kind):
    assert unit.scale == scale
    assert type(unit.of(7)) is kind


def test_a_series_knows_its_first_and_its_last_month():
    figures = {Month(2025, 12): 100, Month(2026, 1): 101}
    series = IndexSeries(name="x", base_year=2013, figures=figures, source=TEXT)
    assert (series.first_month, series.last_month) == (Month(2025, 12), Month(2026, 1))
    assert series.of(Month(2026, 1)) == 101
    assert series.of(Month(2026, 2)) is None


def test_a_source_without_an_article_names_the_act_alone():
    since = replace(value(date(2010, 1, 1), None, 100), source=Source("civil_code"))
    whole = Parameter(name="some_amount", unit=Unit.EURO, values=(since,))
    assert whole.source_on(date(2010, 1, 1)).article == ""
