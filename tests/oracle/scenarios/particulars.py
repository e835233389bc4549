"""Random decisions with or without their particulars; and the product's answer."""

from datetime import date

from functions.law.waiver.particulars import DecisionKind, ParticularsRequest, check_particulars
from tests import known_figures
from tests.oracle import appeals
from tests.oracle.scenarios.days import any_day_of_a_term, sometimes_outside

FIRST_DAY = date(2019, 1, 1)
LAST_DAY = date(2027, 12, 31)
REQUEST = ParticularsRequest


def case(dice):
    day = any_day_of_a_term(dice, FIRST_DAY, LAST_DAY)
    return ParticularsRequest(
        kind=dice.choice(list(DecisionKind)),
        notified_on=sometimes_outside(dice, day, FIRST_DAY, LAST_DAY),
        complete=dice.random() < 0.4,
    )


def refused(request):
    """Only a day outside the known time."""
    return not FIRST_DAY <= request.notified_on <= LAST_DAY


def product(request):
    answer = check_particulars(request, known_figures.waiver())
    names = ("required", "recovery_list", "missing", "appeal_starts_on", "appeal_until")
    return {name: getattr(answer, name) for name in names}


def naive(request):
    return appeals.particulars(request)
