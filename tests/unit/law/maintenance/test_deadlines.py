"""The terms of the procedure: arts 8, 9, 10 and 10/2 of the act."""

from datetime import date

import pytest

from functions.law.core.errors import ValidationErrorCode
from functions.law.core.working_days import ONE_DAY
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
    # 1 April 2026 is the thirtieth day. From the 2nd: to 1 May, a holiday before a weekend, and
    # to 2 May, a Saturday: both move to Monday.
    assert days(Event.APPLICATION_COMPLETE, date(2026, 3, 2)) == {
        "decision_due": date(2026, 4, 1),
        "appeal_without_decision": date(2026, 5, 4),
        "appeal_without_decision_other_reading": date(2026, 5, 4),
    }


@pytest.mark.parametrize("event", [Event.DECISION_SENT_TO_CREDITOR, Event.DECISION_SENT_TO_DEBTOR])
@pytest.mark.parametrize(
    ("sent", "effect", "safe", "other"),
    [
        # 5 December 2026 and 9 May 2026 are Saturdays.
        (date(2026, 11, 2), date(2026, 11, 5), date(2026, 12, 4), date(2026, 12, 7)),
        (date(2026, 4, 3), date(2026, 4, 9), date(2026, 5, 8), date(2026, 5, 11)),
        (date(2026, 5, 13), date(2026, 5, 19), date(2026, 6, 18), date(2026, 6, 19)),
        # A safe day that is a day off moves too: 11 April 2026 is a Saturday.
        (date(2026, 3, 9), date(2026, 3, 12), date(2026, 4, 13), date(2026, 4, 13)),
        # April has no 31st.
        (date(2026, 3, 26), date(2026, 3, 31), date(2026, 4, 30), date(2026, 4, 30)),
    ],
)
def test_appeal_against_a_decision_has_a_safe_day_and_another_reading(
    event, sent, effect, safe, other
):
    assert days(event, sent) == {
        "decision_effect": effect,
        "appeal": safe,
        "appeal_other_reading": other,
    }
    assert ("appeal_two_readings" in codes(event, sent)) is (safe != other)


def test_appeal_without_decision_has_a_safe_day_and_another_reading():
    assert days(Event.APPLICATION_COMPLETE, date(2026, 11, 21)) == {
        "decision_due": date(2026, 12, 21),
        "appeal_without_decision": date(2027, 1, 21),
        "appeal_without_decision_other_reading": date(2027, 1, 22),
    }


def test_appeal_over_a_renewal_counts_from_the_date_of_the_notification():
    event = Event.RENEWAL_REFUSED_OR_SUSPENDED
    assert days(event, date(2026, 11, 5)) == {
        "appeal": date(2026, 12, 4),
        "appeal_other_reading": date(2026, 12, 7),
    }
    sources = [step.source.article for step in answer(event, date(2026, 11, 5)).explanation]
    assert sources == ["10/2, § 6", "52"]


def test_safe_day_counts_the_first_day_and_the_other_reading_does_not():
    _, safe, other = answer(Event.DECISION_SENT_TO_CREDITOR, date(2026, 11, 2)).dates
    assert (safe.deadline.first_day, other.deadline.first_day) == (
        date(2026, 11, 5),
        date(2026, 11, 6),
    )


@pytest.mark.parametrize(
    ("event", "effect", "appeal"),
    [
        (Event.DECISION_SENT_TO_CREDITOR, "9, § 2", "9, § 3"),
        (Event.DECISION_SENT_TO_DEBTOR, "10, § 3", "10, § 4"),
    ],
)
def test_the_creditor_and_the_debtor_each_have_their_own_article(event, effect, appeal):
    steps = answer(event, date(2026, 3, 2)).explanation
    assert [step.source.article for step in steps] == [effect, appeal, "52"]


