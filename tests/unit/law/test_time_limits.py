"""Judicial Code, arts 48 to 54: how days, working days and months are counted."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.law.core.rule import RuleError
from functions.law.core.time_limits import (
    Length,
    days_from,
    months_counting_first_day,
    months_from,
    not_moved_note,
    time_limit,
)
from functions.law.core.trace import Source
from functions.law.core.working_days import (
    ONE_DAY,
    easter_sunday,
    is_working_day,
    working_day_after,
    working_day_from,
)
from functions.parameters import load

HOLIDAYS = load.holidays()
DAYS = st.dates(date(2004, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 7, 21),
        date(2026, 8, 15),
        date(2026, 11, 1),
        date(2026, 11, 11),
        date(2026, 12, 25),
    ],
)
def test_the_ten_legal_holidays_of_2026(day):
    assert HOLIDAYS.include(day)


def test_a_year_has_ten_legal_holidays_and_no_other():
    # In 2008 Ascension fell on 1 May.
    for year, number in ((2026, 10), (2024, 10), (2008, 9)):
        days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
        assert sum(HOLIDAYS.include(day) for day in days if day.year == year) == number


@pytest.mark.parametrize(
    "sunday",
    [date(2008, 3, 23), date(2011, 4, 24), date(2024, 3, 31), date(2027, 3, 28), date(2038, 4, 25)],
)
def test_easter_sunday_is_the_one_of_the_calendar(sunday):
    assert easter_sunday(sunday.year) == sunday


@given(DAYS)
def test_a_working_day_is_no_saturday_no_sunday_and_no_legal_holiday(day):
    assert is_working_day(day, HOLIDAYS) is (
        day.isoweekday() not in {6, 7} and not HOLIDAYS.include(day)
    )


def test_a_term_in_days_runs_from_the_day_after_its_event_and_every_day_counts():
    term = days_from(date(2026, 3, 2), 15, HOLIDAYS)
    assert (term.first_day, term.ends_on) == (date(2026, 3, 3), date(2026, 3, 17))


def test_a_last_day_that_is_a_saturday_a_sunday_or_a_holiday_moves_to_the_next_working_day():
    assert days_from(date(2026, 3, 6), 1, HOLIDAYS).ends_on == date(2026, 3, 9)
    # From Good Friday over Easter Monday.
    assert days_from(date(2026, 4, 3), 1, HOLIDAYS).ends_on == date(2026, 4, 7)


def test_a_term_that_does_not_move_ends_on_the_day_counted():
    assert days_from(date(2026, 3, 6), 1, None).ends_on == date(2026, 3, 7)


@pytest.mark.parametrize(
    ("event", "months", "last"),
    [
        (date(2026, 3, 9), 1, date(2026, 4, 9)),
        (date(2026, 1, 31), 1, date(2026, 3, 2)),  # 28 February 2026 is a Saturday
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 11, 30), 3, date(2026, 3, 2)),
        (date(2026, 1, 30), 1, date(2026, 3, 2)),
    ],
)
def test_a_month_runs_to_the_same_day_number_or_to_the_last_day_of_a_shorter_month(
    event, months, last
):
    assert months_from(event, months, HOLIDAYS).ends_on == last


@pytest.mark.parametrize(
    ("event", "months", "last"),
    [
        (date(2025, 4, 30), 1, date(2025, 5, 31)),
        (date(2025, 2, 28), 1, date(2025, 3, 31)),
        (date(2024, 2, 28), 1, date(2024, 3, 28)),
        (date(2024, 2, 29), 3, date(2024, 5, 31)),
    ],
)
def test_a_month_that_starts_on_the_first_ends_with_its_month(event, months, last):
    assert months_from(event, months, None).ends_on == last


def test_the_third_working_day_after_dispatch_leaves_out_the_week_end_and_the_holidays():
    assert working_day_after(date(2026, 3, 2), 3, HOLIDAYS) == date(2026, 3, 5)
    assert working_day_after(date(2026, 3, 6), 3, HOLIDAYS) == date(2026, 3, 11)
    # Thursday before Easter: Friday, then Tuesday and Wednesday.
    assert working_day_after(date(2026, 4, 2), 3, HOLIDAYS) == date(2026, 4, 8)


@given(DAYS, st.integers(1, 40))
def test_a_moved_day_is_a_working_day_and_no_working_day_is_passed_over(event, days):
    term = days_from(event, days, HOLIDAYS)
    assert is_working_day(term.ends_on, HOLIDAYS)
    passed = (term.ends_on - term.counted_to).days
    assert not any(
        is_working_day(term.counted_to + timedelta(days=n), HOLIDAYS) for n in range(passed)
    )


@given(DAYS)
def test_a_working_day_stays_where_it_is(day):
    assert (working_day_from(day, HOLIDAYS) == day) is is_working_day(day, HOLIDAYS)


APPEAL = time_limit("tested_appeal", Length.MONTHS, Source("judicial_code", "53"))


def test_moved_term_says_its_first_day_and_by_how_many_days_it_moves():
    term = APPEAL.ends(date(2026, 3, 7), 1, holidays=HOLIDAYS)
    assert term.step.rule == "deadline.tested_appeal"
    moved = APPEAL.ends(date(2026, 3, 4), 1, holidays=HOLIDAYS)
    assert (moved.step.rule, moved.day) == ("deadline.tested_appeal.moved", date(2026, 4, 7))
    assert moved.step.inputs == {
        "event": date(2026, 3, 4),
        "months": 1,
        "first_day": date(2026, 3, 5),
        "counted_to": date(2026, 4, 4),
        "days_moved": 3,
    }


@pytest.mark.parametrize(
    ("first_day", "last"),
    [
        (date(2026, 11, 5), date(2026, 12, 4)),
        (date(2026, 4, 9), date(2026, 5, 8)),
        (date(2026, 5, 19), date(2026, 6, 18)),
        (date(2026, 12, 22), date(2027, 1, 21)),
        (date(2026, 4, 1), date(2026, 4, 30)),
        # No such number in the next month: its last day.
        (date(2026, 3, 31), date(2026, 4, 30)),
        (date(2025, 1, 29), date(2025, 2, 28)),
        (date(2024, 1, 29), date(2024, 2, 28)),
        # 30 April to 29 May 2026; the 4th of April is a Saturday before Easter Monday.
        (date(2026, 4, 30), date(2026, 5, 29)),
        (date(2026, 3, 5), date(2026, 4, 7)),
    ],
)
def test_month_counted_from_its_own_first_day_ends_on_the_eve_of_that_number(first_day, last):
    assert months_counting_first_day(first_day, 1, HOLIDAYS).ends_on == last


@given(DAYS, st.integers(1, 12))
def test_month_that_counts_its_first_day_never_ends_later_than_one_that_does_not(day, months):
    safe, other = months_counting_first_day(day, months, None), months_from(day, months, None)
    assert day < safe.ends_on <= other.ends_on
    assert (safe.first_day, other.first_day) == (day, day + ONE_DAY)


def test_a_term_that_ends_on_a_day_off_without_moving_says_so():
    note = not_moved_note(date(2026, 3, 7), HOLIDAYS)
    assert note.inputs == {
        "last_day": date(2026, 3, 7),
        "next_working_day": date(2026, 3, 9),
    }
    assert not_moved_note(date(2026, 3, 9), HOLIDAYS) is None


def easter_by_epact(year):
    """Easter as Clavius has it: the golden number, the corrections of the century, the epact."""
    golden, century = year % 19 + 1, year // 100 + 1
    solar, lunar = 3 * century // 4 - 12, (8 * century + 5) // 25 - 5
    epact = (11 * golden + 20 + lunar - solar) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    full_moon = 44 - epact if epact < 24 else 74 - epact
    sunday = 5 * year // 4 - solar - 10
    return date(year, 3, 1) + timedelta(days=full_moon + 6 - (sunday + full_moon) % 7)


def test_easter_sunday_is_the_sunday_after_the_full_moon_of_spring_in_every_year():
    years = range(1583, 10000)
    assert [easter_sunday(year) for year in years] == [easter_by_epact(year) for year in years]


IN_DAYS = time_limit("tested_days", Length.DAYS, Source("judicial_code", "53"))
FROM_FIRST_DAY = time_limit(
    "tested_from_first_day", Length.MONTHS, Source("judicial_code", "53"), counts_first_day=True
)
SATURDAY, MONDAY = date(2026, 3, 7), date(2026, 3, 9)
MOVED = [
    (IN_DAYS, {"event": date(2026, 3, 2), "days": 5, "first_day": date(2026, 3, 3)}, "days"),
    (APPEAL, {"event": date(2026, 2, 7), "months": 1, "first_day": date(2026, 2, 8)}, "months"),
    (
        FROM_FIRST_DAY,
        {"event": date(2026, 2, 8), "months": 1, "first_day": date(2026, 2, 8)},
        "months_with_first_day",
    ),
]


@pytest.mark.parametrize(("limit", "inputs", "unit"), MOVED)
def test_moved_day_follows_from_its_event_its_length_and_the_day_counted_to(limit, inputs, unit):
    counted = {**inputs, "counted_to": SATURDAY}
    assert limit.moved.step(**counted, days_moved=2).value == MONDAY
    assert limit.counted.step(**inputs).value == SATURDAY
    for changes, why in (
        ({"days_moved": 0}, "moves_later"),
        ({"days_moved": -1}, "moves_later"),
        ({"counted_to": SATURDAY - ONE_DAY}, f"counts_{unit}"),
        ({"counted_to": SATURDAY + ONE_DAY}, f"counts_{unit}"),
        ({"first_day": inputs["first_day"] + ONE_DAY}, "begins"),
        ({"first_day": inputs["first_day"] - ONE_DAY}, "begins"),
    ):
        with pytest.raises(RuleError, match=f": {why}"):
            limit.moved.step(**{**counted, "days_moved": 2} | changes)
    with pytest.raises(RuleError, match=": begins"):
        limit.counted.step(**{**inputs, "first_day": inputs["first_day"] + ONE_DAY})
