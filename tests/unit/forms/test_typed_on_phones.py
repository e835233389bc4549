"""What telephones send and what is pasted, as public issues report it, each input exactly."""

from datetime import date

import pytest

from functions.forms.definition import Kind, Question
from functions.forms.numbers import ParseError
from functions.forms.parse_form import parse_value
from functions.law.core.values import Month

DAY = date(2024, 2, 29)
AMOUNT = Question(path="amount", kind=Kind.AMOUNT, minimum="0.00", maximum="1000000.00")
DATE, MONTH = Question(path="day", kind=Kind.DATE), Question(path="month", kind=Kind.MONTH)
UNSEEN = ("\u200e", "\u200b", "\ufeff")


@pytest.mark.parametrize(
    ("typed", "month"), [("042026", Month(2026, 4)), ("052026", Month(2026, 5))]
)
def test_month_of_digits_alone_is_read(typed, month):
    assert parse_value(MONTH, typed) == month


@pytest.mark.parametrize(
    "typed",
    [
        "29022024",
        "20240229",
        "29 / 02 / 2024",
        "2024/02/29",
        "29 février 2024",
        "29 februari 2024",
        "29. Februar 2024",
        "29 February 2024",
        "\u200e29/\u200e02/\u200e2024",
        *(f"{sign}29/02/2024" for sign in UNSEEN),
    ],
)
def test_day_is_read_however_it_is_written(typed):
    assert parse_value(DATE, typed) == DAY


@pytest.mark.parametrize(("typed", "day"), [("10 maart 2022", 10), ("1er mars 2022", 1)])
def test_day_of_a_letter_is_read(typed, day):
    assert parse_value(DATE, typed) == date(2022, 3, day)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("19052010", date(2010, 5, 19)),
        ("20122012", date(2012, 12, 20)),
        ("20101105", date(2010, 11, 5)),
    ],
)
def test_eight_digits_begin_with_the_year_only_where_they_do_not_end_with_one(typed, day):
    assert parse_value(DATE, typed) == day


@pytest.mark.parametrize(
    "typed",
    [
        "150,00 EUR",
        "150 euro",
        "150 euros",
        "150,-",
        "150.-",
        "150 €",
        *(f"{sign}150,00" for sign in UNSEEN),
    ],
)
def test_amount_is_read_as_judgments_write_it(typed):
    assert parse_value(AMOUNT, typed) == 15000


@pytest.mark.parametrize("typed", ["31/02/2024", "00/00/0000", "29/02/2023", "30022024"])
def test_day_that_no_calendar_has_is_refused_as_such(typed):
    with pytest.raises(ParseError) as refused:
        parse_value(DATE, typed)
    assert refused.value.code == "no_such_date"


@pytest.mark.parametrize("typed", ["1/2/24", "29.2.24", "15-3-22"])
def test_year_of_two_digits_is_asked_back(typed):
    with pytest.raises(ParseError) as refused:
        parse_value(DATE, typed)
    assert refused.value.code == "short_year"
