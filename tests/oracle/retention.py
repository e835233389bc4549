"""How long the data of a software decision are kept (order of 13-03-2019, art. 3), day by day."""

from functools import lru_cache

from tests.oracle import members
from tests.oracle.calendar_days import ONE_DAY, last_day, month_of
from tests.oracle.judicial_code import last_of_years

YEARS_KEPT = 5


def keep(request):
    """Whether art. 3 covers the decision, the last day, and whether it is deemed reasoned."""
    covered = str(request.kind) == "payment" and not request.document_drawn_up
    interruptions = tuple(one.date for one in request.interruptions)
    suspensions = tuple((one.first_day, one.last_day) for one in request.suspensions)
    paid_on = members.asked(request, "retention.paid_on") or request.decided_on
    until = kept_until(month_of(paid_on), interruptions, suspensions)
    reasoned = False
    if covered:
        reasoned = None
        if request.kept_until is not None and until is not None:
            reasoned = request.kept_until >= until
    return {"covered": covered, "keep_until": until, "deemed_reasoned": reasoned}


@lru_cache(maxsize=100)  # a random case asks for its own last day first
def kept_until(paid_in, interruptions=(), suspensions=()):
    """Goes day by day to the last day of five years.

    They run from the first of the month after that of the payment (decree, arts 95 and 97), which
    is their first day. An interruption met on the way lets the five years begin anew from its day;
    a day of a suspension (first day, last day) puts the last day off by one. What comes before the
    term begins, or after it has ended, has no effect. A suspension that has no end yet leaves the
    last day open: None.
    """
    suspended = suspended_days(suspensions)
    open_from = [first for first, last in suspensions if last is None]
    day = last_day(paid_in)
    end = last_of_years(day, YEARS_KEPT)
    while day < end:
        day += ONE_DAY
        if day in interruptions:
            end = last_of_years(day, YEARS_KEPT)
        elif open_from and day >= open_from[0]:
            return None
        elif day in suspended:
            end += ONE_DAY
    return end


def suspended_days(suspensions):
    days = set()
    for first, last in suspensions:
        day = first
        while last is not None and day <= last:
            days.add(day)
            day += ONE_DAY
    return days
