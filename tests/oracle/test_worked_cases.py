"""The naive implementation itself, against cases that can be checked by hand."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from functions.law.core.values import Month
from functions.law.maintenance.allocation import Payment
from functions.law.maintenance.application import (
    AdvanceApplication,
    Child,
    Income,
    IndexationClause,
    PaymentHistory,
    ReceivedPayment,
    StartIndex,
    Title,
    TitleKind,
)
from functions.law.maintenance.debtor_account import PaymentsRequest
from functions.law.maintenance.undue import LaterPayment, UndueRequest
from functions.law.waiver.appeal import AppealRequest
from functions.law.waiver.first_questions_request import FirstQuestionsRequest, UnduePayment
from functions.law.waiver.request import Resources, WaiverRequest, YesNoUnknown
from tests.oracle import (
    advances,
    allocation,
    appeals,
    first_questions,
    judicial_code,
    members,
    procedure,
    retention,
    undue,
    waiver,
)
from tests.oracle.income import income_against
from tests.oracle.indexation import (
    HEALTH_INDEX_OF_2025,
    PRINTED,
    PUBLISHED,
    TO_BASE_2013,
    UnknownFigure,
    adaptation_months,
    indexed,
    is_far_from_the_table,
    is_missed,
    start_index,
    to_two_decimals,
)
from tests.oracle.members import names_of
from tests.oracle.money import cents, euro


def title_of(day, start_index=None, indexation="notStated", **own):
    """A title as the product has it; one with months of its own is a plain stand-in."""
    terms = {"kind": TitleKind.JUDGMENT, "date": day, "served": True, "due_day": None}
    terms |= {"indexation": IndexationClause(indexation), "start_index": start_index}
    if not own:
        return Title(**terms)
    given = {members.REQUEST[f"title.{name}"]: value for name, value in own.items()}
    return StandIn(**(terms | given))


def index_of(figure, base_year):
    return StartIndex(figure=figure, base_year=base_year)


class StandIn:
    """Takes any member, so that a rule can be tried before the product asks for it."""

    def __init__(self, **members_of_a_request):
        self.__dict__.update(members_of_a_request)


@pytest.mark.parametrize(
    ("base", "day", "month", "result"),
    [
        (15_000, date(2023, 7, 4), (2024, 7), 15_562),
        (10_000, date(2015, 7, 31), (2025, 7), 13_335),
        (13_000, date(2022, 3, 1), (2026, 3), 15_026),
        (15_000, date(2023, 7, 4), (2024, 6), 15_000),
        (15_000, date(2011, 9, 20), (2026, 6), 21_061),
        (12_500, date(2014, 7, 1), (2016, 7), 12_850),
    ],
)
def test_maintenance_follows_the_index_of_the_month_before_the_anniversary(
    base, day, month, result
):
    assert indexed(title_of(day), base, month) == result


@pytest.mark.parametrize(
    ("month", "result"),
    [((2018, 12), 20_000), ((2019, 1), 20_000), ((2019, 2), 20_398), ((2020, 2), 20_685)],
)
def test_a_title_with_its_own_month_is_adapted_then_first_after_twelve_months(month, result):
    title = title_of(date(2017, 12, 12), index_of(10_606, 2013), yearly_month=2)
    assert indexed(title, 20_000, month) == result


@pytest.mark.parametrize(("month", "result"), [((2021, 1), 25_000), ((2022, 1), 26_246)])
def test_a_title_adapted_each_january_on_the_health_index(month, result):
    title = title_of(date(2020, 11, 20), indexation="healthIndex", yearly_month=1)
    assert indexed(title, 25_000, month) == result


def test_a_title_may_name_its_first_adaptation():
    title = title_of(date(2020, 11, 20), yearly_month=1, first_adaptation=(2021, 1))
    assert adaptation_months(title, (2023, 5)) == [(2021, 1), (2022, 1), (2023, 1)]


@pytest.mark.parametrize(("month", "printed"), sorted(PRINTED.items()))
def test_a_printed_index_converts_to_the_figure_of_the_table(month, printed):
    figure, base = printed
    assert (
        to_two_decimals(figure * TO_BASE_2013["consumerPriceIndex", base])
        == (PUBLISHED["consumerPriceIndex"][month])
    )


@pytest.mark.parametrize("typed", [None, (11_799, 2004), (9_640, 2013)])
def test_a_printed_index_gives_the_same_cent_as_the_table(typed):
    # August 2011: 117.99 on base 2004, 96.40 on base 2013.
    start = None if typed is None else index_of(*typed)
    assert indexed(title_of(date(2011, 9, 20), start), 15_000, (2026, 6)) == 21_061


def test_a_health_index_of_2025_is_that_of_the_nearest_month():
    # January 2026 on base 2013, divided by 1.35584.
    month = PUBLISHED["healthIndex"][2026, 1]
    typed = round(100 * month / HEALTH_INDEX_OF_2025)
    title = title_of(date(2026, 2, 10), index_of(typed, 2025), "healthIndex")
    assert start_index(title, "healthIndex") == month


def test_a_health_index_of_2025_near_no_month_is_not_guessed():
    title = title_of(date(2026, 2, 10), index_of(11_500, 2025), "healthIndex")
    with pytest.raises(UnknownFigure):
        start_index(title, "healthIndex")


def test_a_title_of_january_1994_has_no_start_index():
    title = title_of(date(1994, 1, 20), indexation="consumerPriceIndex")
    with pytest.raises(UnknownFigure):
        indexed(title, 15_000, (2006, 1))


@pytest.mark.parametrize(
    ("figure", "base", "far"),
    [
        (11_907, 2013, False),  # February 2022
        (11_907, 2004, True),
        (11_550, 2013, None),  # 3.0 % off the one month, less off the other
        (11_400, 2013, True),
        (12_300, 2013, None),
        (12_400, 2013, True),
    ],
)
def test_a_start_index_far_from_the_table_is_asked_again(figure, base, far):
    assert is_far_from_the_table(title_of(date(2022, 3, 1), index_of(figure, base))) is far


@pytest.mark.parametrize(
    ("due_day", "received", "missed"),
    [
        (None, 15_000, False),
        (10, 15_000, False),
        (11, 15_000, True),
        (10, 14_999, True),
        (11, 15_562, False),
    ],
)
def test_a_term_of_the_anniversary_is_not_missed_for_the_new_index_alone(due_day, received, missed):
    terms = {name: getattr(title_of(date(2023, 7, 4)), name) for name in names_of(Title)}
    title = Title(**{**terms, "due_day": due_day})
    assert is_missed(title, [15_000], (2024, 7), received) is missed
    assert is_missed(title, [15_000], (2024, 8), 15_000)


# The age of a child


def application(birth_date, day, months=12, **changes):
    child = {"child_benefit": True, "education": True, **changes}
    return AdvanceApplication(
        application_date=day,
        applicant_lives_in_belgium=True,
        children_live_in_belgium=True,
        title=title_of(date(2002, 1, 7)),
        children=(Child(birth_date=birth_date, monthly_maintenance=15_000, **child),),
        payment_history=PaymentHistory.NOTHING,
        months=months,
    )


def months_of(*arguments, **changes):
    rows = advances.simulate(application(*arguments, **changes))["children"][0]
    return {row[0]: row[3:] for row in rows}


def test_months_after_that_of_the_25th_birthday_are_doubtful_and_in_no_certain_total():
    answer = advances.simulate(application(date(2001, 9, 10), date(2026, 8, 29)))
    rows = {row[0]: row[3:] for row in answer["children"][0]}
    assert rows["2026-09"] == (15_000, "full", "conditional")
    assert rows["2026-10"] == (15_000, "doubtful", "doubtful")
    totals = [answer[f"{name}total"] for name in ("", "conditional_", "doubtful_")]
    assert totals == [0, 2 * 15_000, 10 * 15_000]


def test_every_month_from_18_on_is_conditional():
    rows = months_of(date(2008, 12, 20), date(2026, 11, 21))
    assert rows["2026-12"] == (15_000, "full", "sure")
    assert rows["2027-01"] == (15_000, "full", "conditional")


def test_nothing_from_the_26th_birthday_on_or_after_its_month():
    rows = months_of(date(2000, 11, 21), date(2026, 11, 21))
    assert {row[1] for row in rows.values()} == {"aboveAge"}
    rows = months_of(date(2000, 11, 22), date(2026, 11, 21))
    assert rows["2026-11"] == (15_000, "doubtful", "doubtful")
    assert rows["2026-12"] == (0, "aboveAge", None)


def test_an_application_after_the_18th_birthday_without_child_benefit_gives_nothing():
    rows = months_of(date(2008, 11, 20), date(2026, 11, 21), child_benefit=False)
    assert {row[:2] for row in rows.values()} == {(0, "noChildBenefit")}
    rows = months_of(date(2008, 11, 22), date(2026, 11, 21), child_benefit=False)
    assert rows["2026-11"] == (15_000, "full", "sure")


def test_a_rule_on_adult_children_is_not_known_before_it_stood_in_the_act():
    rows = months_of(date(1999, 1, 4), date(2018, 3, 10), child_benefit=False)
    assert rows["2018-04"][0] is None
    assert rows["2018-05"][:2] == (0, "noChildBenefit")


def test_waiting_opens_nothing_where_everything_is_paid():
    asked = application(date(2015, 3, 1), date(2026, 11, 21))
    paid_so_far = replace(asked, payment_history=PaymentHistory.EVERYTHING)
    answer = advances.simulate(paid_so_far)
    assert (answer["open"], answer["opens_on"], answer["children"]) == (False, None, [])


@pytest.mark.parametrize(
    ("applied", "month", "most"),
    [
        (date(2006, 3, 1), date(2006, 3, 1), 1175 + 2 * 56),
        (date(2009, 3, 1), date(2009, 3, 1), 1271 + 2 * 61),
        (date(2014, 3, 1), date(2015, 2, 1), 1386 + 2 * 66),
        (date(2015, 1, 1), date(2015, 2, 1), 1800 + 2 * 66),
        (date(2015, 1, 1), date(2018, 2, 1), 1800 + 2 * 68),
        (date(2015, 1, 1), date(2020, 5, 1), 2200 + 2 * 70),
    ],
)
def test_the_income_ceiling_is_that_of_the_year_and_of_the_application(applied, month, most):
    for over in (0, 1):
        earned = Income(
            monthly_net_income=100 * most + over, dependent_children=2, disabled_children=0
        )
        expected = "incomeAboveCeiling" if over else None
        assert income_against(earned, month, applied) == expected


def test_a_month_that_is_not_given_does_not_count_as_missed():
    asked = application(date(2015, 3, 1), date(2026, 11, 21))
    asked = replace(
        asked,
        payment_history=PaymentHistory.MONTH_BY_MONTH,
        received_payments=(ReceivedPayment(month=Month(2026, 10), amount=15_000),),
    )
    answer = advances.simulate(asked)
    assert (answer["open"], answer["missed"], answer["unpaid"]) == (False, 0, 0)


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


def test_the_reply_the_decision_and_the_proof_do_not_move_and_the_day_after_is_given():
    day = date(2026, 12, 10)
    assert procedure.find("debtorLetterSent", day) == {
        "dates": {"debtor_reply": date(2026, 12, 25)},
        "would_move_to": [date(2026, 12, 28)],
    }
    proof = procedure.find("renewalProofAsked", date(2026, 11, 2))
    assert proof == {"dates": {"renewal_proof": date(2026, 12, 2)}, "would_move_to": [None]}


@pytest.mark.parametrize(
    ("effect", "safe", "other"),
    [
        (date(2026, 11, 5), date(2026, 12, 4), date(2026, 12, 7)),
        (date(2026, 4, 9), date(2026, 5, 8), date(2026, 5, 11)),
        (date(2026, 5, 19), date(2026, 6, 18), date(2026, 6, 19)),
        (date(2026, 3, 31), date(2026, 4, 30), date(2026, 4, 30)),
        (date(2026, 12, 22), date(2027, 1, 21), date(2027, 1, 22)),
    ],
)
def test_a_month_counted_from_a_day_has_a_safe_last_day_and_another(effect, safe, other):
    assert procedure.two_readings("appeal", effect) == {
        "appeal": safe,
        "appeal_other_reading": other,
    }
    if effect != date(2026, 12, 22):
        return
    found = procedure.find("applicationComplete", date(2026, 11, 21))["dates"]
    assert found == {
        "decision_due": date(2026, 12, 21),
        "appeal_without_decision": safe,
        "appeal_without_decision_other_reading": other,
    }


def test_a_letter_takes_effect_on_the_third_working_day():
    # 6 April 2026 is Easter Monday.
    decision = procedure.find("decisionSentToDebtor", date(2026, 4, 2))["dates"]
    assert decision["decision_effect"] == date(2026, 4, 8)
    decision = procedure.find("decisionSentToCreditor", date(2026, 11, 2))["dates"]
    assert decision["decision_effect"] == date(2026, 11, 5)


def test_a_refused_renewal_counts_from_the_date_of_the_notification():
    dates = procedure.find(members.RENEWAL_REFUSED, date(2026, 11, 5))["dates"]
    assert dates == {
        "appeal": date(2026, 12, 4),
        "appeal_other_reading": date(2026, 12, 7),
    }


@pytest.mark.parametrize(
    ("event", "day", "names"),
    [
        ("decisionSentToCreditor", date(2020, 5, 31), set()),
        ("decisionSentToDebtor", date(2020, 5, 31), set()),
        ("renewalProofAsked", date(2018, 4, 8), set()),
        ("applicationComplete", date(2018, 3, 8), {"decision_due"}),
        ("debtorLetterSent", date(2004, 6, 1), {"debtor_reply"}),
    ],
)
def test_a_term_is_not_known_before_it_stood_in_the_act(event, day, names):
    assert set(procedure.find(event, day)["dates"]) == names


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


def test_the_service_stops_after_six_months_and_a_later_term_is_the_creditors():
    answer = allocation.collect(account(payments=paid_from(1)))
    assert answer["stops_on"] == date(2026, 7, 1)
    assert answer["payments"][5] == (date(2026, 6, 20), [0, 1_300, 0, 10_000, 0, 0], 0, False)
    assert answer["payments"][6] == (date(2026, 7, 20), [0] * 6, 11_300, True)
    assert answer["remaining"] == 0


def test_arrears_stay_with_the_service_after_the_stop():
    # Arrears of 1 000.00, nine months of 200.00, paid in full from the first on with the 13 %.
    payments = [(date(2026, 2, 1), 13_000)]
    payments += [(date(2026, month, 20), 22_600) for month in range(2, 8)]
    payments += [(date(2026, 8, 10), 50_000)]
    answer = allocation.collect(
        account(
            arrears=100_000,
            monthly_maintenance=20_000,
            monthly_advance=17_500,
            first_month=Month(2026, 2),
            months=9,
            payments=paid(*payments),
        )
    )
    assert answer["stops_on"] == date(2026, 8, 1)
    assert answer["payments"][-1] == (date(2026, 8, 10), [0, 0, 0, 0, 0, 50_000], 0, True)
    assert (answer["remaining"], answer["surplus"]) == (50_000, 0)
    # Of the nine months from February on, those of August to October are the creditor's.
    assert answer["after_stop"] == (100_000, 3, 60_000)


def test_what_stays_open_at_a_stop_before_april_2018_is_not_known():
    payments = paid(*((date(2017, month, 20), 11_300) for month in range(1, 9)))
    day = date(2016, 12, 31)
    answer = allocation.collect(
        account(application_date=day, first_month=Month(2017, 1), payments=payments)
    )
    assert answer["stops_on"] == date(2017, 7, 1)
    assert "remaining" not in answer


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


def appeal(**days):
    values = {"informed_on": date(2026, 3, 2), "particulars_missing": True, **days}
    return appeals.dates(AppealRequest(**values))


def test_a_complaint_before_the_term_begins_changes_nothing():
    assert appeal()["last_day_for_the_commission"] == date(2026, 10, 2)
    early = appeal(complaint_on=date(2026, 4, 10))
    assert early["last_day_for_the_commission"] == date(2026, 10, 2)
    # While no decision closes it, nobody knows from which day the term runs anew.
    within = appeal(complaint_on=date(2026, 8, 3))
    assert within["last_day_for_the_commission"] == date(2026, 10, 2)


def test_a_complaint_within_the_term_lets_it_run_anew_from_the_decision_that_closes_it():
    assert last_day_after(complaint=date(2026, 8, 3), closed=date(2026, 9, 15)) == date(
        2026, 12, 15
    )


def test_a_complaint_that_is_withdrawn_only_suspends_the_term():
    found = last_day_after(complaint=date(2026, 8, 3), closed=date(2026, 8, 13), withdrawn=True)
    assert found == date(2026, 10, 12)


def last_day_after(complaint, closed, *, withdrawn=False):
    request = StandIn(
        complaint_on=complaint,
        **{
            members.REQUEST["appeal.complaint_closed_on"]: closed,
            members.REQUEST["appeal.complaint_withdrawn"]: withdrawn,
        },
    )
    return appeals.last_day_for_the_commission(request, date(2026, 7, 2))


def test_the_labour_court_counts_from_the_third_day_after_the_decision_is_known():
    found = appeal(commission_informed_on=date(2027, 8, 11))
    assert found["dates"]["labour_court"] == date(2027, 11, 15)


def test_data_is_kept_five_years_from_the_first_of_the_month_after_the_payment():
    assert retention.kept_until((2026, 3)) == date(2031, 3, 31)
    assert retention.kept_until((2020, 2)) == date(2025, 2, 28)
    assert retention.kept_until((2020, 1), (date(2023, 6, 1),)) == date(2028, 6, 1)
    suspension = ((date(2022, 1, 1), date(2022, 1, 10)),)
    assert retention.kept_until((2020, 1), (), suspension) == date(2025, 2, 10)


def test_an_interruption_before_the_term_begins_shortens_nothing():
    assert retention.kept_until((2026, 3), (date(2026, 3, 10),)) == date(2031, 3, 31)


def test_a_suspension_without_an_end_leaves_the_last_day_open():
    assert retention.kept_until((2020, 1), (), ((date(2022, 1, 1), None),)) is None


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


def test_nothing_is_recoverable_where_the_payers_error_ends_the_matter():
    request = FirstQuestionsRequest(
        letter_sent_on=date(2026, 3, 31),
        payer_error=True,
        could_notice=False,
        died_before_told=False,
        fraud_proven=False,
        payments=(UnduePayment(month=Month(2026, 1), amount=30_000),),
    )
    assert first_questions.ask(request)["recoverable"] == 0


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2020, ["1150.56", "1725.84", "237.66"]),
        (2021, ["1173.57", "1760.36", "242.41"]),
        (2022, ["1197.04", "1795.56", "247.26"]),
        (2023, ["1220.98", "1831.47", "252.21"]),
        (2024, ["1245.40", "1868.10", "257.25"]),
        (2025, ["1270.31", "1905.47", "262.40"]),
        (2026, ["1295.72", "1943.58", "267.64"]),
        (2027, ["1321.63", "1982.45", "273.00"]),
    ],
)
def test_the_estimate_indexes_the_limits_and_the_reduction(year, expected):
    request = waiver_request(request_date=date(year, 9, 1))
    assert waiver.figures(request, "estimate") == tuple(Fraction(one) for one in expected)


@pytest.mark.parametrize(("year", "may", "must"), [(2026, 5_743, 22_974), (2027, 5_858, 23_433)])
def test_the_small_debts_are_indexed_in_the_estimate_alone(year, may, must):
    def small(debt, chosen):
        request = waiver_request(request_date=date(year, 9, 1), debt=debt)
        return waiver.small_debts(request, chosen)

    both = ["mayWaive", "mustWaiveBeforeTaxAdministration"]
    assert small(may - 1, "estimate") == both
    assert small(may, "estimate") == small(must - 1, "estimate") == both[1:]
    assert small(must, "estimate") == small(20_000, "published") == []


def waiver_request(**changes):
    values = {
        "request_date": date(2026, 11, 21),
        "debt": 100_000,
        "fraud_proven": False,
        "good_faith": YesNoUnknown.YES,
        "uncertain_situation": YesNoUnknown.YES,
        "partner": False,
        "children_with_child_benefit": 0,
        "debtor_resources": Resources(work=170_000),
    }
    return WaiverRequest(**{**values, **changes})


def test_both_sets_are_given_where_they_differ():
    answer = waiver.calculate(waiver_request())
    assert answer["percentage"] == 0
    assert answer["by_set"] == [("published", 0, 0, 100_000), ("estimate", 40, 40_000, 60_000)]
    poor = waiver_request(debtor_resources=Resources(work=100_000))
    assert waiver.calculate(poor)["by_set"] == []
    # Nothing is left of the difference but the small debts: 57.43 in the estimate.
    small = waiver_request(debtor_resources=Resources(work=100_000), debt=5_700)
    assert [row[1] for row in waiver.calculate(small)["by_set"]] == [100, 100]


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
