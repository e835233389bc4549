"""Random events of the procedure; and the product's dates."""

from datetime import date

from functions.law.maintenance.deadlines import DeadlinesRequest, Event, find_deadlines
from tests import known_figures
from tests.oracle import procedure
from tests.oracle.scenarios.days import any_day_of_a_term, sometimes_outside

FIRST_DAY = date(2004, 6, 1)
FIRST_RENEWAL = date(2005, 10, 1)
LAST_DAY = date(2027, 12, 31)


def case(dice):
    event = dice.choice(list(Event))
    first = FIRST_RENEWAL if event == Event.RENEWAL_PROOF_ASKED else FIRST_DAY
    day = any_day_of_a_term(dice, first, LAST_DAY)
    return DeadlinesRequest(event=event, event_date=sometimes_outside(dice, day, first, LAST_DAY))


def refused(request):
    """Only a day outside the known time."""
    first = FIRST_RENEWAL if request.event == Event.RENEWAL_PROOF_ASKED else FIRST_DAY
    return not first <= request.event_date <= LAST_DAY


def product(request):
    return answered(find_deadlines(request, known_figures.maintenance()))


def answered(answer):
    """The dates in order of time, and the note on a term that does not move."""
    in_order = sorted(answer.dates, key=lambda one: one.day)
    if list(answer.dates) != in_order:
        raise AssertionError(f"not in order of time: {answer.dates}")
    return {
        "dates": {found.code: found.day for found in answer.dates},
        "would_move_to": would_move_to(answer),
    }


def would_move_to(answer):
    found = [note.inputs for note in answer.notes if note.code == "term_not_moved"]
    return [inputs["next_working_day"] for inputs in found]


def naive(request):
    answer = procedure.find(request.event, request.event_date)
    return {**answer, "would_move_to": [day for day in answer["would_move_to"] if day]}
