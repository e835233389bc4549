"""The deadlines as a decision table: every event, on every day, has dates or a refusal.

Each date is counted again by a walk from day to day, which knows the facts and not the product.
"""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from functions.law.core.errors import InvalidInput, ValidationErrorCode
from functions.law.maintenance.deadlines import DeadlinesRequest, Event, find_deadlines
from functions.law.waiver.appeal import AppealRequest, find_appeal_dates
from functions.law.waiver.particulars import DecisionKind, ParticularsRequest, check_particulars
from tests import known_figures
from tests.oracle import appeals, judicial_code, procedure
from tests.oracle.scenarios.deadlines import answered

MAINTENANCE, WAIVER = known_figures.maintenance(), known_figures.waiver()
ONE_DAY = timedelta(days=1)
FIRST = date(2004, 6, 1)
BEFORE_THE_FIRST, PAST_THE_LAST = timedelta(days=40), timedelta(days=400)
YEARS = range(2004, 2028)
HOLIDAYS = sorted(judicial_code.holidays(2004))
# From when each term is known, and the names of its dates.
KNOWN_FROM = {
    Event.DEBTOR_LETTER_SENT: FIRST,
    Event.APPLICATION_COMPLETE: FIRST,
    Event.DECISION_SENT_TO_CREDITOR: date(2020, 6, 1),
    Event.DECISION_SENT_TO_DEBTOR: date(2020, 6, 1),
    Event.RENEWAL_PROOF_ASKED: date(2018, 4, 9),
    Event.RENEWAL_REFUSED_OR_SUSPENDED: date(2018, 4, 9),
}
# The act names these matters from then on: a day before their rule is one that is not known.
IN_ACT_FROM = dict.fromkeys(Event, FIRST) | {
    Event.RENEWAL_PROOF_ASKED: date(2005, 10, 1),
    Event.RENEWAL_REFUSED_OR_SUSPENDED: date(2005, 10, 1),
}
# Complete from this day on, the thirty days end after the appeal without a decision came.
APPEAL_WITHOUT_DECISION_FROM = date(2018, 3, 9)
NAMES = {
    Event.DEBTOR_LETTER_SENT: ["debtor_reply"],
    Event.APPLICATION_COMPLETE: [
        "decision_due",
        "appeal_without_decision",
        "appeal_without_decision_other_reading",
    ],
    Event.DECISION_SENT_TO_CREDITOR: ["decision_effect", "appeal", "appeal_other_reading"],
    Event.DECISION_SENT_TO_DEBTOR: ["decision_effect", "appeal", "appeal_other_reading"],
    Event.RENEWAL_PROOF_ASKED: ["renewal_proof"],
    Event.RENEWAL_REFUSED_OR_SUSPENDED: ["appeal", "appeal_other_reading"],
}


def days(first, last):
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def answer_on(event, day):
    return find_deadlines(DeadlinesRequest(event=event, event_date=day), MAINTENANCE)


def found_on(event, day):
    """The answer in plain words, or the refusals with their bounds."""
    try:
        return answered(answer_on(event, day))
    except InvalidInput as refused:
        return [(issue.field, issue.refusal, dict(issue.limits)) for issue in refused.issues]


def expected_on(event, day):
    first, last = KNOWN_FROM[event], MAINTENANCE.last_day
    if not first <= day <= last:
        bounds = {"minimum": first, "maximum": last}
        is_in_act = IN_ACT_FROM[event] <= day < first
        code = ValidationErrorCode.NOT_KNOWN if is_in_act else ValidationErrorCode.OUT_OF_RANGE
        return [("event_date", code, bounds)]
    answer = procedure.find(event, day)
    return {**answer, "would_move_to": [one for one in answer["would_move_to"] if one]}


@pytest.mark.parametrize("event", Event)
def test_on_every_day_an_event_has_the_dates_of_the_walk_or_a_refusal_with_bounds(event):
    wrong = {
        str(day): (found, expected)
        for day in days(FIRST - BEFORE_THE_FIRST, MAINTENANCE.last_day + PAST_THE_LAST)
        if (found := found_on(event, day)) != (expected := expected_on(event, day))
    }
    assert not wrong, list(wrong.items())[:3]


@pytest.mark.parametrize("event", Event)
def test_an_event_always_has_the_same_dates_in_the_same_order(event):
    for day in days(KNOWN_FROM[event], MAINTENANCE.last_day):
        names = NAMES[event]
        if event is Event.APPLICATION_COMPLETE and day < APPEAL_WITHOUT_DECISION_FROM:
            names = names[:1]
        assert [date.code for date in answer_on(event, day).dates] == names


def test_a_term_begins_after_its_event_or_with_it_and_only_a_day_off_moves_its_end():
    for event in Event:
        for day in days(date(2024, 1, 1), date(2027, 12, 31)):
            for found in answer_on(event, day).dates:
                term = found.deadline
                if term is None:
                    continue
                counts_itself = found.code in ("appeal", "appeal_without_decision")
                assert term.first_day == term.event + (not counts_itself) * ONE_DAY
                assert term.ends_on == found.day
                moved = list(days(term.counted_to, term.ends_on))[:-1]
                assert not any(judicial_code.is_working_day(one) for one in moved)
                procedural = found.code.startswith("appeal")
                assert not procedural or judicial_code.is_working_day(term.ends_on)
                assert procedural or not moved


