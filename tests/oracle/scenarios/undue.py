"""Random undue sums and later payments; and what the product sets off."""

from datetime import date
from fractions import Fraction

from functions.law.maintenance.undue import LaterPayment, UndueRequest, set_off_undue_sum
from tests import known_figures
from tests.oracle import undue
from tests.oracle.scenarios.days import any_day, sometimes_outside

FIRST_DAY = date(2004, 6, 1)
SET_OFF_SINCE = date(2014, 8, 1)
FOR_APPLICATIONS_SINCE = date(2015, 1, 1)
LAST_DAY = date(2027, 12, 31)
MILLION = 100_000_000
REQUEST = UndueRequest


def case(dice):
    """A tenth often ends on half a cent; the undue sum is often used up to the cent."""
    first = FIRST_DAY if dice.random() < 0.1 else SET_OFF_SINCE
    asked = any_day(dice, first, LAST_DAY)
    amounts = [any_amount(dice) for _ in range(dice.choice([1, 2, 3, 12, 60]))]
    whole = sum(amounts)
    undue_sum = dice.choice(
        [
            whole // 10 + dice.randint(-3, 3),
            whole + dice.randint(-1, 1),
            dice.randint(1, 100),
            dice.randint(1, 500_000),
            dice.randint(MILLION - 10, MILLION),
        ]
    )
    return UndueRequest(
        asked_on=sometimes_outside(dice, asked, FIRST_DAY, LAST_DAY),
        undue=min(MILLION, max(1, undue_sum)),
        fraud=dice.random() < 0.3,
        payments=tuple(LaterPayment(amount=amount) for amount in amounts),
    )


def any_amount(dice):
    return dice.choice(
        [
            17_500,
            17_505,
            dice.randint(1, 30),
            dice.randint(1, 50_000),
            10 * dice.randint(0, 900) + 5,
        ]
    )


def refused(request):
    """A day outside the known time, or before the law on setting off."""
    if not FIRST_DAY <= request.asked_on <= LAST_DAY or request.asked_on < SET_OFF_SINCE:
        return True
    # It holds for applications received from 2015 on: before, no answer is sure.
    return False if request.asked_on >= FOR_APPLICATIONS_SINCE else None


def product(request):
    answer = set_off_undue_sum(request, known_figures.maintenance())
    return {
        "rate": Fraction(answer.rate, 10_000),
        "set_offs": [
            (one.payment, one.taken, one.paid_out, one.remaining) for one in answer.set_offs
        ],
        "taken": answer.taken,
        "remaining": answer.remaining,
    }


def naive(request):
    return undue.recover(request)
