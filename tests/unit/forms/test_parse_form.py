from datetime import date

import pytest

from functions.forms import parse_form
from functions.forms.definition import Kind, Question
from functions.forms.errors import ParseErrorCode
from functions.forms.numbers import ParseError, bounds
from functions.law.core.values import Cents, IndexPoints, Month

AMOUNT = Question(path="debt", kind=Kind.AMOUNT, minimum="0.00", maximum="1000000.00")
INDEX = Question(path="index", kind=Kind.INDEX, minimum="1.00", maximum="999.99")
DATE = Question(path="day", kind=Kind.DATE)
MONTH = Question(path="month", kind=Kind.MONTH)
BOOLEAN = Question(path="served", kind=Kind.BOOLEAN)
COUNT = Question(path="children", kind=Kind.INTEGER, minimum="0", maximum="20")


def refusal(question, text):
    with pytest.raises(ParseError) as refused:
        parse_form.parse_value(question, text)
    return refused.value.code


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("0", 0),
        ("175", 17500),
        ("175,5", 17550),
        ("175.50", 17550),
        ("1234,56", 123456),
        ("1.234,56", 123456),
        ("1,234.56", 123456),
        ("1 234,56", 123456),
        ("1\u00a0234,56", 123456),
        ("1\u202f234", 123400),
        ("12 345.6", 1234560),
        ("1.000.000", 100000000),
        ("1.600,-", 160000),
        ("1.600,\u2013 €", 160000),
        ("1600,-", 160000),
        ("€ 175,50", 17550),
        ("175,50 €", 17550),
        ("175,50\u00a0€", 17550),
        ("  007,00 ", 700),
    ],
)
def test_amount_in_usual_notations_is_read(text, cents):
    assert parse_form.parse_value(AMOUNT, text) == cents


@pytest.mark.parametrize("text", ["1.234", "1,234", "123.456", "0,500"])
def test_amount_that_can_be_read_in_two_ways_is_refused(text):
    assert refusal(AMOUNT, text) == ParseErrorCode.UNCLEAR


@pytest.mark.parametrize("text", ["1,2345", "12.34567", "1 234,567", "1.234,567"])
def test_amount_with_more_than_two_decimals_is_refused(text):
    assert refusal(AMOUNT, text) == ParseErrorCode.TOO_MANY_DECIMALS


@pytest.mark.parametrize("text", ["-1", "-1,50", "− 20", "€ -3"])  # noqa: RUF001 - typed so
def test_amount_below_zero_is_refused_as_such(text):
    assert refusal(AMOUNT, text) == ParseErrorCode.NEGATIVE


@pytest.mark.parametrize(
    "text", ["abc", "12,", ",50", "1 23", "12.34,56", "1..2", "1e3", "NaN", "٣", "12 34,5", "-"]
)
def test_text_that_is_no_amount_is_refused(text):
    assert refusal(AMOUNT, text) == ParseErrorCode.NOT_AN_AMOUNT


@pytest.mark.parametrize("text", ["1000000,01", "9" * 5000, "99999999"])
def test_amount_above_bound_is_refused_with_bounds(text):
    assert refusal(AMOUNT, text) == "out_of_range"


def test_index_with_three_decimals_is_refused():
    assert refusal(INDEX, "127.111") == ParseErrorCode.TOO_MANY_DECIMALS


@pytest.mark.parametrize(
    "text",
    [
        "21/11/2026",
        "21.11.2026",
        "21-11-2026",
        "21 11 2026",
        "21112026",
        "2026-11-21",
        " 21/11/2026 ",
    ],
)
def test_date_in_usual_notations_is_read(text):
    assert parse_form.parse_value(DATE, text) == date(2026, 11, 21)


def test_date_without_leading_zeros_is_read():
    assert parse_form.parse_value(DATE, "3/5/2015") == date(2015, 5, 3)


@pytest.mark.parametrize(
    "text", ["31/02/2022", "29/02/2023", "00/01/2020", "12/13/2020", "1/1/0000"]
)
def test_date_that_does_not_exist_is_refused_as_such(text):
    assert refusal(DATE, text) == ParseErrorCode.NO_SUCH_DATE


