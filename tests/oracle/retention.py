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
    paid_in = members.asked(request, "retention.paid_in") or month_of(request.decided_on)
    until = kept_until(tuple(paid_in), interruptions, suspensions)
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
    day = last_day(paid_in)
    end = last_of_years(day, YEARS_KEPT)
    while day < end:
        day += ONE_DAY
        if day in interruptions:
            end = last_of_years(day, YEARS_KEPT)
        elif any(first <= day and last is None for first, last in suspensions):
            return None
        elif any(first <= day <= last for first, last in suspensions if last is not None):
            end += ONE_DAY
    return end
