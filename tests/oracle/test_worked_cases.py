"""The naive implementation itself, against cases that can be checked by hand."""

from datetime import date

import pytest

from functions.law.core.values import Month
from functions.law.maintenance.allocation import Payment
from functions.law.maintenance.application import IndexationClause, StartIndex, Title, TitleKind
from functions.law.maintenance.debtor_account import PaymentsRequest
from functions.law.maintenance.undue import LaterPayment, UndueRequest
from functions.law.waiver.first_questions_request import FirstQuestionsRequest, UnduePayment
from tests.oracle import (
    allocation,
    appeals,
    first_questions,
    judicial_code,
    procedure,
    retention,
    undue,
    waiver,
)
from tests.oracle.indexation import UnknownFigure, indexed
from tests.oracle.money import cents, euro


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
    assert indexed(title_of(day), base, month) == result


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
    assert judicial_code.easter(year) == sunday


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
    assert judicial_code.last_of_months(event, 1) == last


def test_a_term_that_starts_on_the_first_ends_on_the_last_day_of_a_month():
    assert judicial_code.last_of_months(date(2024, 2, 29), 4) == date(2024, 6, 30)
    assert judicial_code.last_of_years(date(2023, 2, 28), 5) == date(2028, 2, 29)


def test_the_reply_the_decision_and_the_proof_do_not_move_and_the_day_after_is_told():
    day = date(2026, 12, 10)
    assert procedure.find("debtorLetterSent", day) == {
        "dates": {"debtor_reply": date(2026, 12, 25)},
        "would_move_to": [date(2026, 12, 28)],
    }
    assert procedure.find("applicationComplete", date(2026, 12, 2)) == {
        "dates": {
            "decision_due": date(2027, 1, 1),
            "appeal_without_decision": date(2027, 2, 2),
        },
        "would_move_to": [date(2027, 1, 4)],
    }
    proof = procedure.find("renewalProofAsked", date(2026, 11, 2))
    assert proof == {"dates": {"renewal_proof": date(2026, 12, 2)}, "would_move_to": [None]}


def test_a_letter_takes_effect_on_the_third_working_day_and_the_appeal_moves():
    # 6 April 2026 is Easter Monday; the month ends on Friday 8 May.
    decision = procedure.find("decisionSentToDebtor", date(2026, 4, 2))["dates"]
    assert decision == {"decision_effect": date(2026, 4, 8), "appeal": date(2026, 5, 8)}
    # From 1 April to 1 May, a Friday and a holiday.
    decision = procedure.find("decisionSentToCreditor", date(2026, 3, 27))["dates"]
    assert decision == {"decision_effect": date(2026, 4, 1), "appeal": date(2026, 5, 4)}


def account(**changes):
    answers = {
        "application_date": date(2025, 12, 31),
        "arrears": 0,
        "recovery_costs": 0,
        "interest": 0,
        "monthly_maintenance": 10_000,
        "monthly_advance": 10_000,
        "first_month": Month(2026, 1),
        "months": 8,
        "payments": (),
    }
    return PaymentsRequest(**{**answers, **changes})


def paid(*payments):
    return tuple(Payment(date=day, amount=amount) for day, amount in payments)


def test_a_payment_fills_the_six_ranks_in_order():
    answer = allocation.collect(
        account(
            arrears=100_000,
            recovery_costs=5_000,
            interest=700,
            monthly_maintenance=20_000,
            monthly_advance=17_500,
            payments=paid((date(2026, 1, 1), 50_000)),
        )
    )
    parts = [5_000, 13_000 + 2_600, 700, 17_500, 2_500, 8_700]
    assert answer["payments"] == [(date(2026, 1, 1), parts, 0, False)]
    assert (answer["to_creditor"], answer["to_service"], answer["interest"]) == (
        11_200,
        38_100,
        700,
    )


def paid_from(first_month, amount=11_300):
    return paid(*((date(2026, number, 20), amount) for number in range(first_month, 9)))


def test_the_service_stops_after_six_months_and_allocates_nothing_any_more():
    answer = allocation.collect(account(payments=paid_from(1)))
    assert answer["stops_on"] == date(2026, 7, 1)
    assert answer["payments"][5] == (date(2026, 6, 20), [0, 1_300, 0, 10_000, 0, 0], 0, False)
    assert answer["payments"][6] == (date(2026, 7, 20), [0] * 6, 11_300, True)
    assert answer["remaining"] == 0


def test_a_month_left_open_stays_open_until_it_is_caught_up():
    assert allocation.collect(account(payments=paid_from(2)))["stops_on"] is None


def test_before_2015_the_debtor_adds_a_tenth_and_the_creditor_leaves_a_twentieth():
    day = date(2014, 6, 1)
    answer = allocation.collect(
        account(
            application_date=day,
            arrears=100_000,
            first_month=Month(2014, 7),
            months=1,
            payments=paid((day, 110_000)),
        )
    )
    assert (answer["to_creditor"], answer["creditor_contribution"]) == (95_000, 5_000)


def test_an_incomplete_recovery_decision_opens_the_appeal_four_months_later():
    assert appeals.appeal_starts(date(2026, 10, 31), missing=True) == date(2027, 2, 28)
    assert appeals.appeal_starts(date(2026, 10, 31), missing=False) == date(2026, 11, 3)


def test_an_appeal_of_three_months_moves_off_a_day_off():
    assert appeals.three_months_from(date(2026, 3, 6)) == date(2026, 6, 8)


def test_data_is_kept_longer_after_an_interruption_and_a_suspension():
    assert retention.kept_until(date(2020, 2, 29)) == date(2025, 2, 28)
    assert retention.kept_until(date(2020, 1, 1), (date(2023, 6, 1),)) == date(2028, 6, 1)
    suspension = ((date(2022, 1, 1), date(2022, 1, 10)),)
    assert retention.kept_until(date(2020, 1, 1), (), suspension) == date(2025, 1, 11)


def test_a_payment_of_march_is_recoverable_until_the_eve_of_the_first_of_april():
    request = FirstQuestionsRequest(
        letter_sent_on=date(2026, 3, 31),
        payer_error=False,
        died_before_told=False,
        fraud_proven=False,
        payments=(UnduePayment(month=Month(2023, 3), amount=4_999),),
    )
    march = first_questions.ask(request)
    row = ("2023-03", 4_999, date(2023, 4, 1), date(2026, 3, 31), True)
    assert march["payments"] == [row]
    assert dict(march["replies"])["smallDebt"] == "yes"


def undue_request(fraud, undue_sum, *amounts):
    return UndueRequest(
        asked_on=date(2026, 1, 5),
        undue=undue_sum,
        fraud=fraud,
        payments=tuple(LaterPayment(amount=amount) for amount in amounts),
    )


def test_a_tenth_of_each_payment_is_set_off_and_never_more_than_is_undue():
    tenth = undue.recover(undue_request(False, 3_000, 17_505, 17_505))
    rows = [(17_505, 1_751, 15_754, 1_249), (17_505, 1_249, 16_256, 0)]
    assert (tenth["set_offs"], tenth["remaining"]) == (rows, 0)
    fraud = undue.recover(undue_request(True, 30_000, 17_500, 17_500))
    rows = [(17_500, 17_500, 0, 12_500), (17_500, 12_500, 5_000, 0)]
    assert (fraud["set_offs"], fraud["taken"]) == (rows, 30_000)
