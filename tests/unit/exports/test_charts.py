"""The pictures in results: whole numbers, to scale, a mark where the reader is."""

import pytest

from functions.exports.charts import HEIGHT, WIDTH, Mark, chart, mark_at
from functions.i18n.catalog import catalog_of
from functions.law.core.values import Cents

KEY = "arrears.chart"
BARS = ({"received": 0, "open": 10000}, {"received": 2500, "open": 2500})


def rendered(bars, **more):
    months = {"from_month": 1, "to_month": 2}
    return chart(
        catalog_of("en"), KEY, bars, id="chart", top=Cents, ends=("a", "b"), **months, **more
    )


def paths(picture):
    return {part.kind: part.path for part in picture.parts}


def test_highest_bar_has_whole_height():
    assert paths(rendered(BARS))["open"].startswith(f"M1 {HEIGHT}v-{HEIGHT}h8v{HEIGHT}z")


def test_bar_segment_starts_at_top_of_segment_below():
    assert paths(rendered(BARS)) == {
        "received": "M11 1000v-250h8v250z",
        "open": "M1 1000v-1000h8v1000zM11 750v-250h8v250z",
    }


def test_drawing_is_as_wide_as_its_bars():
    assert rendered(BARS).width == 2 * WIDTH


def test_kind_that_never_occurs_is_not_in_legend():
    assert "too_old" not in paths(rendered(({"too_old": 0, "open": 5},)))


def test_chart_without_amounts_is_absent():
    assert rendered(({"received": 0, "open": 0},)) is None
    assert rendered(()) is None


@pytest.mark.parametrize(
    ("place", "at", "anchor"), [(0, 4, "start"), (5, 50, "middle"), (10, 95, "end")]
)
def test_label_is_above_its_bar_and_anchored_inwards(place, at, anchor):
    mark = mark_at(place, 11, "here")
    assert (mark.at, mark.anchor) == (at, anchor)


@pytest.mark.parametrize(
    ("place", "anchor"), [(3, "start"), (4, "middle"), (6, "middle"), (7, "end")]
)
def test_label_near_third_of_width_is_anchored_by_its_third(place, anchor):
    # Of eleven bars: 3 is at 31 %, 4 at 40, 6 at 59, 7 at 68.
    assert mark_at(place, 11, "here").anchor == anchor


@pytest.mark.parametrize(("place", "at", "anchor"), [(16, 33, "start"), (33, 67, "end")])
def test_label_at_third_of_width_is_anchored_inwards(place, at, anchor):
    # Of fifty bars, each is 2 % wide, and its middle is 1 % from its edge.
    mark = mark_at(place, 50, "here")
    assert (mark.at, mark.anchor, mark.text) == (at, anchor, "here")


def test_label_just_before_two_thirds_of_width_is_centred():
    # The seventeenth of 25 bars, each 4 % wide: its middle is at 66 %.
    assert mark_at(16, 25, "here") == Mark(at=66, anchor="middle", text="here")


def test_chart_in_english_has_its_words_and_height_as_amount():
    picture = rendered(BARS, mark=mark_at(0, 2, "here"))
    assert picture.id == "chart"
    assert picture.title == "Chart of what you received and what is missing"
    assert "from 1 to 2. The highest bar is €100.00." in picture.text
    assert [part.name for part in picture.parts] == ["received", "missing"]
    assert (picture.top, picture.left, picture.right) == ("€100.00", "a", "b")
    assert picture.mark == mark_at(0, 2, "here")
    assert rendered(BARS).mark is None


def test_indivisible_segment_height_is_rounded_down_to_whole_step():
    # 1/3 of 1,000 is 333; the part above it begins there and has what is left to 666.
    bars = ({"received": 1, "open": 1, "too_old": 1},)
    assert paths(rendered(bars)) == {
        "received": "M1 1000v-333h8v333z",
        "open": "M1 667v-333h8v333z",
        "too_old": "M1 334v-334h8v334z",
    }
