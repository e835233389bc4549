"""For every day and profile: a result, or a typed refusal; never a stale value."""

from datetime import timedelta

import pytest

from functions.law.core.errors import InvalidInput
from tests.unit.law.days import (
    APPLICATIONS,
    FIRST,
    LAST,
    MAINTENANCE,
    PROFILES,
    REQUESTS,
    WAIVER,
    ask,
    check,
    days_of_change,
)

EVERY_SO_MANY = 97


def test_there_are_twenty_profiles():
    assert len(PROFILES) == len(set(PROFILES)) == 20


@pytest.mark.parametrize("profile", PROFILES)
def test_on_the_days_on_which_a_figure_changes_there_is_an_answer_or_a_refusal(profile):
    for day in days_of_change():
        check(profile, day)


@pytest.mark.parametrize("profile", PROFILES)
def test_on_days_in_between_there_is_an_answer_or_a_refusal(profile):
    for ahead in range(0, (LAST - FIRST).days, EVERY_SO_MANY):
        check(profile, FIRST + timedelta(days=ahead))


@pytest.mark.parametrize("profile", PROFILES)
def test_past_the_last_known_day_every_answer_is_refused_with_that_day(profile):
    held = MAINTENANCE if profile in APPLICATIONS else WAIVER
    for ahead in (1, 2, 31, 366, 400):
        found = ask(profile, held.last_day + timedelta(days=ahead))
        assert isinstance(found, InvalidInput)
        assert held.last_day in [issue.limits.get("maximum") for issue in found.issues]


@pytest.mark.parametrize(
    ("profiles", "held"),
    [(APPLICATIONS, MAINTENANCE), (REQUESTS, WAIVER)],
    ids=["advances", "waiver"],
)
def test_on_the_last_known_day_most_profiles_are_answered(profiles, held):
    answered = [not isinstance(ask(profile, held.last_day), InvalidInput) for profile in profiles]
    assert sum(answered) >= len(answered) - 3
