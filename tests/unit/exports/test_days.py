"""The days of a result in words: for a calendar file and for the summary."""

from datetime import date

from functions.exports.days import day_of_step, key_days, one_day
from functions.i18n.catalog import catalog_of
from functions.law.core.trace import Source, TraceStep
from functions.law.maintenance.key_dates import KeyDate

LAW = Source("maintenance_advances_act", "4")
CAL = catalog_of("en")


def test_day_about_second_child_counts_children_from_one():
    day = one_day("advances.key_dates.age_limit", date(2041, 3, 2), LAW, CAL, 1)
    assert day.child == 2
    assert day.title == "Child 2 turns 26"
    assert day.text.startswith("The last advance for this child is for this month,")
    assert (day.code, day.date, day.source) == (
        "advances.key_dates.age_limit",
        date(2041, 3, 2),
        LAW,
    )


def test_day_about_no_child_has_no_number():
    day = one_day("advances.key_dates.indexation", date(2027, 7, 1), LAW, CAL)
    assert (day.child, day.title) == (None, "The maintenance is indexed")


def test_day_fills_its_words_with_inputs_given():
    day = one_day("advances.key_dates.renewal", date(2027, 7, 1), LAW, CAL, number=3)
    assert (day.child, day.title) == (None, "Renew the advances for child 3")


def test_key_days_keep_their_order_and_day_of_calculation():
    dates = (
        KeyDate(code="renewal", day=date(2031, 11, 30), source=LAW, child=0),
        KeyDate(code="indexation", day=date(2027, 7, 1), source=LAW),
    )
    days = key_days("advances", date(2026, 11, 21), "2022-03-10", dates, CAL)
    assert days.calculated_for == date(2026, 11, 21)
    assert [(day.title, day.date) for day in days.days] == [
        ("Renew the advances for child 1", date(2031, 11, 30)),
        ("The maintenance is indexed", date(2027, 7, 1)),
    ]


def test_day_of_step_has_source_of_its_step():
    steps = (
        TraceStep(rule="a", inputs={}, value=date(2027, 2, 1), source=Source("judicial_code")),
        TraceStep(rule="b", inputs={}, value=date(2027, 3, 1), source=LAW),
    )
    day = day_of_step("appeal_until", date(2027, 3, 1), "particulars", steps, CAL)
    assert (day.title, day.date, day.source) == ("Last day to appeal", date(2027, 3, 1), LAW)
