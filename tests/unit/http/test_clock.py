from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from functions.http.clock import day_in_brussels

BRUSSELS = ZoneInfo("Europe/Brussels")


@pytest.mark.parametrize("year", range(2020, 2036))
def test_day_is_that_of_time_zone_database_at_every_hour_of_year(year):
    moment = datetime(year, 1, 1, tzinfo=UTC)
    for hours in range(8760):
        at = moment + timedelta(hours=hours)
        assert day_in_brussels(at) == at.astimezone(BRUSSELS).date()


@pytest.mark.parametrize(
    ("utc", "day"),
    [
        ("2026-11-20T23:00", 21),
        ("2026-11-20T22:59", 20),
        ("2026-07-20T22:00", 21),
        ("2026-07-20T21:59", 20),
    ],
)
def test_day_begins_at_midnight_in_brussels(utc, day):
    assert day_in_brussels(datetime.fromisoformat(f"{utc}+00:00")).day == day
