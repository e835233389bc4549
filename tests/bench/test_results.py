import json

import pytest

from bench.measurement import Spread
from bench.results import Result, Table, at_least, at_most, document, shown, text

TABLE = Table(
    "a table",
    ("ms", "times"),
    {
        "ours": (Spread(1.5, 1.25, 1.75), 1.0),
        "a peer that has no figure": (None, "-"),
    },
)
RESULT = Result(
    (TABLE,),
    (
        at_least("rate", 20, 25.4),
        at_most("start", 1.3, 1.71, cause="the import takes most of it"),
    ),
    ("a note",),
)


def test_the_table_stands_in_columns():
    lines = text(RESULT).splitlines()
    assert lines[1:5] == [
        "a table                                  ms  times",
        "--------------------------------------------------",
        "ours                       1.50 (1.25-1.75)   1.00",
        "a peer that has no figure                 -      -",
    ]


def test_a_target_that_is_met_says_so_without_a_cause():
    met = at_least("rate", 20, 25.4, cause="nothing to explain")
    assert met.is_met
    assert met.cause == ""
    assert "met     rate: 25.4 (wanted: at least 20.0 times)" in text(RESULT)


def test_a_target_that_is_missed_is_shown_as_missed_with_its_cause():
    words = text(RESULT)
    assert "MISSED  start: 1.71 (wanted: at most 1.30 times)" in words
    assert "the import takes most of it" in words


def test_a_figure_that_just_reaches_its_target_meets_it():
    assert at_least("rate", 20, 20.0).is_met
    assert at_most("start", 1.3, 1.3).is_met


def test_the_json_holds_what_the_table_shows():
    found = json.loads(json.dumps(document(RESULT)))
    assert found == {
        "tables": [
            {
                "title": "a table",
                "columns": ["ms", "times"],
                "rows": [
                    {
                        "name": "ours",
                        "figures": [{"median": 1.5, "lower": 1.25, "upper": 1.75}, 1.0],
                    },
                    {"name": "a peer that has no figure", "figures": [None, "-"]},
                ],
            }
        ],
        "targets": [
            {
                "what": "rate",
                "wanted": "at least 20.0 times",
                "found": "25.4",
                "is_met": True,
                "cause": "",
            },
            {
                "what": "start",
                "wanted": "at most 1.30 times",
                "found": "1.71",
                "is_met": False,
                "cause": "the import takes most of it",
            },
        ],
        "notes": ["a note"],
    }


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (0, "0"),
        (1234.5, "1,234"),
        (12.34, "12.3"),
        (1.234, "1.23"),
        (-1.234, "-1.23"),
        (0.01234, "0.0123"),
    ],
)
def test_a_figure_has_three_digits_that_count(figure, words):
    assert shown(figure) == words
