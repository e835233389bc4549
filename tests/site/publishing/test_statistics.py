"""The figures of the service by year: every figure sourced, and every column in proportion."""

import tomllib
from decimal import Decimal
from itertools import pairwise

import pytest

from functions.i18n.catalog import catalog_of
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
def test_column_height_is_proportional_to_figure(place):
    points = SERIES[place]["points"]
    highest = max(point["value"] for point in points)
    columns = charts(catalog_of("en"))["series"][place]["columns"]
    known = [column for column in columns if column["known"]]
    for point, column in zip(points, known, strict=True):
        exact = Decimal(10 * point["value"]) / highest
        assert abs(Decimal(column["height"]) - exact) <= TRACES_OF_ROUNDING
        assert column["year"] == str(point["year"])


def test_every_year_has_its_place_on_one_axis():
    years = [
        [column["year"] for column in each["columns"]]
        for each in charts(catalog_of("en"))["series"]
    ]
    assert {tuple(each) for each in years} == {tuple(str(year) for year in range(2007, 2025))}


def test_only_official_figures_have_full_columns():
    for series, chart in zip(SERIES, charts(catalog_of("en"))["series"], strict=True):
        official = {str(p["year"]) for p in series["points"] if p["status"] == "official"}
        assert {each["year"] for each in chart["columns"] if each["official"]} == official


def test_consecutive_years_without_figure_share_one_row_of_table():
    (applications,) = (
        series for series in charts(catalog_of("en"))["series"] if series["id"] == "applications"
    )
    (gap,) = (row for row in applications["rows"] if not row["status"])
    assert (gap["year"], gap["figure"]) == ("2018\u20132020", "not known")


@pytest.mark.parametrize(
    ("language", "figure"),
    [
        ("fr", "De 20,1\u00a0M€ en 2011 à 38,8\u00a0M€ en 2024."),
        ("nl", "Van 20,1\u00a0mln. euro in 2011 naar 38,8\u00a0mln. euro in 2024."),
        ("de", "Von 20,1\u00a0Mio.\u00a0€ im Jahr 2011 auf 38,8\u00a0Mio.\u00a0€ im Jahr 2024."),
        ("en", "From €20.1\u00a0million in 2011 to €38.8\u00a0million in 2024."),
    ],
)
def test_finding_is_one_sentence_with_rounded_figures(language, figure):
    (paid,) = (s for s in charts(catalog_of(language))["series"] if s["id"] == "advances_paid")
    assert paid["summary"] == figure


def test_labels_are_first_and_last_figure():
    for series in charts(catalog_of("en"))["series"]:
        labels = [column["label"]["text"] for column in series["columns"] if "label" in column]
        assert all(label in series["summary"] for label in labels)
        assert len(labels) == 2


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


def test_rounded_figure_is_marked_approximate():
    (paid,) = (
        series for series in charts(catalog_of("en"))["series"] if series["id"] == "advances_paid"
    )
    assert paid["rows"][-1]["figure"] == "about €38,800,000.00"
    assert paid["rows"][0]["figure"] == "€20,059,786.00"
