"""Random events of the procedure; and the product's dates."""

from datetime import date, timedelta

from functions.law.maintenance.deadlines import DeadlinesRequest, Event, find_deadlines
from tests import known_figures
from tests.oracle import members, procedure
from tests.oracle.scenarios.days import any_day_of_a_term, sometimes_outside

FIRST_DAY = date(2004, 6, 1)
LAST_DAY = date(2027, 12, 31)
REQUEST = DeadlinesRequest


def case(dice):
    event = dice.choice(list(Event))
    day = any_day_of_a_term(dice, FIRST_DAY, LAST_DAY)
    if dice.random() < 0.8:
        day = any_day_of_a_term(dice, procedure.EFFECT_KNOWN_SINCE, LAST_DAY)
    elif dice.random() < 0.5:
        day = dice.choice(procedure.RULE_DATES) + timedelta(days=dice.randint(-1, 1))
    day = sometimes_outside(dice, day, FIRST_DAY, LAST_DAY)
    return DeadlinesRequest(event=event, event_date=day)


def refused(request):
    """A day outside the known time; where no rule is known for the day, either answer will do."""
    if not FIRST_DAY <= request.event_date <= LAST_DAY:
        return True
    known = procedure.find(request.event, request.event_date)["dates"]
    return False if known else None


def product(request):
    return answered(find_deadlines(request, known_figures.maintenance()))


def answered(answer):
    """The dates in order of time, and the note on a term that does not move."""
    in_order = sorted(answer.dates, key=lambda one: one.day)
    if list(answer.dates) != in_order:
        raise AssertionError(f"not in order of time: {answer.dates}")
    return {
        "dates": {members.date_name(found.code): found.day for found in answer.dates},
        "would_move_to": would_move_to(answer),
    }


def would_move_to(answer):
    found = [note.inputs for note in answer.notes if note.code == "term_not_moved"]
    return [inputs["next_working_day"] for inputs in found]


def naive(request):
    answer = procedure.find(request.event, request.event_date)
    return {**answer, "would_move_to": [day for day in answer["would_move_to"] if day]}
