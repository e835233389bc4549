"""The rows of a table of months: what was typed follows its month."""

from functions.law.core.values import Month
from functions.pages.month_rows import months_typed, with_month_rows
from tests.unit.pages.test_form_view import FORM, MONTHS

TYPED = {
    "note": "x",
    "paid[0].month": " 2026-03 ",
    "paid[0].amount": "5",
    "paid[1].month": "2025-12",
    "paid[1].amount": "7",
    "children[0].school": "yes",
}


def test_month_of_each_row_is_found_without_the_space_around_it():
    assert months_typed(TYPED, "paid") == {"2026-03": 0, "2025-12": 1}
    assert months_typed(TYPED, "children") == {}


def test_rows_are_those_of_the_months_in_their_order_and_the_other_answers_stay():
    assert with_month_rows(FORM, "paid", TYPED, MONTHS) == {
        "note": "x",
        "children[0].school": "yes",
        "paid[0].month": "2026-02",
        "paid[0].amount": "",
        "paid[1].month": "2026-03",
        "paid[1].amount": "5",
    }


def test_without_any_month_there_are_no_rows():
    assert with_month_rows(FORM, "paid", TYPED, ()) == {"note": "x", "children[0].school": "yes"}


def test_row_without_an_amount_is_empty():
    only_month = {"paid[3].month": "2026-02"}
    assert with_month_rows(FORM, "paid", only_month, (Month(2026, 2),)) == {
        "paid[0].month": "2026-02",
        "paid[0].amount": "",
    }
