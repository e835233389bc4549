"""Arts 17 and 18 of the act: what the service takes back from the creditor."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.law.core.errors import ValidationErrorCode
from functions.law.maintenance.undue import (
    LaterPayment,
    UndueRequest,
    replay_undue,
    set_off,
    set_off_undue_sum,
    validate,
)
from tests.unit.law.calculators import LARGEST, LAST_DAY, SOME, Law
from tests.unit.law.maintenance.applications import PARAMETERS
from tests.unit.law.validation_errors import refused


def request(*payments, undue=10000, fraud=False):
    return UndueRequest(
        asked_on=date(2026, 3, 15),
        undue=undue,
        fraud=fraud,
        payments=tuple(LaterPayment(amount=amount) for amount in payments),
    )


LAW = Law(
    compute=set_off_undue_sum,
    validate=validate,
    replay=replay_undue,
    replayed=lambda found: (found.taken, found.remaining),
    requests=st.builds(
        UndueRequest,
        asked_on=st.dates(date(2014, 8, 1), LAST_DAY),
        undue=SOME,
        fraud=st.booleans(),
        payments=st.lists(st.builds(LaterPayment, amount=SOME), min_size=1, max_size=9).map(tuple),
    ),
    complete=request(5000, 4000),
    cases={
        "a part of each payment until it is paid back": request(50000, 30003, 90000, undue=10001),
        "with fraud": request(50000, 30003, undue=10001, fraud=True),
    },
    bounds={
        "asked_on": (date(2014, 8, 1), LAST_DAY),
        "undue": (1, LARGEST),
        "payments[1].amount": (1, LARGEST),
    },
    lists={"payments": (1, 60)},
    valid_without={"undue.set_off": lambda step: step.value == 0},  # nothing was taken
)


def test_a_tenth_of_each_later_payment_is_taken():
    found = set_off_undue_sum(request(17500, 17500), PARAMETERS)
    assert [one.taken for one in found.set_offs] == [1750, 1750]
    assert [one.paid_out for one in found.set_offs] == [15750, 15750]
    assert (found.taken, found.remaining) == (3500, 6500)


def test_all_of_it_is_taken_after_fraud_until_nothing_is_undue():
    found = set_off_undue_sum(request(7500, 7500, 7500, fraud=True), PARAMETERS)
    assert [(one.taken, one.paid_out) for one in found.set_offs] == [
        (7500, 0),
        (2500, 5000),
        (0, 7500),
    ]
    assert found.remaining == 0


@pytest.mark.parametrize(("payment", "taken"), [(4, 0), (5, 1), (14, 1), (15, 2)])
def test_a_tenth_is_rounded_half_up_to_the_cent(payment, taken):
    assert set_off(10000, [payment], 1000)[0].taken == taken


@given(
    st.integers(1, 10**8),
    st.lists(st.integers(1, 10**6), min_size=1, max_size=20),
    st.sampled_from((1000, 10000)),
)
def test_what_is_taken_and_what_remains_add_up_to_what_was_undue(undue, payments, rate):
    found = set_off(undue, payments, rate)
    assert sum(one.taken for one in found) + found[-1].remaining == undue
    assert all(one.taken + one.paid_out == one.payment for one in found)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"asked_on": date(2004, 5, 31)}, "asked_on"),
        ({"asked_on": date(2028, 1, 1)}, "asked_on"),
        ({"undue": 0}, "undue"),
        ({"undue": 100000001}, "undue"),
        ({"payments": ()}, "payments"),
        ({"payments": (LaterPayment(amount=0),)}, "payments[0].amount"),
        ({"payments": (LaterPayment(amount=1),) * 61}, "payments"),
    ],
)
def test_what_lies_outside_its_bounds_is_refused(changes, field):
    found = refused(set_off_undue_sum, replace(request(100), **changes), PARAMETERS, "undue")
    assert {name: refusal for name, (refusal, _) in found.items()} == {
        field: ValidationErrorCode.OUT_OF_RANGE
    }


@pytest.mark.parametrize("day", [date(2004, 6, 1), date(2014, 7, 31)])
def test_set_off_before_its_article_is_refused_as_not_known(day):
    found = refused(set_off_undue_sum, replace(request(100), asked_on=day), PARAMETERS, "undue")
    bounds = {"minimum": date(2014, 8, 1), "maximum": date(2027, 12, 31)}
    assert found == {"asked_on": (ValidationErrorCode.NOT_KNOWN, bounds)}
    assert set_off_undue_sum(replace(request(100), asked_on=date(2014, 8, 1)), PARAMETERS)


def test_total_of_all_payments_is_the_last_step():
    total = set_off_undue_sum(request(17500, 17500), PARAMETERS).explanation[-1]
    assert (total.rule, total.value) == ("undue.total", 3500)
    assert total.inputs == {"undue": 10000, "remaining": 6500}


def test_whole_sum_can_be_claimed_at_once_and_set_off_is_only_possible():
    notes = {note.code: note.source for note in set_off_undue_sum(request(100), PARAMETERS).notes}
    assert notes["whole_sum_at_once"].article == "18"
    assert notes["set_off_applications"].act == "act_2014_05_12"
