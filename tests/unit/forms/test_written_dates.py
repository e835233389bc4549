"""Dates and months as people write and paste them, in four languages."""

from datetime import date

import pytest

from functions.forms.definition import Kind, Question
from functions.forms.numbers import ParseError
from functions.forms.parse_form import parse_value
from functions.forms.written_dates import MONTHS, written_date, written_month
from functions.law.core.values import Month


@pytest.mark.parametrize(
    "text",
    [
        "15/03/2022",
        "15-3-2022",
        "15.3.2022",
        "15. 3. 2022",
        "15 03 2022",
        "15032022",
        "2022-03-15",
        "2022/3/15",
        "15 mars 2022",
        "15 maart 2022",
        "15. M\u00e4rz 2022",
        "15 March 2022",
        "March 15, 2022",
        "march 15th 2022",
        "le mardi 15 mars 2022",
        "15 MRT 2022",
        "15\u00a0mars\u202f2022",
    ],
)
def test_date_is_read_in_each_way_to_write_it(text):
    assert written_date(text) == date(2022, 3, 15)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1er ao\u00fbt 2020", date(2020, 8, 1)),
        ("3 juil. 2020", date(2020, 7, 3)),
        ("2 f\u00e9vr 2024", date(2024, 2, 2)),
        ("op 9 augustus 2021", date(2021, 8, 9)),
        ("31. Dez. 2019", date(2019, 12, 31)),
    ],
)
def test_name_of_month_may_be_cut_short(text, day):
    assert written_date(text) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("soon", "not_a_date"),
        ("3 jui 2020", "not_a_date"),
        ("15 ma 2022", "not_a_date"),
        ("15/03", "not_a_date"),
        ("150 3 2022", "not_a_date"),
        ("15 03 022", "not_a_date"),
        ("31/02/2022", "no_such_date"),
        ("31 april 2022", "no_such_date"),
        ("15/03/22", "short_year"),
        ("15-3-22", "short_year"),
        ("150322", "short_year"),
        ("15 mars 22", "short_year"),
        ("31/02/22", "no_such_date"),
    ],
)
def test_date_that_cannot_be_used_is_refused_for_its_reason(text, code):
    with pytest.raises(ParseError, match=code):
        written_date(text)


@pytest.mark.parametrize(
    ("text", "suggested"), [("15/03/22", date(2022, 3, 15)), ("15/03/98", date(1998, 3, 15))]
)
def test_year_of_two_digits_is_asked_back_with_the_likely_one(text, suggested):
    with pytest.raises(ParseError) as refused:
        written_date(text)
    assert refused.value.limits == {"day": suggested}


@pytest.mark.parametrize(
    "text", ["11/2026", "2026-11", "112026", "nov 2026", "novembre 2026", "November 2026"]
)
def test_month_is_read_in_each_way_to_write_it(text):
    assert written_month(text) == Month(2026, 11)


@pytest.mark.parametrize(
    ("text", "code"),
    [("2026", "not_a_month"), ("x 2026", "not_a_month"), ("11/26", "short_year")],
)
def test_month_that_cannot_be_used_is_refused_for_its_reason(text, code):
    with pytest.raises(ParseError, match=code):
        written_month(text)


def test_each_month_is_named_in_every_language():
    for number, names in enumerate(MONTHS, start=1):
        for name in names.split():
            assert written_month(f"{name} 2026") == Month(2026, number)


def test_signs_that_nobody_sees_are_taken_out():
    question = Question(path="day", kind=Kind.DATE)
    assert parse_value(question, "\u200e15/03/\u200b2022\ufeff") == date(2022, 3, 15)
