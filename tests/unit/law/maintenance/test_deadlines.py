"""The terms of the procedure: arts 8, 9, 10 and 10/2 of the act."""

from datetime import date

import pytest

from functions.law.core.errors import ValidationErrorCode
from functions.law.maintenance.deadlines import DeadlinesRequest, Event, find_deadlines
from tests.unit.law.maintenance.applications import PARAMETERS
from tests.unit.law.validation_errors import refused


def request(event, day):
    return DeadlinesRequest(event=event, event_date=day)


def answer(event, day):
    return find_deadlines(request(event, day), PARAMETERS)


def days(event, day):
    return {found.code: found.day for found in answer(event, day).dates}


def codes(event, day):
    return {note.code for note in answer(event, day).notes}


def test_the_debtor_has_fifteen_days_from_the_dispatch_of_the_letter():
    found = days(Event.DEBTOR_LETTER_SENT, date(2026, 3, 2))
    assert found == {"debtor_reply": date(2026, 3, 17)}


def test_the_service_decides_within_thirty_days_of_a_complete_application():
    # 1 April 2026 is the thirtieth day; the appeal runs from the 2nd, to 2 May, a Saturday.
    assert days(Event.APPLICATION_COMPLETE, date(2026, 3, 2)) == {
        "decision_due": date(2026, 4, 1),
        "appeal_without_decision": date(2026, 5, 4),
    }


@pytest.mark.parametrize("event", [Event.DECISION_SENT_TO_CREDITOR, Event.DECISION_SENT_TO_DEBTOR])
def test_a_decision_takes_effect_on_the_third_working_day_and_can_be_appealed_for_a_month(event):
    assert days(event, date(2026, 3, 6)) == {
        "decision_effect": date(2026, 3, 11),
        "appeal": date(2026, 4, 13),  # 11 April 2026 is a Saturday
    }


@pytest.mark.parametrize(
    ("event", "effect", "appeal"),
    [
        (Event.DECISION_SENT_TO_CREDITOR, "9, § 2", "9, § 3"),
        (Event.DECISION_SENT_TO_DEBTOR, "10, § 3", "10, § 4"),
    ],
)
def test_the_creditor_and_the_debtor_each_have_their_own_article(event, effect, appeal):
    steps = answer(event, date(2026, 3, 2)).explanation
    assert [step.source.article for step in steps] == [effect, appeal]


def test_the_proof_for_a_renewal_is_due_within_thirty_days():
    found = days(Event.RENEWAL_PROOF_ASKED, date(2026, 3, 2))
    assert found == {"renewal_proof": date(2026, 4, 1)}
    assert "proof_term_from_dispatch" in codes(Event.RENEWAL_PROOF_ASKED, date(2026, 3, 2))


@pytest.mark.parametrize(
    ("event", "day", "last"),
    [
        (Event.DEBTOR_LETTER_SENT, date(2026, 3, 6), date(2026, 3, 21)),
        (Event.APPLICATION_COMPLETE, date(2026, 3, 5), date(2026, 4, 4)),
        (Event.RENEWAL_PROOF_ASKED, date(2026, 3, 7), date(2026, 4, 6)),
    ],
)
def test_a_term_that_is_no_procedural_act_does_not_move_and_it_is_said(event, day, last):
    found = answer(event, day)
    assert found.dates[0].day == last
    assert "term_not_moved" in {note.code for note in found.notes}


def test_a_term_that_ends_on_a_working_day_needs_no_such_note():
    assert "term_not_moved" not in codes(Event.DEBTOR_LETTER_SENT, date(2026, 3, 2))


def test_the_addressee_may_prove_that_a_decision_came_later():
    assert "receipt_can_be_proved_later" in codes(Event.DECISION_SENT_TO_CREDITOR, date(2026, 3, 2))
    assert "longer_terms_abroad" in codes(Event.DECISION_SENT_TO_DEBTOR, date(2026, 3, 2))


@pytest.mark.parametrize(
    ("event", "first"),
    [
        (Event.DEBTOR_LETTER_SENT, date(2004, 6, 1)),
        (Event.APPLICATION_COMPLETE, date(2004, 6, 1)),
        (Event.RENEWAL_PROOF_ASKED, date(2005, 10, 1)),
    ],
)
def test_a_day_outside_the_known_law_is_refused_with_its_bounds(event, first):
    bounds = (ValidationErrorCode.OUT_OF_RANGE, {"minimum": first, "maximum": date(2027, 12, 31)})
    for day in (date.fromordinal(first.toordinal() - 1), date(2028, 1, 1)):
        found = refused(find_deadlines, request(event, day), PARAMETERS, "deadlines")
        assert found == {"event_date": bounds}
    assert days(event, first)
    assert days(event, date(2027, 12, 31))
