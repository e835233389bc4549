"""The arrears before an application, month by month, and from when one may apply."""

from datetime import date

from tests.oracle.calendar_days import (
    ONE_DAY,
    day_in,
    month_of,
    months_before,
    next_month,
    written,
)
from tests.oracle.contribution import debtor_rate
from tests.oracle.indexation import index_is_out, indexed, is_missed
from tests.oracle.money import whole_cents

YEARS_CLAIMED = 5
MISSED_TERMS = 2
WINDOW_IN_MONTHS = 12
LAST_DAY = date(2027, 12, 31)


def add_up(request):
    """Only months that are given count; what came too much for one pays no other."""
    day = request.application_date
    since = months_before(day, 12 * YEARS_CLAIMED)
    rows = []
    total, too_old = 0, 0
    missed = []
    for given in sorted(request.received_payments, key=lambda one: tuple(one.month)):
        month = tuple(given.month)
        due_on = due_date(request, month)
        due = maintenance_due(request, month)
        missing = max(0, due - given.amount)
        in_window = is_in_window(due_on, day)
        if due_on >= since:
            total += missing
        else:
            too_old += missing
        if is_missed(request.title, bases_of(request), month, given.amount):
            missed.append(due_on)
        rows.append(
            (
                written(month),
                due_on,
                due,
                given.amount,
                due_on >= since,
                in_window,
                index_is_out(request.title, month),
            )
        )
    rate = debtor_rate(day)
    return {
        "claimable_since": since,
        "months": rows,
        "total": total,
        "too_old": too_old,
        "missed": len([one for one in missed if is_in_window(one, day)]),
        # Where nothing is missing, nothing changes by waiting.
        "may_apply_from": may_apply_from(request, missed) if total + too_old else None,
        "contribution_rate": rate,
        "contribution": whole_cents(rate * total),
    }


def due_date(request, month):
    return day_in(month, request.title.due_day or 1)


def maintenance_due(request, month):
    """Each child's own amount is indexed, then all are added up."""
    return sum(indexed(request.title, base, month) for base in bases_of(request))


def bases_of(request):
    return [child.monthly_maintenance for child in request.children]


def is_in_window(due_on, day):
    """In the twelve months before the day (art. 6)."""
    return months_before(day, WINDOW_IN_MONTHS) <= due_on < day


def may_apply_from(request, missed):
    """The day itself, or the day after the coming term that makes two, if nothing is paid."""
    day = request.application_date
    if len([one for one in missed if is_in_window(one, day)]) >= MISSED_TERMS:
        return day
    known = list(missed)
    month = month_of(day)
    while True:
        due_on = due_date(request, month)
        if due_on >= day:
            if due_on + ONE_DAY > LAST_DAY:
                return None
            known.append(due_on)
            if len([one for one in known if is_in_window(one, due_on + ONE_DAY)]) >= MISSED_TERMS:
                return due_on + ONE_DAY
        month = next_month(month)
