"""The figures of the service by year: every figure sourced, and every bar in proportion."""

import tomllib
from decimal import Decimal
from itertools import pairwise

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from publishing.statistics import DATA, charts

SERIES = tomllib.loads(DATA.read_text(encoding="utf-8"))["series"]
TRACES_OF_ROUNDING = Decimal("0.01")


@pytest.mark.parametrize("series", SERIES, ids=lambda series: series["id"])
def test_the_years_of_a_series_go_up_and_none_stands_twice(series):
    years = [point["year"] for point in series["points"]]
    assert all(before < after for before, after in pairwise(years))


@pytest.mark.parametrize("series", SERIES, ids=lambda series: series["id"])
def test_every_figure_has_a_source_and_a_status(series):
    spoken = catalog_of("en")
    for point in series["points"]:
        assert spoken.has(f"statistics.sources.{point['source']}")
        assert spoken.has(f"common.status.{point['status']}")


@pytest.mark.parametrize("place", range(len(SERIES)))
def test_each_bar_is_as_long_as_its_figure_says(place):
    points = SERIES[place]["points"]
    highest = max(point["value"] for point in points)
    drawn = [bar for bar in charts(catalog_of("en"))["series"][place]["bars"] if bar["width"]]
    for point, bar in zip(points, drawn, strict=True):
        exact = Decimal(100 * point["value"]) / highest
        assert abs(Decimal(bar["width"].rstrip("%")) - exact) <= TRACES_OF_ROUNDING


def test_years_in_a_row_without_a_figure_share_one_line_that_says_not_known():
    (applications,) = (
        series for series in charts(catalog_of("en"))["series"] if series["id"] == "applications"
    )
    (gap,) = (bar for bar in applications["bars"] if not bar["width"])
    assert (gap["years"], gap["figure"]) == ("2018\u20132022", "not known")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_says_in_words_from_which_figure_to_which(language):
    for series in charts(catalog_of(language))["series"]:
        assert series["rows"][0]["figure"] in series["summary"]
        assert series["rows"][-1]["figure"] in series["summary"]


def test_a_rounded_figure_says_that_it_is_about():
    (paid,) = (
        series for series in charts(catalog_of("en"))["series"] if series["id"] == "advances_paid"
    )
    assert paid["rows"][-1]["figure"] == "about €38,800,000.00"
    assert paid["rows"][0]["figure"] == "€23,502,649.23"
