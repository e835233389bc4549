"""The naive implementation itself, against cases that can be checked by hand."""

from datetime import date

import pytest

from functions.law.maintenance.application import IndexationClause, StartIndex, Title, TitleKind
from tests.naive import allocation, procedure, records, waiver
from tests.naive.indexation import UnknownFigure, indexed
from tests.naive.money import cents, euro


def title_of(day, start_index=None):
    return Title(
        kind=TitleKind.JUDGMENT,
        date=day,
        served=True,
        indexation=IndexationClause.NOT_STATED,
        start_index=start_index,
    )


@pytest.mark.parametrize(
    ("base", "day", "month", "result"),
    [
        (15_000, date(2023, 7, 4), (2024, 7), 15_562),
        (10_000, date(2015, 7, 31), (2025, 7), 13_335),
        (13_000, date(2022, 3, 1), (2026, 3), 15_026),
        (15_000, date(2023, 7, 4), (2024, 6), 15_000),
    ],
)
def test_maintenance_follows_the_index_of_the_month_before_the_anniversary(
    base, day, month, result
):
    assert cents(indexed(title_of(day), base, month)) == result


def test_an_index_that_no_source_gives_is_not_guessed():
    old = title_of(date(2011, 5, 4), StartIndex(figure=11_000, base_year=2004))
    with pytest.raises(UnknownFigure):
        indexed(old, 15_000, (2013, 6))


def test_the_agencys_rounding_gives_the_published_table_to_the_cent():
    table = waiver.limits(euro(112_800), euro(169_200), "agency")
    assert [cents(limit) for limit in table] == [
        112_800,
        119_067,
        125_334,
        131_601,
        137_868,
        144_135,
        150_402,
        156_669,
        162_936,
        169_200,
    ]


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (2008, date(2008, 3, 23)),
        (2011, date(2011, 4, 24)),
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_is_the_sunday_after_the_full_moon_of_spring(year, sunday):
    assert procedure.easter(year) == sunday


@pytest.mark.parametrize(
    ("event", "last"),
    [
        (date(2026, 3, 9), date(2026, 4, 9)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2026, 1, 29), date(2026, 2, 28)),
        (date(2026, 4, 30), date(2026, 5, 31)),
        (date(2026, 12, 31), date(2027, 1, 31)),
    ],
)
def test_a_month_runs_from_the_day_after_the_event_to_the_eve_of_the_same_day_number(event, last):
    assert procedure.last_of_one_month(event) == last


def test_a_reply_that_ends_on_a_holiday_moves_to_the_next_working_day():
    assert procedure.debtor_reply(date(2026, 12, 10)) == date(2026, 12, 28)


def test_a_letter_takes_effect_on_the_third_working_day():
    assert procedure.decision_effect(date(2026, 4, 2)) == date(2026, 4, 8)


def test_the_services_own_thirty_days_do_not_move():
    assert procedure.decision_due(date(2026, 12, 2)) == date(2027, 1, 1)


def test_a_payment_fills_the_six_ranks_in_order():
    answer = allocation.allocate(
        {
            "arrears": 100_000,
            "recovery_costs": 5_000,
            "interest": 700,
            "contribution_rate": 1_300,
            "months": [((2026, 1), 20_000, 17_500)],
            "payments": [(date(2026, 1, 1), 50_000)],
        }
    )
    assert answer["payments"] == [
        {
            "date": date(2026, 1, 1),
            "recovery_costs": 5_000,
            "contribution": 13_000 + 2_600,
            "interest": 700,
            "advances": 17_500,
            "balance": 2_500,
            "arrears": 8_700,
            "surplus": 0,
        }
    ]


def account_paid_from(first_month):
    return {
        "arrears": 0,
        "recovery_costs": 0,
        "interest": 0,
        "contribution_rate": 1_300,
        "months": [((2026, number), 10_000, 10_000) for number in range(1, 9)],
        "payments": [(date(2026, number, 20), 11_300) for number in range(first_month, 9)],
    }


def test_the_service_stops_after_six_months_with_nothing_open():
    assert allocation.allocate(account_paid_from(1))["stops_after"] == (2026, 6)


def test_a_month_left_open_stays_open_until_it_is_caught_up():
    assert allocation.allocate(account_paid_from(2))["stops_after"] is None


def test_an_incomplete_recovery_decision_opens_the_appeal_four_months_later():
    assert records.appeal_starts("recovery", date(2026, 10, 31), False) == date(2027, 2, 28)
    assert records.appeal_starts("indexation", date(2026, 10, 31), False) == date(2026, 10, 31)


def test_data_is_kept_longer_after_an_interruption_and_a_suspension():
    assert records.kept_until(date(2020, 2, 29)) == date(2025, 2, 28)
    assert records.kept_until(date(2020, 1, 1), [date(2023, 6, 1)]) == date(2028, 6, 1)
    suspension = [(date(2022, 1, 1), date(2022, 1, 10))]
    assert records.kept_until(date(2020, 1, 1), (), suspension) == date(2025, 1, 11)


def test_a_tenth_of_each_payment_is_set_off_and_never_more_than_is_undue():
    assert records.set_off(3_000, [17_505, 17_505], by_fraud=False) == ([1_751, 1_249], 0)
    assert records.set_off(30_000, [17_500, 17_500], by_fraud=True) == ([17_500, 12_500], 0)
