"""Particulars of a decision, how long the data is kept, and the set-off of undue sums."""

from fractions import Fraction

from tests.naive.calendar_days import ONE_DAY, months_after
from tests.naive.money import cents, euro, to_the_cent

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
MONTHS_WHEN_INCOMPLETE = 4
YEARS_KEPT = 5
SET_OFF = Fraction(10, 100)


def appeal_starts(kind, notified, complete):
    """The appeal term starts four months later when required particulars are missing."""
    if PARTICULARS_REQUIRED[kind] and not complete:
        return months_after(notified, MONTHS_WHEN_INCOMPLETE)
    return notified


def kept_until(decision, interruptions=(), suspensions=()):
    """The last day of five years from the decision, interruptions and suspensions counted in.

    ``suspensions`` are pairs (first day, last day).
    """
    events = [(day, day, "interruption") for day in interruptions]
    events += [(first, last, "suspension") for first, last in suspensions]
    end = months_after(decision, 12 * YEARS_KEPT)
    for first, last, kind in sorted(events):
        if first > end:
            continue
        if kind == "interruption":
            end = months_after(first, 12 * YEARS_KEPT)
        else:
            day = first
            while day <= last:
                end += ONE_DAY
                day += ONE_DAY
    return end


def set_off(undue, later_payments, by_fraud):
    """What is taken from each later payment, and what is still undue, in cents."""
    left = euro(undue)
    rate = Fraction(1) if by_fraud else SET_OFF
    taken = []
    for payment in later_payments:
        part = min(to_the_cent(rate * euro(payment)), left)
        left -= part
        taken.append(cents(part))
    return taken, cents(left)
