"""Working days and the days that matter in the procedure, counted one by one."""

from datetime import date

from tests.naive.calendar_days import ONE_DAY, last_day, month_of, next_month

DEBTOR_REPLY_IN_DAYS = 15
DECISION_IN_DAYS = 30
RENEWAL_PROOF_IN_DAYS = 30
EFFECT_ON_WORKING_DAY = 3
SUNDAY = 6

# The first full moon of spring for each of the nineteen years of the moon's cycle, as the church
# tables give it for the years 1900 to 2199.
FULL_MOON_OF_SPRING = [
    (4, 14), (4, 3), (3, 23), (4, 11), (3, 31), (4, 18), (4, 8), (3, 28), (4, 16), (4, 5),
    (3, 25), (4, 13), (4, 2), (3, 22), (4, 10), (3, 30), (4, 17), (4, 7), (3, 27),
]  # fmt: skip


def easter(year):
    """The first Sunday after the first full moon of spring."""
    assert 1900 <= year <= 2199
    day = date(year, *FULL_MOON_OF_SPRING[year % 19]) + ONE_DAY
    while day.weekday() != SUNDAY:
        day += ONE_DAY
    return day


def holidays(year):
    sunday = easter(year)
    return {
        date(year, 1, 1),
        sunday + 1 * ONE_DAY,  # Easter Monday
        date(year, 5, 1),
        sunday + 39 * ONE_DAY,  # Ascension
        sunday + 50 * ONE_DAY,  # Whit Monday
        date(year, 7, 21),
        date(year, 8, 15),
        date(year, 11, 1),
        date(year, 11, 11),
        date(year, 12, 25),
    }


def is_working_day(day):
    return day.weekday() < 5 and day not in holidays(day.year)


def moved_to_working_day(day):
    while not is_working_day(day):
        day += ONE_DAY
    return day


def last_of_days(event, count):
    """A term of days runs from the day after the event, and its last day is included (art. 52)."""
    day = event
    for _ in range(count):
        day += ONE_DAY
    return day


def last_of_one_month(event):
    """From a day number to the eve of the same day number (art. 54).

    The term starts on the day after the event. Its last day is the eve of the same day number in
    the next month; the last day of the month where that month has no such eve.
    """
    start = event + ONE_DAY
    following = next_month(month_of(start))
    if start.day > last_day(following).day:
        return last_day(following)
    return date(*following, start.day) - ONE_DAY


def working_day_after(event, count):
    """The third working day after the letter was handed to the post is found by walking there."""
    day = event
    passed = 0
    while passed < count:
        day += ONE_DAY
        if is_working_day(day):
            passed += 1
    return day


def debtor_reply(dispatch):
    return moved_to_working_day(last_of_days(dispatch, DEBTOR_REPLY_IN_DAYS))


def decision_due(complete):
    """The service's own thirty days: not moved, as the sources do not say that they would be."""
    return last_of_days(complete, DECISION_IN_DAYS)


def appeal_without_decision(complete):
    """One month from the first day after the thirty days."""
    first_day_after = decision_due(complete) + ONE_DAY
    return moved_to_working_day(last_of_one_month(first_day_after))


def decision_effect(dispatch):
    return working_day_after(dispatch, EFFECT_ON_WORKING_DAY)


def appeal(dispatch):
    return moved_to_working_day(last_of_one_month(decision_effect(dispatch)))


def renewal_proof(request):
    return moved_to_working_day(last_of_days(request, RENEWAL_PROOF_IN_DAYS))
