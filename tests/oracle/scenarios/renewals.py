"""Random adult children whose advances are renewed; and the product's plan."""

from datetime import date

from functions.law.maintenance.renewals import RenewalRequest, plan_renewals
from tests import known_figures
from tests.oracle import members
from tests.oracle import renewals as naive_renewals
from tests.oracle.calendar_days import ONE_DAY, birthday
from tests.oracle.scenarios.days import any_day, any_day_of_a_term, sometimes_outside

FIRST_DAY = date(2005, 10, 1)
LAST_DAY = date(2027, 12, 31)
REQUEST = RenewalRequest
CODES = ("last_day", "adult_application", "renewal", "prepare", "renewal_proof")


def case(dice):
    first = FIRST_DAY if dice.random() < 0.2 else naive_renewals.KNOWN_SINCE
    granted = any_day(dice, first, LAST_DAY)
    oldest, youngest = date(granted.year - 26, granted.month, 1), granted
    born = any_day(dice, max(oldest, date(1980, 1, 1)), youngest)
    since = max(granted, birthday(born, 18))
    age_limit = birthday(born, 26)
    return RenewalRequest(
        birth_date=born,
        granted_on=sometimes_outside(dice, granted, FIRST_DAY, LAST_DAY),
        child_benefit_until=any_end(dice, since, age_limit),
        education_until=any_end(dice, since, age_limit),
        proof_asked_on=any_day_asked(dice, granted),
    )


def any_end(dice, since, age_limit):
    """Often the very day on which the right begins or ends by age, or one off it."""
    choice = dice.random()
    if choice < 0.4 or since >= age_limit:
        return None
    if choice < 0.5:
        return since
    if choice < 0.6:
        return age_limit + dice.choice([-2, -1, 0, 1]) * ONE_DAY
    return any_day(dice, since, age_limit)


def any_day_asked(dice, granted):
    return any_day_of_a_term(dice, granted, LAST_DAY) if dice.random() < 0.4 else None


def refused(request):
    """A grant outside the known time, after the age, or an end before the right begins."""
    born, granted = request.birth_date, request.granted_on
    if not FIRST_DAY <= granted <= LAST_DAY or granted > birthday(born, 26) - ONE_DAY:
        return True
    since = max(granted, birthday(born, 18))
    ends = (request.child_benefit_until, request.education_until)
    if any(end is not None and end < since for end in ends):
        return True
    asked = request.proof_asked_on
    if asked is not None and not granted <= asked <= LAST_DAY:
        return True
    # How long a grant was, and what proof was asked, is not known before 2018: either will do.
    return False if granted >= naive_renewals.KNOWN_SINCE else None


def product(request):
    answer = plan_renewals(request, known_figures.maintenance())
    return {
        "adult_on": answer.adult_on,
        "last_day": answer.last_day,
        "end": answer.end.value,
        "periods": [(one.first_day, one.last_day) for one in answer.periods],
        "prepare_from": [one.prepare_from for one in answer.periods[:-1]],
        "days": sorted((one.code, one.day) for one in answer.dates if one.code in CODES),
        "benefit_ends_on": members.given(answer, "renewals.benefit_ends_on"),
    }


def naive(request):
    return naive_renewals.plan(request)
