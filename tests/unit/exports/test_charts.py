"""The pictures in results: whole numbers, to scale, a mark where the reader is."""

import pytest

from functions.exports.charts import HEIGHT, WIDTH, chart, mark_at
from functions.i18n.catalog import catalog_of
from functions.law.core.values import Cents

KEY = "arrears.chart"
BARS = ({"received": 0, "open": 10000}, {"received": 2500, "open": 2500})


def drawn(bars, **more):
    months = {"from_month": 1, "to_month": 2}
    return chart(
        catalog_of("en"), KEY, bars, id="chart", top=Cents, ends=("a", "b"), **months, **more
    )


def paths(picture):
    return {part.kind: part.path for part in picture.parts}


def test_the_highest_bar_has_the_whole_height():
    assert paths(drawn(BARS))["open"].startswith(f"M1 {HEIGHT}v-{HEIGHT}h8v{HEIGHT}z")


def test_a_part_stands_on_the_parts_below_it():
    assert paths(drawn(BARS)) == {
        "received": "M11 1000v-250h8v250z",
        "open": "M1 1000v-1000h8v1000zM11 750v-250h8v250z",
    }


def test_the_drawing_is_as_wide_as_its_bars():
    assert drawn(BARS).width == 2 * WIDTH


def test_a_kind_that_never_occurs_is_not_in_the_legend():
    assert "too_old" not in paths(drawn(({"too_old": 0, "open": 5},)))


def test_without_any_amount_there_is_no_picture():
    assert drawn(({"received": 0, "open": 0},)) is None
    assert drawn(()) is None


@pytest.mark.parametrize(
    ("place", "at", "anchor"), [(0, 4, "start"), (5, 50, "middle"), (10, 95, "end")]
)
def test_a_mark_stands_above_its_bar_and_leans_inwards(place, at, anchor):
    mark = mark_at(place, 11, "here")
    assert (mark.at, mark.anchor) == (at, anchor)