@pytest.mark.parametrize("event", Event)
def test_a_later_event_never_ends_earlier(event):
    first = KNOWN_FROM[event]
    if event is Event.APPLICATION_COMPLETE:
        first = APPEAL_WITHOUT_DECISION_FROM
    every = days(first, MAINTENANCE.last_day)
    ends = ([found.day for found in answer_on(event, day).dates] for day in every)
    for earlier, later in pairwise(ends):
        assert all(one <= other for one, other in zip(earlier, later, strict=True))


# Every holiday of every year.


def holidays_named(name):
    """That holiday in each year in which the terms around it are known."""
    since = KNOWN_FROM[Event.DECISION_SENT_TO_CREDITOR].year
    return [judicial_code.holidays(year)[name] for year in YEARS if year > since]


@pytest.mark.parametrize("name", HOLIDAYS)
def test_a_holiday_is_no_day_of_effect_and_none_of_the_three_before_it(name):
    for holiday in holidays_named(name):
        for sent in days(holiday - timedelta(days=9), holiday):
            for event in (Event.DECISION_SENT_TO_CREDITOR, Event.DECISION_SENT_TO_DEBTOR):
                effect = answer_on(event, sent).dates[0].day
                passed = [
                    day for day in days(sent + ONE_DAY, effect) if judicial_code.is_working_day(day)
                ]
                assert len(passed) == 3
                assert passed[-1] == effect
                assert holiday not in passed


@pytest.mark.parametrize("name", HOLIDAYS)
def test_an_appeal_of_one_month_that_ends_on_a_holiday_ends_on_the_next_working_day(name):
    met = 0
    for holiday in holidays_named(name):
        for complete in days(holiday - timedelta(days=64), holiday - timedelta(days=57)):
            appeal = answer_on(Event.APPLICATION_COMPLETE, complete).dates[-1]
            if appeal.deadline.counted_to == holiday:
                met += 1
                assert appeal.day == judicial_code.moved_to_working_day(holiday + ONE_DAY)
    # No term of a month ends on 28 to 30 March of a common year, where Easter Monday may fall.
    assert met >= len(holidays_named(name)) - 3


@pytest.mark.parametrize("name", HOLIDAYS)
@pytest.mark.parametrize(
    ("event", "length"),
    [
        (Event.DEBTOR_LETTER_SENT, 15),
        (Event.APPLICATION_COMPLETE, 30),
        (Event.RENEWAL_PROOF_ASKED, 30),
    ],
)
def test_a_term_that_is_no_procedural_act_stays_on_the_holiday_and_says_so(name, event, length):
    for holiday in holidays_named(name):
        day = holiday - timedelta(days=length)
        if day < KNOWN_FROM[event]:
            continue
        found = answered(answer_on(event, day))
        assert next(iter(found["dates"].values())) == holiday
        assert found["would_move_to"] == [judicial_code.moved_to_working_day(holiday)]


# The decisions on family allowances.


def days_of_the_waiver():
    return days(WAIVER.first_day - BEFORE_THE_FIRST, WAIVER.last_day + PAST_THE_LAST)


def appeal_found(day, missing):
    request = AppealRequest(
        informed_on=day,
        particulars_missing=missing,
        complaint_on=day,
        commission_informed_on=day,
        request_sent_on=day,
    )
    try:
        return {found.code: found.day for found in find_appeal_dates(request, WAIVER).dates}
    except InvalidInput as refused:
        limits = [issue.limits for issue in refused.issues if issue.field == "informed_on"]
        return [dict(bounds) for bounds in limits]


def appeal_expected(day, missing):
    if not WAIVER.first_day <= day <= WAIVER.last_day:
        return [{"minimum": WAIVER.first_day, "maximum": WAIVER.last_day}]
    start = appeals.appeal_starts(day, missing)
    return {
        "appeal_start_particulars_missing" if missing else "appeal_start": start,
        "commission": appeals.three_months_from(start),
        "labour_court_start": (third_day := judicial_code.last_of_days(day, 3)),
        "labour_court": appeals.three_months_from(third_day),
        "acknowledgement": judicial_code.last_of_days(day, 15),
    }


@pytest.mark.parametrize("missing", [False, True])
def test_on_every_day_an_appeal_has_the_days_of_the_walk_or_a_refusal_with_bounds(missing):
    wrong = {
        str(day): (found, expected)
        for day in days_of_the_waiver()
        if (found := appeal_found(day, missing)) != (expected := appeal_expected(day, missing))
    }
    assert not wrong, (len(wrong), list(wrong.items())[:3])


@pytest.mark.parametrize("kind", DecisionKind)
@pytest.mark.parametrize("complete", [False, True])
def test_every_kind_of_decision_opens_the_appeal_on_the_day_of_the_walk(kind, complete):
    wrong = {}
    for day in days(WAIVER.first_day, WAIVER.last_day):
        request = ParticularsRequest(kind=kind, notified_on=day, complete=complete)
        found, expected = check_particulars(request, WAIVER), appeals.particulars(request)
        if any(getattr(found, name) != value for name, value in expected.items()):
            wrong[str(day)] = (found.appeal_starts_on, expected["appeal_starts_on"])
    assert not wrong, (len(wrong), list(wrong.items())[:3])
