"""How long the data of a software decision are kept (order of 13-03-2019, art. 3), day by day."""

from functools import lru_cache

from tests.oracle.calendar_days import ONE_DAY
from tests.oracle.judicial_code import last_of_years

YEARS_KEPT = 5


def keep(request):
    """Whether art. 3 covers the decision, the last day, and whether it is deemed reasoned."""
    covered = str(request.kind) == "payment" and not request.document_drawn_up
    interruptions = tuple(one.date for one in request.interruptions)
    suspensions = tuple((one.first_day, one.last_day) for one in request.suspensions)
    until = kept_until(request.decided_on, interruptions, suspensions)
    reasoned = False
    if covered:
        reasoned = None if request.kept_until is None else request.kept_until >= until
    return {"covered": covered, "keep_until": until, "deemed_reasoned": reasoned}


@lru_cache(maxsize=100)  # a random case asks for its own last day first
def kept_until(decision, interruptions=(), suspensions=()):
    """Walks from the decision to the last day of five years.

    An interruption met on the way lets the five years begin anew from its day; a day of a
    suspension (first day, last day) puts the last day off by one. What is not met, because the
    walk has ended before, has no effect. The decree does not name the first day of the five
    years: they are counted from the decision.
    """
    suspended = suspended_days(suspensions)
    day, end = decision, last_of_years(decision, YEARS_KEPT)
    while day < end:
        day += ONE_DAY
        if day in interruptions:
            end = last_of_years(day, YEARS_KEPT)
        elif day in suspended:
            end += ONE_DAY
    return end


def suspended_days(suspensions):
    days = set()
    for first, last in suspensions:
        day = first
        while day <= last:
            days.add(day)
            day += ONE_DAY
    return days
