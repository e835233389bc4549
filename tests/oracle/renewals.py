"""The renewals of an adult child's advances (arts 4, 7 and 10/2), by walking from day to day."""

from tests.oracle.calendar_days import ONE_DAY, birthday, months_after
from tests.oracle.judicial_code import last_of_days

MONTHS_OF_A_GRANT = 6
DAYS_FOR_PROOF = 30
ADULT, TOO_OLD = 18, 26


def plan(request):
    """The last day of the right and what ends it, the periods, and every day to keep in mind."""
    adult_on = birthday(request.birth_date, ADULT)
    last, end = end_of_right(request)
    periods = periods_until(last, max(request.granted_on, adult_on))
    days = [("last_day", last)]
    if request.granted_on < adult_on:
        days.append(("adult_application", adult_on))
    for first, _ in periods[1:]:
        days += [("renewal", first), ("prepare", days_before(first, DAYS_FOR_PROOF))]
    if request.proof_asked_on is not None:
        days.append(("renewal_proof", last_of_days(request.proof_asked_on, DAYS_FOR_PROOF)))
    return {
        "adult_on": adult_on,
        "last_day": last,
        "end": end,
        "periods": periods,
        "prepare_from": [days_before(first, DAYS_FOR_PROOF) for first, _ in periods[1:]],
        "days": sorted(days),
    }


def end_of_right(request):
    """The eve of the 26th birthday, unless benefit or schooling has ended before."""
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
