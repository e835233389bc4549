"""The picture of a result: its parts, its mark and the words that say what it shows."""

import pytest

from functions.exports.charts import Chart, Mark, Part
from functions.pages.environment import environment
from tests.pages.test_form import Page


def picture(mark=None, kinds=("received", "open")):
    chart = Chart(
        id="chart",
        title="Title",
        text="What it shows.",
        parts=tuple(Part(kind=kind, name=f"name of {kind}", path=f"M{kind}") for kind in kinds),
        width=20,
        top="€100.00",
        left="January",
        right="December",
        mark=mark,
    )
    return Page(environment().get_template("results/charts.html").module.picture(chart))


def test_picture_is_named_and_described_by_its_words():
    page = picture()
    drawn = page.one("svg", role="img")
    assert drawn["aria-labelledby"] == "chart-title chart-text"
    assert page.one("title", id="chart-title")["text"] == "Title"
    assert page.one("desc", id="chart-text")["text"] == "What it shows."
    assert page.one("strong")["text"] == "Title"


def test_picture_has_a_legend_of_its_parts_in_their_order():
    page = picture()
    assert [item["text"].strip() for item in page.all("li")] == [
        "name of received",
        "name of open",
    ]
    assert [rect["class"] for rect in page.all("rect") if "chart-part" in rect["class"]] == [
        "chart-part chart-received",
        "chart-part chart-open",
    ]


def test_each_part_of_a_picture_is_a_path_of_its_kind():
    assert [(path["class"], path["d"]) for path in picture().all("path")] == [
        ("chart-part chart-received", "Mreceived"),
        ("chart-part chart-open", "Mopen"),
    ]


@pytest.mark.parametrize("kind", ["conditional", "too_old", "household"])
def test_part_that_needs_more_than_its_colour_is_striped_in_legend_and_picture(kind):
    page = picture(kinds=("open", kind))
    assert page.one("pattern", id="chart-stripes")
    striped = [(e["tag"], e["class"]) for e in page.elements if "fill" in e]
    assert striped == [("rect", f"chart-part chart-{kind}"), ("path", f"chart-part chart-{kind}")]
    assert {e["fill"] for e in page.elements if "fill" in e} == {"url(#chart-stripes)"}


def test_picture_says_its_height_and_its_two_ends():
    assert [(e["text"], e["x"]) for e in picture().all("text")] == [
        ("€100.00", "0"),
        ("January", "0"),
        ("December", "100%"),
    ]
    assert picture().one("svg", preserveaspectratio="none", x="0")["viewbox"] == "0 0 20 1000"


def test_picture_without_a_mark_has_the_whole_height():
    page = picture()
    drawn = page.one("svg", x="0")
    assert (drawn["y"], drawn["height"]) == ("1.5em", "9.5em")
    assert page.all("line", **{"class": "chart-mark-line"}) == []


def test_mark_stands_with_its_text_and_line_at_its_place_above_lower_bars():
    page = picture(Mark(at=37, anchor="end", text="here"))
    word = page.one("text", **{"class": "chart-mark"})
    assert (word["x"], word["text-anchor"], word["text"]) == ("37%", "end", "here")
    line = page.one("line", **{"class": "chart-mark-line"})
    assert (line["x1"], line["x2"]) == ("37%", "37%")
    drawn = page.one("svg", x="0")
    assert (drawn["y"], drawn["height"]) == ("3em", "8em")