@pytest.mark.parametrize(
    ("complete", "has_appeal"), [(date(2018, 3, 8), False), (date(2018, 3, 9), True)]
)
def test_appeal_without_decision_is_known_from_the_day_of_its_article(complete, has_appeal):
    # The thirty days end on 7 and 8 April 2018; the article holds since 9 April 2018.
    event = Event.APPLICATION_COMPLETE
    assert ("appeal_without_decision" in days(event, complete)) is has_appeal
    assert ("appeal_without_decision_not_known" in codes(event, complete)) is not has_appeal


def test_the_proof_for_a_renewal_is_due_within_thirty_days():
    found = days(Event.RENEWAL_PROOF_ASKED, date(2026, 3, 2))
    assert found == {"renewal_proof": date(2026, 4, 1)}
    found = answer(Event.RENEWAL_PROOF_ASKED, date(2026, 3, 2))
    assert [step.source.article for step in found.explanation] == ["10/2, § 3"]


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


@pytest.mark.parametrize("event", [Event.DECISION_SENT_TO_CREDITOR, Event.DECISION_SENT_TO_DEBTOR])
def test_nobody_may_count_on_a_later_receipt(event):
    assert "receipt_does_not_count" in codes(event, date(2026, 3, 2))


def test_a_debtor_abroad_reads_that_no_longer_term_was_found():
    assert "longer_terms_abroad" in codes(Event.DECISION_SENT_TO_DEBTOR, date(2026, 3, 2))


@pytest.mark.parametrize(
    ("event", "in_act_since", "first_known_day"),
    [
        (Event.DEBTOR_LETTER_SENT, date(2004, 6, 1), date(2004, 6, 1)),
        (Event.APPLICATION_COMPLETE, date(2004, 6, 1), date(2004, 6, 1)),
        (Event.DECISION_SENT_TO_CREDITOR, date(2004, 6, 1), date(2020, 6, 1)),
        (Event.DECISION_SENT_TO_DEBTOR, date(2004, 6, 1), date(2020, 6, 1)),
        (Event.RENEWAL_PROOF_ASKED, date(2005, 10, 1), date(2018, 4, 9)),
        (Event.RENEWAL_REFUSED_OR_SUSPENDED, date(2005, 10, 1), date(2018, 4, 9)),
    ],
)
def test_day_outside_the_known_law_is_refused_as_such_with_its_bounds(
    event, in_act_since, first_known_day
):
    bounds = {"minimum": first_known_day, "maximum": date(2027, 12, 31)}
    out_of_range = (ValidationErrorCode.OUT_OF_RANGE, bounds)
    for day in (in_act_since - ONE_DAY, date(2028, 1, 1)):
        found = refused(find_deadlines, request(event, day), PARAMETERS, "deadlines")
        assert found == {"event_date": out_of_range}
    if first_known_day > in_act_since:
        for day in (in_act_since, first_known_day - ONE_DAY):
            found = refused(find_deadlines, request(event, day), PARAMETERS, "deadlines")
            assert found == {"event_date": (ValidationErrorCode.NOT_KNOWN, bounds)}
    assert days(event, first_known_day)
    assert days(event, date(2027, 12, 31))


@pytest.mark.parametrize(
    ("event", "day", "said"),
    [
        (Event.DEBTOR_LETTER_SENT, date(2026, 3, 2), {"longer_terms_abroad"}),
        (Event.APPLICATION_COMPLETE, date(2026, 3, 2), set()),
        (
            Event.DECISION_SENT_TO_CREDITOR,
            date(2026, 11, 2),
            {"appeal_two_readings", "receipt_does_not_count"},
        ),
        (
            Event.DECISION_SENT_TO_DEBTOR,
            date(2026, 11, 2),
            {"appeal_two_readings", "receipt_does_not_count", "longer_terms_abroad"},
        ),
        (Event.RENEWAL_PROOF_ASKED, date(2026, 3, 2), set()),
        (Event.RENEWAL_REFUSED_OR_SUSPENDED, date(2026, 11, 5), {"appeal_two_readings"}),
    ],
)
def test_only_what_bears_on_the_event_is_said(event, day, said):
    assert codes(event, day) == said