@pytest.mark.parametrize("text", ["yesterday", "21/11", "2111202", "21/11/226", "21 nov nov 2026"])
def test_text_that_is_no_date_is_refused(text):
    assert refusal(DATE, text) == ParseErrorCode.NOT_A_DATE


@pytest.mark.parametrize("text", ["2026-03", "03/2026", "3/2026"])
def test_month_is_read_in_both_orders(text):
    assert parse_form.parse_value(MONTH, text) == Month(2026, 3)


@pytest.mark.parametrize(
    ("text", "code"),
    [("March", "not_a_month"), ("3/26", "short_year"), ("13/2026", "no_such_date")],
)
def test_month_that_cannot_be_is_refused_for_its_reason(text, code):
    assert refusal(MONTH, text) == code


@pytest.mark.parametrize(("text", "answer"), [("yes", True), ("no", False)])
def test_yes_and_no_are_answers_of_page(text, answer):
    assert parse_form.parse_value(BOOLEAN, text) is answer


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("-1", "negative"),
        ("-x", "not_an_integer"),
        ("2,5", "not_an_integer"),
        ("21", "out_of_range"),
    ],
)
def test_count_that_cannot_be_is_refused(text, code):
    assert refusal(COUNT, text) == code


def test_choice_on_page_is_one_of_its_options():
    question = Question(path="kind", kind=Kind.CHOICE, options=("judgment", "deed"))
    assert parse_form.parse_value(question, " deed ") == "deed"
    assert refusal(question, "decree") == ParseErrorCode.NOT_A_CHOICE


@pytest.mark.parametrize("text", ["true", "Yes", "1", ""])
def test_answer_of_a_page_that_is_neither_yes_nor_no_is_refused(text):
    assert refusal(BOOLEAN, text) == ParseErrorCode.NOT_A_BOOLEAN


@pytest.mark.parametrize("digits", ["9" * 12, f"0{'9' * 12}"])
def test_number_of_twelve_digits_is_read_where_its_bound_allows_it(digits):
    question = Question(path="number", kind=Kind.INTEGER, minimum="0", maximum="9" * 13)
    assert parse_form.parse_value(question, digits) == 999_999_999_999


def test_number_of_thirteen_digits_is_out_of_range_whatever_its_bound():
    question = Question(path="number", kind=Kind.INTEGER, minimum="0", maximum="9" * 13)
    assert refusal(question, "9" * 13) == "out_of_range"


@pytest.mark.parametrize(
    ("question", "lowest", "highest"),
    [
        (AMOUNT, Cents(0), Cents(100_000_000)),
        (INDEX, IndexPoints(100), IndexPoints(99_999)),
        (COUNT, 0, 20),
    ],
)
def test_bounds_of_a_figure_have_its_unit(question, lowest, highest):
    found = bounds(question)
    assert found == {"minimum": lowest, "maximum": highest}
    assert [type(limit) for limit in found.values()] == [type(lowest), type(highest)]


def test_question_about_a_figure_without_a_bound_is_an_error():
    with pytest.raises(LookupError, match="both bounds"):
        bounds(Question(path="number", kind=Kind.INTEGER, minimum="0"))


@pytest.mark.parametrize(
    "text",
    [
        "200 EUR",
        "EUR 200",
        "200 euro",
        "200 euros",
        "200€",
        "€ 200,-",
        "200,-",
        "200.\u2013",
        "200,-- \u20ac",
        "2\u200b00",
        "\ufeff200\u00a0\u20ac",
    ],
)
def test_amount_as_it_is_pasted_is_read(text):
    assert parse_form.parse_value(AMOUNT, text) == Cents(20000)


@pytest.mark.parametrize("text", ["euro", "200 dollar", "200 EUR EUR EUR", ",-"])
def test_amount_in_other_words_is_refused(text):
    assert refusal(AMOUNT, text) == ParseErrorCode.NOT_AN_AMOUNT
