"""Random decisions on family allowances and what followed; and the product's days."""

from datetime import date, timedelta

from functions.law.waiver.appeal import AppealRequest, find_appeal_dates
from tests import known_figures
from tests.oracle import appeals, members
from tests.oracle.scenarios.days import any_day_of_a_term, sometimes_outside
from tests.oracle.scenarios.deadlines import would_move_to

FIRST_DAY = date(2019, 1, 1)
LAST_DAY = date(2027, 12, 31)
FOR_THE_COMMISSION = ("commission", "commission_anew", "commission_resumed")
REQUEST = AppealRequest


def case(dice):
    informed = any_day_of_a_term(dice, FIRST_DAY, LAST_DAY)
    missing = dice.random() < 0.4
    complaint = any_complaint(dice, informed, missing)
    closed = complaint and any_later_day(dice, complaint, 200)
    return AppealRequest(
        informed_on=sometimes_outside(dice, informed, FIRST_DAY, LAST_DAY),
        particulars_missing=missing,
        complaint_on=complaint,
        **members.filled(
            AppealRequest,
            appeal__complaint_closed_on=closed,
            appeal__complaint_withdrawn=closed is not None and dice.random() < 0.3,
        ),
        commission_informed_on=any_later_day(dice, informed, 400),
        request_sent_on=any_later_day(dice, informed, 400),
    )


def any_complaint(dice, informed, missing):
    """Often on the last day on which there is a term to interrupt, sometimes on the day after."""
    if dice.random() < 0.7:
        return any_later_day(dice, informed, 90)
    start = appeals.appeal_starts(informed, missing)
    last = appeals.three_months_from(start)
    return min(LAST_DAY, last + timedelta(days=dice.choice([-1, 0, 0, 0, 0, 1])))


def any_later_day(dice, informed, within):
    if dice.random() < 0.5:
        return None
    last = min(LAST_DAY, informed + timedelta(days=within))
    return any_day_of_a_term(dice, informed, last)


def refused(request):
    """A day outside the known time, or a complaint after the term that it would interrupt."""
    informed, complaint = request.informed_on, request.complaint_on
    if not FIRST_DAY <= informed <= LAST_DAY:
        return True
    start = appeals.appeal_starts(informed, request.particulars_missing)
    return complaint is not None and complaint > appeals.three_months_from(start)


def product(request):
    answer = find_appeal_dates(request, known_figures.waiver())
    dates = {found.code: found.day for found in answer.dates}
    return {
        "dates": {name: day for name, day in dates.items() if name not in FOR_THE_COMMISSION},
        "last_day_for_the_commission": max(dates[n] for n in FOR_THE_COMMISSION if n in dates),
        "would_move_to": would_move_to(answer),
    }


def naive(request):
    answer = appeals.dates(request)
    return {**answer, "would_move_to": [day for day in answer["would_move_to"] if day]}
