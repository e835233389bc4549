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
def test_years_of_series_increase_without_duplicate(series):
    years = [point["year"] for point in series["points"]]
    assert all(before < after for before, after in pairwise(years))


@pytest.mark.parametrize("series", SERIES, ids=lambda series: series["id"])
def test_every_figure_has_source_and_status(series):
    spoken = catalog_of("en")
    for point in series["points"]:
        assert spoken.has(f"statistics.sources.{point['source']}")
        assert spoken.has(f"common.status.{point['status']}")


@pytest.mark.parametrize("place", range(len(SERIES)))
def test_bar_length_is_proportional_to_figure(place):
    points = SERIES[place]["points"]
    highest = max(point["value"] for point in points)
    bars = [bar for bar in charts(catalog_of("en"))["series"][place]["bars"] if bar["width"]]
    for point, bar in zip(points, bars, strict=True):
        exact = Decimal(100 * point["value"]) / highest
        assert abs(Decimal(bar["width"].rstrip("%")) - exact) <= TRACES_OF_ROUNDING


def test_consecutive_years_without_figure_share_one_line():
    (applications,) = (
        series for series in charts(catalog_of("en"))["series"] if series["id"] == "applications"
    )
    (gap,) = (bar for bar in applications["bars"] if not bar["width"])
    assert (gap["years"], gap["figure"]) == ("2018\u20132022", "not known")


@pytest.mark.parametrize("language", LANGUAGES)
def test_chart_text_alternative_gives_first_and_last_figure(language):
    for series in charts(catalog_of(language))["series"]:
        assert series["rows"][0]["figure"] in series["summary"]
        assert series["rows"][-1]["figure"] in series["summary"]


def test_rounded_figure_is_marked_approximate():
    (paid,) = (
        series for series in charts(catalog_of("en"))["series"] if series["id"] == "advances_paid"
    )
    assert paid["rows"][-1]["figure"] == "about €38,800,000.00"
    assert paid["rows"][0]["figure"] == "€23,502,649.23"
