"""Appeals against decisions on family allowances, and the particulars that let them start."""

from datetime import date

from tests.oracle import members
from tests.oracle.judicial_code import (
    last_of_days,
    last_of_months,
    moved_to_working_day,
    next_working_day_if_off,
)

PARTICULARS_REQUIRED = {
    "indexation": False,
    "repeatedExecution": False,
    "ageChange": False,
    "childcareFirstPayment": True,
    "childcareLaterPayment": False,
    "universalParticipation": False,
    "recovery": True,
    "waiver": True,
    "other": True,
}
START_IN_DAYS = 3
START_IN_MONTHS_WHEN_INCOMPLETE = 4
APPEAL_IN_MONTHS = 3
ACKNOWLEDGEMENT_IN_DAYS = 15
ANEW_SINCE = date(2023, 1, 1)
"""Since when the decree says from which day an interrupted term runs (art. 104 al. 5)."""


def dates(request):
    """Each day by its name. Days that follow from what did not happen are left out."""
    start = appeal_starts(request.informed_on, request.particulars_missing)
    name = "appeal_start"
    if request.particulars_missing:
        name += "_particulars_missing"
    found = {name: start}
    if request.commission_informed_on is not None:
        # Order on revision and the disputes committee, art. 22: the court's three months run from
        # the third day after the day on which one was informed.
        third_day = last_of_days(request.commission_informed_on, START_IN_DAYS)
        found["labour_court_start"] = third_day
        found["labour_court"] = three_months_from(third_day)
    would_move_to = []
    if request.request_sent_on is not None:
        # Government order, art. 6; no procedural act, so that art. 53 does not move it.
        found["acknowledgement"] = last_of_days(request.request_sent_on, ACKNOWLEDGEMENT_IN_DAYS)
        would_move_to = [next_working_day_if_off(found["acknowledgement"])]
    return {
        "dates": found,
        "last_day_for_the_commission": last_day_for_the_commission(request, start),
        "would_move_to": would_move_to,
    }


def last_day_for_the_commission(request, start):
    """A complaint or a mediation interrupts the term, and never shortens it.

    The term runs anew from the decision that closes the complaint (decree, art. 104 al. 5, by
    analogy): while none is known, only the last day without the complaint is sure. A complaint
    before the term has begun interrupts nothing.
    """
    last = three_months_from(start)
    closed_on = members.asked(request, "appeal.complaint_closed_on")
    complaint_on = request.complaint_on
    if complaint_on is None or closed_on is None:
        return last
    if complaint_on < start or complaint_on < ANEW_SINCE:
        return last
    if members.asked(request, "appeal.complaint_withdrawn"):
        return put_off(start, closed_on - complaint_on)
    return max(last, three_months_from(closed_on))


def put_off(start, days):
    """A complaint that is withdrawn only suspends the term, until it is."""
    return moved_to_working_day(last_of_months(start, APPEAL_IN_MONTHS) + days)


def appeal_starts(informed, missing):
    """The third day after being informed; four months later where particulars are missing.

    Decree, art. 89. The four months are counted as any months are (Judicial Code, art. 54).
    """
    if missing:
        return last_of_months(informed, START_IN_MONTHS_WHEN_INCOMPLETE)
    return last_of_days(informed, START_IN_DAYS)


def three_months_from(day):
    """The decree does not say that a last day moves: it is read as the Judicial Code, art. 53."""
    return moved_to_working_day(last_of_months(day, APPEAL_IN_MONTHS))


def particulars(request):
    """Ministerial order, art. 2: what a decision must carry, and what follows if it does not."""
    kind = str(request.kind)
    required = PARTICULARS_REQUIRED[kind]
    missing = required and not request.complete
    start = appeal_starts(request.notified_on, missing)
    return {
        "required": required,
        "recovery_list": kind == "recovery",  # decree, art. 90
        "missing": missing,
        "appeal_starts_on": start,
        "appeal_until": three_months_from(start),
    }
