"""The days that are left, as a strip."""

from datetime import date

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.pages.days_strip import days_strip

MONDAY = date(2026, 11, 30)
FRIDAY, SATURDAY = date(2026, 12, 4), date(2026, 12, 5)


def shown(strip):
    return [
        f"{'… ' if day.follows_gap else ''}{day.weekday} {day.number}"
        f"{' today' if day.is_today else ''}{' safe' if day.is_safe else ''}"
        f"{' end' if day.is_end else ''}"
        for day in strip.days
    ]


def test_week_before_a_weekend_marks_today_the_friday_and_the_saturday():
    strip = days_strip(catalog_of("en"), MONDAY, FRIDAY, SATURDAY)
    assert shown(strip) == ["Mon 30 today", "Tue 1", "Wed 2", "Thu 3", "Fri 4 safe", "Sat 5 end"]


def test_end_on_a_working_day_is_the_day_on_which_to_act():
    strip = days_strip(catalog_of("fr"), MONDAY, FRIDAY, FRIDAY)
    assert shown(strip)[-1] == "ven 4 safe"


def test_more_than_seven_days_show_today_and_the_last_three():
    strip = days_strip(catalog_of("de"), date(2026, 11, 27), FRIDAY, SATURDAY)
    assert shown(strip) == ["Fr 27 today", "… Do 3", "Fr 4 safe", "Sa 5 end"]


def test_seven_days_are_all_shown():
    strip = days_strip(catalog_of("nl"), date(2026, 11, 29), FRIDAY, SATURDAY)
    assert len(strip.days) == 7
    assert not any(day.follows_gap for day in strip.days)


def test_last_day_is_one_day():
    strip = days_strip(catalog_of("en"), FRIDAY, FRIDAY, FRIDAY)
    assert shown(strip) == ["Fri 4 today safe"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_say_every_day_that_the_strip_marks(language):
    catalog = catalog_of(language)
    text = days_strip(catalog, MONDAY, FRIDAY, SATURDAY).text
    assert all(catalog.full_day(day) in text for day in (MONDAY, FRIDAY, SATURDAY))


def test_day_on_which_to_act_that_is_past_is_refused():
    with pytest.raises(ValueError, match="not between"):
        days_strip(catalog_of("en"), SATURDAY, FRIDAY, SATURDAY)
