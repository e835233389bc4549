import pytest

from bench.measurement import Spread
from bench.results import Result, Table, Target, shown, text

TABLE = Table(
    "a table",
    ("ms", "times"),
    {
        "the product": (Spread(1.5, 1.25, 1.75), 1.0),
        "a baseline without a figure": (None, "-"),
    },
)


def test_text_prints_table_in_columns():
    assert text(Result((TABLE,))).splitlines() == [
        "",
        "a table                                    ms  times",
        "----------------------------------------------------",
        "the product                  1.50 (1.25-1.75)   1.00",
        "a baseline without a figure                 -      -",
    ]


def test_text_prints_targets_and_notes_below_table():
    targets = (Target("rate", 25.4, at_least=20), Target("start", 1.71, at_most=1.3))
    assert text(Result((), targets, ("a note",))).splitlines() == [
        "",
        "target met      rate: 25.4 (at least 20)",
        "target NOT MET  start: 1.71 (at most 1.3)",
        "",
        "- a note",
    ]


def test_target_that_is_just_reached_is_met():
    assert Target("rate", 20.0, at_least=20).is_met
    assert Target("start", 1.3, at_most=1.3).is_met


@pytest.mark.parametrize(
    ("figure", "printed"),
    [
        (0, "0"),
        (1234.5, "1,234"),
        (12.34, "12.3"),
        (1.234, "1.23"),
        (-1.234, "-1.23"),
        (0.01234, "0.0123"),
    ],
)
def test_figure_has_three_significant_digits(figure, printed):
    assert shown(figure) == printed
