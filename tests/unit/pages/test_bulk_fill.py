"""One amount for every empty month: what it fills, what it leaves, and what it refuses."""

import pytest

from functions.pages.bulk_fill import BulkFill, bulk_fill, columns
from functions.pages.repeated_rows import FormState
from tests.unit.pages.test_form_view import AMOUNT, FORM, MONTHS

ROWS = {
    "paid[0].month": "2026-02",
    "paid[0].amount": " ",
    "paid[1].month": "2026-03",
    "paid[1].amount": "0",
}
ARRANGED = FormState(typed={"note": "x", **ROWS}, months=MONTHS)


def test_empty_month_gets_the_amount_and_the_others_stay():
    arranged, filling = bulk_fill(FORM, "fill:paid", ARRANGED, " 5,00 ")
    assert arranged.typed == {"note": "x", **ROWS, "paid[0].amount": "5,00"}
    assert arranged.months == MONTHS
    assert filling == BulkFill(typed="", count=1, issue=None)


@pytest.mark.parametrize("intent", ["calculate", "add:paid", "fill", "fill:children"])
def test_other_button_fills_nothing_and_keeps_the_amount(intent):
    assert bulk_fill(FORM, intent, ARRANGED, "5") == (ARRANGED, BulkFill(typed="5"))


@pytest.mark.parametrize(
    ("typed", "code", "limits"),
    [
        (" ", "not_an_amount", {}),
        ("much", "not_an_amount", {}),
        ("9,01", "out_of_range", {"minimum": 0, "maximum": 900}),
    ],
)
def test_amount_that_cannot_be_used_fills_nothing_and_says_why(typed, code, limits):
    arranged, filling = bulk_fill(FORM, "fill:paid", ARRANGED, typed)
    assert arranged == ARRANGED
    assert (filling.typed, filling.count) == (typed, None)
    assert (filling.issue.path, filling.issue.code, filling.issue.limits) == ("fill", code, limits)


def test_columns_of_a_table_are_its_questions_but_for_the_month():
    assert columns(FORM, "paid") == (AMOUNT,)
