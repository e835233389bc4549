"""The reader of pages, and the search for fragments, on pages written for it."""

import pytest

from tests.golden.page_text import bars, mismatch, page_lines

PAGE = """
<main><h1>Not of the result</h1>
<section class="result"><h2>Your result</h2>
<div class="verdict verdict--later"><p><strong>Not&nbsp;yet</strong></p>
<p>From\u202f1 May.<br>art. 6</p></div>
<table><caption>Months</caption><tr><th>May</th><td>10,00&nbsp;€</td><td></td></tr>
<tr><th>June</th><td></td><td>2,00 €</td></tr></table>
<dl><dt>When?</dt><dd>1/5/2025</dd></dl><input name="x" value="not read">
<svg class="chart-picture" aria-labelledby="chart-title chart-text"><title>Bars</title>
<path class="chart-part chart-open" d="M1 1000v-500h8v500zM11 1000v-500h8v500zM31 500v-250h8v250z"/>
</svg></figure></section><form><p>Not of the result</p></form></main>
"""
LINES = [
    "Your result",
    "[later]",
    "Not yet",
    "From 1 May.",
    "art. 6",
    "Months",
    "May | 10,00 €",
    "June | | 2,00 €",
    "When? | 1/5/2025",
    "Bars",
]


def test_page_lines_hold_the_blocks_and_rows_of_the_result():
    assert page_lines(PAGE) == LINES


def test_bars_hold_runs_of_equal_bars():
    assert bars(PAGE) == {"chart open": "1-2: 0-500, 4: 500-750"}


def test_mismatch_of_fragments_in_their_order_is_empty():
    assert not mismatch(LINES, ["[later]", "From 1 May", "May | 10,00 €", "When? | 1/5/2025"])


@pytest.mark.parametrize(
    "fragments",
    [
        ["Not yet", "[later]"],
        ["May | 10,00"],
        ["0,00 €"],
        ["Your", "Your"],
        ["Not ye"],
        ["June | 2,00 €"],
    ],
    ids=["order", "part of a row", "part of a number", "twice", "part of a word", "empty cell"],
)
def test_mismatch_of_a_missing_fragment_names_it(fragments):
    assert fragments[-1] in mismatch(LINES, fragments)
