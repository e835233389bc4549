"""Random software decisions, interrupted and suspended; and the product's last day."""

from datetime import date, timedelta

from functions.law.waiver.limitation import Interruption, Suspension
from functions.law.waiver.retention import RetainedDecision, RetentionRequest, check_retention
from tests import known_figures
from tests.oracle import members
from tests.oracle import retention as naive_retention
from tests.oracle.calendar_days import last_day, month_of
from tests.oracle.scenarios.days import any_day, sometimes_outside

FIRST_DAY = date(2019, 1, 1)
LAST_DAY = date(2027, 12, 31)
REQUEST = RetentionRequest
TAKES_AN_OPEN_END = "None" in str(Suspension.__annotations__["last_day"])


def case(dice):
    day = any_day(dice, FIRST_DAY, LAST_DAY)
    events = dice.choice([0, 1, 1, 2, 3])
    interruptions = [any_day(dice, day, LAST_DAY) for _ in range(events)]
    suspensions = any_suspensions(dice, day)
    if suspensions and dice.random() < 0.3:  # at the edge of a suspension, or within it
        first, last = dice.choice(suspensions)
        last = last or first
        interruptions.append(dice.choice([first, last, any_day(dice, first, last)]))
    dice.shuffle(interruptions)
    paid_on = None
    if members.can_be_asked(RetentionRequest, "retention.paid_on") and dice.random() < 0.5:
        paid_on = any_day(dice, day, min(LAST_DAY, day + timedelta(days=dice.choice([0, 31, 400]))))
    return RetentionRequest(
        decided_on=sometimes_outside(dice, day, FIRST_DAY, LAST_DAY),
        kind=dice.choice([RetainedDecision.PAYMENT, *RetainedDecision]),
        document_drawn_up=dice.random() < 0.3,
        kept_until=any_end(dice, month_of(paid_on or day), interruptions, suspensions),
        interruptions=tuple(Interruption(date=one) for one in interruptions),
        suspensions=tuple(Suspension(first_day=a, last_day=b) for a, b in suspensions),
        **members.filled(RetentionRequest, retention__paid_on=paid_on),
    )


def any_suspensions(dice, decided):
    """Up to three that do not overlap, in order of time; the second may follow at once."""
    found = []
    first = any_day(dice, decided, LAST_DAY)
    while len(found) < 3 and dice.random() < 0.5 and first <= LAST_DAY:
        last = min(LAST_DAY, first + timedelta(days=dice.choice([0, 1, dice.randint(0, 900)])))
        found.append((first, last))
        first = last + timedelta(days=dice.choice([1, 1, 2, dice.randint(1, 700)]))
    if found and TAKES_AN_OPEN_END and dice.random() < 0.1:
        found[-1] = (found[-1][0], None)
    return found


def any_end(dice, paid_in, interruptions, suspensions):
    """Often the very last day, or one off it."""
    choice = dice.random()
    if choice < 0.3:
        return None
    until = naive_retention.kept_until(paid_in, tuple(interruptions), tuple(suspensions))
    if choice < 0.4 or until is None:
        return any_day(dice, last_day(paid_in), max(last_day(paid_in), LAST_DAY))
    return until + timedelta(days=dice.randint(-1, 1))


def refused(request):
    """Only a day outside the known time."""
    return not FIRST_DAY <= request.decided_on <= LAST_DAY


def product(request):
    answer = check_retention(request, known_figures.waiver())
    names = ("covered", "keep_until", "deemed_reasoned")
    return {name: getattr(answer, name) for name in names}


def naive(request):
    return naive_retention.keep(request)
