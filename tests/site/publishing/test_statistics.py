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
    assert (gap["years"], gap["figure"]) == ("2018\u20132020", "not known")


@pytest.mark.parametrize("language", LANGUAGES)
def test_table_has_same_years_and_figures_as_bars(language):
    for series in charts(catalog_of(language))["series"]:
        bars = [(bar["years"], bar["figure"]) for bar in series["bars"]]
        assert [(row["year"], row["figure"]) for row in series["rows"]] == bars


# The figures by year as reports, answers in Parliament and the press gave them; euros in cents.
PUBLISHED = {
    "applications": {
        2007: 2695,
        2008: 2901,
        2009: 2875,
        2010: 3338,
        2011: 3657,
        2012: 3628,
        2013: 3554,
        2014: 3692,
        2015: 3921,
        2016: 3255,
        2017: 3448,
        2021: 3894,
        2022: 4515,
        2023: 4872,
        2024: 5378,
    },
    "children": {
        2007: 10680,
        2011: 13315,
        2014: 15159,
        2015: 16293,
        2016: 17924,
        2018: 18543,
        2020: 19276,
        2022: 21000,
        2023: 22000,
        2024: 21888,
    },
    "advances_paid": {
        2011: 20_059_786_00,
        2014: 23_502_649_23,
        2015: 26_216_380_93,
        2016: 27_852_203_98,
        2017: 29_306_041_47,
        2018: 29_855_000_89,
        2020: 31_300_000_00,
        2024: 38_800_000_00,
    },
    "average_advance": {2014: 129_72, 2016: 129_54, 2018: 131_82, 2024: 147_70},
    "returned": {
        2011: 10_923_501_00,
        2012: 12_599_149_00,
        2013: 13_789_184_00,
        2014: 15_506_958_00,
        2016: 19_514_835_00,
        2017: 21_926_444_00,
        2018: 24_981_043_00,
        2019: 28_800_000_00,
    },
    "owed": {
        2007: 103_000_000_00,
        2010: 194_000_000_00,
        2016: 368_000_000_00,
        2018: 432_000_000_00,
        2019: 427_300_000_00,
    },
    "active_files": {2018: 24000, 2020: 21116, 2021: 22877, 2022: 22563},
    "refusals": {2015: 76, 2016: 75, 2017: 68},
}


def test_each_series_has_published_figure_of_each_year_and_no_other():
    held = {s["id"]: {p["year"]: p["value"] for p in s["points"]} for s in SERIES}
    assert held == PUBLISHED


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
    assert paid["rows"][0]["figure"] == "€20,059,786.00"
