"""Art. 23 of the act: what a payment of the debtor pays. Art. 11, § 2: when the service stops."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.law.core.errors import ValidationErrorCode
from functions.law.core.values import Cents, Month
from functions.law.maintenance.allocation import (
    Account,
    MonthDue,
    Payment,
    Rank,
    allocate,
    allocate_all,
)
from functions.law.maintenance.allocation_rules import AFTER_STOP, AFTER_STOP_GAP
from functions.law.maintenance.debtor_account import PaymentsRequest, account
from functions.law.maintenance.payments import AfterStop, allocate_payments
from tests.unit.law.maintenance.applications import PARAMETERS
from tests.unit.law.validation_errors import refused

RANKS = tuple(Rank)
APRIL = Month(2026, 4)


def paid(*payments):
    return tuple(Payment(date=day, amount=amount) for day, amount in payments)


def request(**changes):
    """An application of 15 March 2026: 1 000.00 of arrears, 200.00 a month, 175.00 advanced."""
    answers = {
        "application_date": date(2026, 3, 15),
        "arrears": 100000,
        "monthly_maintenance": 20000,
        "monthly_advance": 17500,
        "first_month": Month(2026, 4),
        "months": 12,
    }
    return PaymentsRequest(**(answers | changes))


def collected(**changes):
    return allocate_payments(request(**changes), PARAMETERS)


def codes(found):
    return {note.code for note in found.notes}


def parts(allocation):
    return tuple(allocation.parts[rank] for rank in RANKS)


def test_the_six_ranks_stand_in_the_order_of_article_23():
    assert [rank.value for rank in RANKS] == [
        "recoveryCosts",
        "contribution",
        "interest",
        "advances",
        "balance",
        "arrears",
    ]


@pytest.mark.parametrize(
    ("amount", "expected", "left"),
    [
        (0, (0, 0, 0, 0, 0, 0), 0),
        (100, (100, 0, 0, 0, 0, 0), 0),
        (101, (100, 1, 0, 0, 0, 0), 0),
        (301, (100, 200, 1, 0, 0, 0), 0),
        (601, (100, 200, 300, 1, 0, 0), 0),
        (1001, (100, 200, 300, 400, 1, 0), 0),
        (1501, (100, 200, 300, 400, 500, 1), 0),
        (2100, (100, 200, 300, 400, 500, 600), 0),
        (2101, (100, 200, 300, 400, 500, 600), 1),
    ],
)
def test_each_rank_is_filled_before_the_next(amount, expected, left):
    balances = dict(zip(RANKS, (100, 200, 300, 400, 500, 600), strict=True))
    found, surplus = allocate(amount, balances)
    assert (tuple(found.values()), surplus) == (expected, left)


def test_a_payment_before_the_first_term_pays_the_contribution_on_the_arrears_then_the_arrears():
    found = collected(payments=paid((date(2026, 3, 31), 20000)))
    # 13 % of 1 000.00.
    assert parts(found.allocations[0]) == (0, 13000, 0, 0, 0, 7000)


def test_a_payment_on_the_due_date_already_pays_the_term_of_that_day():
    found = collected(payments=paid((date(2026, 4, 1), 40000)))
    # 13 % of 1 200.00, the advance, the balance, then the arrears.
    assert parts(found.allocations[0]) == (0, 15600, 0, 17500, 2500, 4400)


def test_costs_and_interest_come_before_the_maintenance():
    found = collected(recovery_costs=5000, interest=1000, payments=paid((date(2026, 4, 1), 22000)))
    assert parts(found.allocations[0]) == (5000, 15600, 1000, 400, 0, 0)
    assert found.interest == 1000
    assert "interest_recipient" in codes(found)


def test_the_creditor_gets_the_balance_and_the_arrears_and_the_service_the_rest():
    found = collected(payments=paid((date(2026, 4, 1), 40000)))
    assert (found.to_creditor, found.to_service) == (6900, 33100)


def test_payments_are_taken_in_order_of_time_and_those_of_a_day_in_the_order_told():
    late, early = (date(2026, 5, 2), 100), (date(2026, 4, 2), 200)
    found = collected(payments=paid(late, early, (date(2026, 4, 2), 300)))
    assert [a.payment.amount for a in found.allocations] == [200, 300, 100]


def test_what_no_rank_needs_is_a_surplus_and_it_is_said():
    found = collected(arrears=0, payments=paid((date(2026, 3, 20), 500)))
    assert (found.surplus, found.allocations[0].surplus) == (500, 500)
    assert "payment_surplus" in codes(found)


@pytest.mark.parametrize(("day", "rate"), [(date(2014, 12, 31), 1000), (date(2015, 1, 1), 1300)])
def test_the_contribution_is_ten_percent_for_applications_before_2015_and_thirteen_since(day, rate):
    first = Month.of(day).plus(1)
    found = collected(application_date=day, first_month=first, months=1)
    assert found.balances[Rank.CONTRIBUTION] == (100000 + 20000) * rate // 10000


def test_before_2015_the_creditor_left_five_percent_of_what_was_recovered():
    changes = {"application_date": date(2014, 6, 1), "first_month": Month(2014, 7), "months": 1}
    found = collected(**changes, payments=paid((date(2014, 6, 2), 110000)))
    assert (found.to_creditor, found.creditor_contribution) == (95000, 5000)
    assert "creditor_contribution_base" in codes(found)


def regular(months, first=APRIL, amount=22600):
    """A payment on the fifth of each month, of the maintenance and its contribution."""
    return paid(*((first.plus(n).day(5), amount) for n in range(months)))


def test_after_six_consecutive_months_paid_with_the_costs_the_service_stops():
    found = collected(arrears=0, payments=regular(6))
    assert (found.stops_on, found.paid_months) == (date(2026, 10, 1), 6)


def test_five_months_are_not_enough_nor_six_with_one_cent_less():
    assert collected(arrears=0, payments=regular(5)).stops_on is None
    cent_less = regular(5) + paid((date(2026, 9, 5), 22599))
    assert collected(arrears=0, payments=cent_less).stops_on is None


def test_the_costs_must_be_paid_too():
    assert collected(arrears=0, recovery_costs=1, payments=regular(6)).stops_on is None
    payments = paid((date(2026, 4, 2), 1)) + regular(6)
    assert collected(arrears=0, recovery_costs=1, payments=payments).stops_on == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("still_open", "stops_on"),
    [
        ({}, date(2026, 10, 1)),
        ({"recovery_costs": 1}, None),
        ({"arrears": 100, "contribution_rate": 1300}, None),
        ({"arrears": 100, "interest": 1}, date(2026, 10, 1)),
    ],
)
def test_costs_keep_the_service_even_in_months_that_bring_nothing_due(still_open, stops_on):
    nothing = {"maintenance": Cents(0), "advance": Cents(0), "contribution": Cents(0)}
    months = tuple(
        MonthDue(month=month, due_date=month.first_day(), **nothing) for month in APRIL.onward(6)
    )
    none = {"arrears": 0, "recovery_costs": 0, "interest": 0, "contribution_rate": 0}
    found = allocate_all(Account(**(none | still_open), months=months, payments=()), 6)
    assert found.stops_on == stops_on


def test_an_advance_that_stays_open_keeps_the_service_even_where_it_is_the_whole_maintenance():
    changes = {"arrears": 0, "monthly_maintenance": 17500, "monthly_advance": 17500}
    assert collected(**changes, payments=regular(6, amount=17500 + 2275)).stops_on is not None
    # The contribution alone is paid: it comes first.
    assert collected(**changes, payments=regular(6, amount=2275)).stops_on is None


def test_a_month_missed_in_between_lets_the_count_begin_anew():
    payments = regular(3) + paid((date(2026, 8, 5), 45200)) + regular(5, Month(2026, 9))
    found = collected(arrears=0, payments=payments)
    # July was not paid by its end; August to January are six.
    assert found.stops_on == date(2027, 2, 1)


def test_arrears_that_stay_open_do_not_keep_the_service_and_it_is_said():
    # The contribution on the arrears comes first.
    payments = paid((date(2026, 3, 20), 13000)) + regular(6)
    found = collected(payments=payments)
    assert found.stops_on == date(2026, 10, 1)
    assert found.balances[Rank.ARREARS] == 100000
    assert "arrears_when_service_stops" in codes(found)


def test_once_the_service_stopped_new_terms_are_the_creditors():
    found = collected(arrears=0, payments=regular(7))
    last = found.allocations[-1]
    assert (last.after_stop, last.surplus, sum(parts(last))) == (True, 22600, 0)
    assert found.remaining == 0
    # October 2026 to March 2027 fall due after the end.
    assert found.after_stop == AfterStop(open_at_stop=0, terms=6, to_creditor=120000)
    assert {"letter_at_the_end", "payments_after_stop", "surplus_after_stop"} <= codes(found)


def stopped(*later, **changes):
    """Arrears of 1 000.00, nine months of 200.00; six paid with the costs, to 1 August 2026."""
    answers = {
        "application_date": date(2026, 1, 15),
        "first_month": Month(2026, 2),
        "months": 9,
        "payments": paid((date(2026, 1, 20), 13000)) + regular(6, Month(2026, 2)) + paid(*later),
    }
    return collected(**(answers | changes))


def test_arrears_open_at_the_end_stay_with_the_service_and_a_later_payment_pays_them():
    found = stopped((date(2026, 8, 20), 50000))
    assert found.stops_on == date(2026, 8, 1)
    last = found.allocations[-1]
    assert (last.after_stop, parts(last), last.surplus) == (True, (0, 0, 0, 0, 0, 50000), 0)
    assert found.remaining == found.balances[Rank.ARREARS] == 50000
    assert found.after_stop == AfterStop(open_at_stop=100000, terms=3, to_creditor=60000)
    assert found.to_creditor == 6 * 2500 + 50000
    notes = {note.code: note for note in found.notes}
    assert notes["arrears_when_service_stops"].inputs == {"arrears": 100000}
    assert notes["arrears_when_service_stops"].source == AFTER_STOP
    assert "payments_after_stop" in notes


def test_interest_open_at_the_end_is_paid_before_the_arrears():
    # Every payment before the end meets its own costs and terms; interest waits in third place.
    account_at_end = {Rank.INTEREST: 1000, Rank.ARREARS: 70000}
    balances = dict.fromkeys(RANKS, Cents(0)) | account_at_end
    found, surplus = allocate(50000, balances)
    assert (tuple(found.values()), surplus) == ((0, 0, 1000, 0, 0, 49000), 0)


def test_more_than_was_open_at_the_end_is_left_over_and_it_is_said():
    found = stopped((date(2026, 8, 20), 110000))
    assert found.allocations[-1].surplus == 10000
    assert found.remaining == 0
    assert "surplus_after_stop" in codes(found)


def test_end_before_the_article_on_it_is_said_to_be_not_known():
    answers = {"application_date": date(2017, 1, 15), "first_month": Month(2017, 2)}
    payments = paid((date(2017, 1, 20), 13000)) + regular(6, Month(2017, 2))
    found = stopped(**answers, payments=payments + paid((date(2017, 8, 20), 50000)))
    notes = {note.code: note for note in found.notes}
    assert notes["after_stop_not_known"].inputs == {"since": date(2018, 4, 9)}
    assert "arrears_when_service_stops" not in notes
    rules = {step.rule: step.source for step in found.explanation}
    assert rules["allocation.after_stop"] == rules["allocation.open_at_stop"] == AFTER_STOP_GAP


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2014, 12, 31), "late_interest_not_known"),
        (date(2015, 1, 1), "late_interest_legal_rate"),
        (date(2020, 5, 31), "late_interest_legal_rate"),
        (date(2020, 6, 1), "late_interest"),
    ],
)
def test_late_interest_is_that_of_the_day_of_the_application(day, code):
    found = collected(application_date=day, first_month=Month.of(day).plus(1), months=1)
    assert [one for one in codes(found) if one.startswith("late_interest")] == [code]


def test_contribution_of_the_creditor_has_its_own_step():
    changes = {"application_date": date(2014, 6, 1), "first_month": Month(2014, 7), "months": 1}
    found = collected(**changes, payments=paid((date(2014, 6, 2), 110000)))
    taken = [s for s in found.explanation if s.rule == "allocation.creditor_contribution"]
    assert [step.value for step in taken] == [5000]


def test_two_months_paid_at_once_leave_the_second_month_open_and_it_is_said():
    payments = paid((APRIL.day(5), 45200)) + regular(4, Month(2026, 6))
    found = collected(arrears=0, payments=payments)
    assert found.stops_on is None
    assert "payment_surplus" in codes(found)


AMOUNTS = st.integers(1, 60000)


@settings(max_examples=80)
@given(
    st.integers(0, 200000),
    st.integers(0, 5000),
    st.integers(0, 5000),
    st.lists(st.tuples(st.dates(date(2026, 3, 15), date(2027, 3, 31)), AMOUNTS), max_size=20),
)
def test_no_cent_is_lost_and_none_is_paid_twice(arrears, costs, interest, payments):
    found = collected(
        arrears=arrears, recovery_costs=costs, interest=interest, payments=paid(*payments)
    )
    total = sum(amount for _, amount in payments)
    assert found.to_creditor + found.to_service + found.interest + found.surplus == total
    assert all(balance >= 0 for balance in found.balances.values())
    for allocation in found.allocations:
        assert sum(parts(allocation)) + allocation.surplus == allocation.payment.amount
        open_before = [allocation.balances[rank] for rank in RANKS]
        filled = [
            rank for rank, still in zip(RANKS, open_before, strict=True) if allocation.parts[rank]
        ]
        if filled:
            before_last = RANKS[: RANKS.index(filled[-1])]
            assert not any(allocation.balances[rank] for rank in before_last)


@settings(max_examples=60)
@given(
    st.integers(0, 200000),
    st.integers(0, 5000),
    st.lists(st.tuples(st.dates(date(2026, 10, 1), date(2027, 3, 31)), AMOUNTS), max_size=6),
)
def test_after_the_end_the_service_gets_what_was_open_and_nothing_else(arrears, interest, later):
    first = paid((date(2026, 3, 20), arrears * 13 // 100 + 1 + interest))
    found = collected(
        arrears=arrears, interest=interest, payments=first + regular(6) + paid(*later)
    )
    assert found.stops_on == date(2026, 10, 1)
    after = [allocation for allocation in found.allocations if allocation.after_stop]
    pays = sum(sum(parts(allocation)) for allocation in after)
    assert pays == min(sum(amount for _, amount in later), found.after_stop.open_at_stop)
    assert found.remaining == found.after_stop.open_at_stop - pays
    assert found.after_stop.to_creditor == 6 * 20000


# The way out within fifteen days.


def test_who_pays_everything_within_fifteen_days_of_the_first_letter_pays_no_costs():
    found = collected(letter_sent_on=date(2026, 3, 16)).exit
    assert (found.last_day, found.to_pay) == (date(2026, 3, 31), 100000)
    assert (found.rate, found.costs_otherwise) == (1300, 13000)


@pytest.mark.parametrize(
    ("letter_sent_on", "to_pay"),
    [(date(2026, 3, 17), 120000), (date(2026, 4, 15), 120000), (date(2026, 4, 16), 140000)],
)
def test_everything_holds_the_terms_that_fall_due_by_the_fifteenth_day(letter_sent_on, to_pay):
    assert collected(letter_sent_on=letter_sent_on).exit.to_pay == to_pay


def test_before_2015_the_costs_otherwise_are_ten_percent():
    changes = {"application_date": date(2014, 12, 31), "first_month": Month(2015, 1)}
    found = collected(**changes, letter_sent_on=date(2015, 1, 5)).exit
    assert (found.rate, found.costs_otherwise) == (1000, 12000)


def test_a_fifteenth_day_that_is_a_day_off_does_not_move_and_it_is_said():
    found = collected(letter_sent_on=date(2026, 4, 3))
    assert found.exit.last_day == date(2026, 4, 18)
    assert {"term_not_moved", "exit_pays_everything_due"} <= codes(found)


def test_without_the_day_of_the_letter_there_is_no_such_answer():
    assert collected().exit is None


@pytest.mark.parametrize(
    ("changes", "field", "refusal"),
    [
        (
            {"application_date": date(2004, 5, 31)},
            "application_date",
            ValidationErrorCode.OUT_OF_RANGE,
        ),
        (
            {"application_date": date(2028, 1, 1)},
            "application_date",
            ValidationErrorCode.OUT_OF_RANGE,
        ),
        ({"arrears": -1}, "arrears", ValidationErrorCode.OUT_OF_RANGE),
        ({"arrears": 100000001}, "arrears", ValidationErrorCode.OUT_OF_RANGE),
        ({"recovery_costs": -1}, "recovery_costs", ValidationErrorCode.OUT_OF_RANGE),
        ({"interest": -1}, "interest", ValidationErrorCode.OUT_OF_RANGE),
        ({"monthly_maintenance": 0}, "monthly_maintenance", ValidationErrorCode.OUT_OF_RANGE),
        ({"monthly_advance": 20001}, "monthly_advance", ValidationErrorCode.OUT_OF_RANGE),
        ({"months": 0}, "months", ValidationErrorCode.OUT_OF_RANGE),
        ({"months": 61}, "months", ValidationErrorCode.OUT_OF_RANGE),
        ({"due_day": 0}, "due_day", ValidationErrorCode.OUT_OF_RANGE),
        ({"first_month": Month(2026, 2)}, "first_month", ValidationErrorCode.NOT_IN_PERIOD),
        ({"first_month": Month(2028, 1)}, "first_month", ValidationErrorCode.NOT_IN_PERIOD),
        (
            {"payments": paid((date(2026, 3, 14), 1))},
            "payments[0].date",
            ValidationErrorCode.OUT_OF_RANGE,
        ),
        (
            {"payments": paid((date(2027, 4, 1), 1))},
            "payments[0].date",
            ValidationErrorCode.OUT_OF_RANGE,
        ),
        (
            {"payments": paid((date(2026, 4, 1), 0))},
            "payments[0].amount",
            ValidationErrorCode.OUT_OF_RANGE,
        ),
        ({"payments": regular(12) * 6}, "payments", ValidationErrorCode.OUT_OF_RANGE),
        ({"letter_sent_on": date(2026, 3, 14)}, "letter_sent_on", ValidationErrorCode.OUT_OF_RANGE),
    ],
)
def test_what_cannot_be_allocated_is_refused(changes, field, refusal):
    found = refused(allocate_payments, replace(request(), **changes), PARAMETERS, "payments")
    assert {name: why for name, (why, _) in found.items()} == {field: refusal}


def test_a_payment_after_the_last_month_is_allocated_too():
    late = paid((date(2026, 6, 1), 500))
    found = allocate_all(account(request(months=1, payments=late), 1300), 6)
    assert [parts(allocation) for allocation in found.allocations] == [(0, 500, 0, 0, 0, 0)]


@pytest.mark.parametrize(("due_day", "day"), [(None, 1), (1, 1), (15, 15), (31, 30)])
def test_months_of_an_account_fall_due_on_the_day_told_or_else_on_the_first(due_day, day):
    months = account(request(due_day=due_day, months=1), 1300).months
    assert [month.due_date for month in months] == [date(2026, 4, day)]
