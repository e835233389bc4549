"""What a result must state: the source of a step, a note, and steps that need one another."""

from datetime import date

import pytest

from functions.law.core.replay import ReplayError, replay
from functions.law.core.trace import TraceStep
from functions.law.core.values import add_months
from functions.law.maintenance.allocation_rules import replay_payments
from functions.law.maintenance.deadlines import DeadlinesRequest, Event, find_deadlines
from functions.law.maintenance.renewals import adult_on, renewal_period
from tests.unit.law.maintenance import test_arrears, test_payments
from tests.unit.law.maintenance.applications import PARAMETERS


@pytest.mark.parametrize("event", [Event.DECISION_SENT_TO_CREDITOR, Event.DECISION_SENT_TO_DEBTOR])
def test_decision_takes_effect_by_an_article_of_the_act(event):
    request = DeadlinesRequest(event=event, event_date=date(2026, 3, 6))
    effect = find_deadlines(request, PARAMETERS).dates[0]
    assert effect.step.source.act == "maintenance_advances_act"
    assert effect.step.source.article


def test_arrears_come_with_the_note_that_they_are_not_advanced():
    # One month of 150.00 of which nothing was received.
    notes = {note.code: note.inputs for note in test_arrears.answer().notes}
    assert notes["arrears_not_advanced"] == {"unpaid": 15000}


def test_payments_with_a_term_of_the_letter_but_without_what_ends_it_are_refused():
    steps = test_payments.collected(letter_sent_on=date(2026, 3, 17)).explanation
    replay_payments(steps)
    kept = [step for step in steps if not step.rule.startswith("exit.")]
    assert kept != list(steps)
    assert any(step.rule.startswith("deadline.") for step in kept)
    with pytest.raises(ReplayError, match=r"exit\."):
        replay_payments(kept)


def test_periods_of_different_lengths_do_not_follow_each_other():
    granted = date(2026, 7, 15)

    def period(number, months):
        value = add_months(granted, months * number)
        inputs = {"granted_on": granted, "months": months, "number": number}
        return template(renewal_period.code, inputs, value)

    def template(code, inputs, value):
        known = {adult_on.code: adult_on, renewal_period.code: renewal_period}[code]
        return TraceStep(rule=code, inputs=inputs, value=value, source=known.sources[0])

    adult = template(
        adult_on.code, {"birth_date": date(2006, 2, 14), "years": 18}, date(2024, 2, 14)
    )
    replay([adult, period(1, 6), period(2, 6)])
    with pytest.raises(ReplayError, match="is_next_period"):
        replay([adult, period(1, 3), period(2, 6)])
