"""The renewals of an adult child's advances (arts 4, 7 and 10/2), one after the other."""

from datetime import date

from tests.oracle.calendar_days import ONE_DAY, birthday, last_day, month_of, months_after
from tests.oracle.judicial_code import last_of_days

MONTHS_OF_A_GRANT = 6
DAYS_FOR_PROOF = 30
ADULT, BENEFIT_ENDS, TOO_OLD = 18, 25, 26
KNOWN_SINCE = date(2018, 4, 9)
"""Since when the act has six months and thirty days (art. 10/2)."""


def plan(request):
    """The last day of the right and what ends it, the periods, and every day to keep in mind."""
    adult_on = birthday(request.birth_date, ADULT)
    last, end = end_of_right(request)
    first = max(request.granted_on, adult_on)
    answer = {
        "adult_on": adult_on,
        "last_day": last,
        "end": end,
        "benefit_ends_on": benefit_ends_on(request.birth_date),
    }
    if first < KNOWN_SINCE:
        return answer  # How long a grant was is not known for this date.
    periods = periods_until(last, first)
    days = [("last_day", last)]
    if request.granted_on < adult_on:
        days.append(("adult_application", adult_on))
    for start, _ in periods[1:]:
        days += [("renewal", start), ("prepare", days_before(start, DAYS_FOR_PROOF))]
    if request.proof_asked_on is not None and request.proof_asked_on >= KNOWN_SINCE:
        days.append(("renewal_proof", last_of_days(request.proof_asked_on, DAYS_FOR_PROOF)))
    return answer | {
        "periods": periods,
        "prepare_from": [days_before(start, DAYS_FOR_PROOF) for start, _ in periods[1:]],
        "days": sorted(days),
    }


def benefit_ends_on(birth_date):
    """Child benefit normally ends with the month of the 25th birthday: later days are doubtful."""
    return last_day(month_of(birthday(birth_date, BENEFIT_ENDS)))


def end_of_right(request):
    """The eve of the 26th birthday at the latest, unless benefit or schooling has ended before."""
    last, end = birthday(request.birth_date, TOO_OLD) - ONE_DAY, "age"
    if request.education_until is not None and request.education_until <= last:
        last, end = request.education_until, "education"
    if request.child_benefit_until is not None and request.child_benefit_until <= last:
        last, end = request.child_benefit_until, "childBenefit"
    return last, end


def periods_until(last, first):
    """Six months at a time, each counted from the first grant; the last one is cut short."""
    periods, number = [], 0
    while True:
        start = months_after(first, MONTHS_OF_A_GRANT * number)
        follows = months_after(first, MONTHS_OF_A_GRANT * (number + 1))
        if follows > last:
            periods.append((start, last))
            return periods
        periods.append((start, follows - ONE_DAY))
        number += 1


def days_before(day, count):
    for _ in range(count):
        day -= ONE_DAY
    return day
