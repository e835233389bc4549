"""The days that follow from a decision on family allowances."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from functions.law.core.errors import ValidationErrorCode
from functions.law.core.trace import Source, Status
from functions.law.waiver.appeal import AppealRequest, find_appeal_dates, validate
from tests.unit.law.validation_errors import refused
from tests.unit.law.waiver.households import PARAMETERS

INFORMED = date(2026, 3, 2)


def answer(**changes):
    return find_appeal_dates(AppealRequest(**({"informed_on": INFORMED} | changes)), PARAMETERS)


def days(**changes):
    return {found.code: found.day for found in answer(**changes).dates}


def codes(**changes):
    return {note.code for note in answer(**changes).notes}


def test_one_may_appeal_for_three_months_from_the_third_day_after_being_informed():
    assert days() == {"appeal_start": date(2026, 3, 5), "commission": date(2026, 6, 5)}


def test_a_last_day_that_is_a_day_off_moves_and_that_this_is_our_reading_is_said():
    # 6 June 2026 is a Saturday.
    assert days(informed_on=date(2026, 3, 3))["commission"] == date(2026, 6, 8)
    assert "appeal_term_moves" in codes()


def test_where_mandatory_particulars_are_missing_the_term_starts_four_months_later():
    assert days(particulars_missing=True) == {
        "appeal_start_particulars_missing": date(2026, 7, 2),
        "commission": date(2026, 10, 2),
    }


def test_complaint_that_is_closed_lets_the_three_months_begin_anew_from_the_decision():
    closed = {"complaint_on": date(2026, 6, 5), "complaint_closed_on": date(2026, 7, 6)}
    assert days(**closed)["commission_anew"] == date(2026, 10, 6)
    assert "complaint_interrupts" in codes(**closed)
    assert "complaint_not_closed" not in codes(**closed)


def test_complaint_that_is_not_closed_keeps_the_day_without_it():
    assert days(complaint_on=date(2026, 6, 5)) == days()
    assert "complaint_not_closed" in codes(complaint_on=date(2026, 6, 5))


def test_complaint_that_is_withdrawn_only_suspends_the_term():
    # From 5 May to 20 May, fifteen days: 5 June and fifteen days are 20 June 2026, a Saturday.
    withdrawn = {
        "complaint_on": date(2026, 5, 5),
        "complaint_closed_on": date(2026, 5, 20),
        "complaint_withdrawn": True,
    }
    found = days(**withdrawn)
    assert found["commission_resumed"] == date(2026, 6, 22)
    assert "commission_anew" not in found


def test_complaint_withdrawn_on_its_own_day_changes_nothing():
    day = date(2026, 5, 5)
    withdrawn = {"complaint_on": day, "complaint_closed_on": day, "complaint_withdrawn": True}
    assert days(**withdrawn) == days()


@pytest.mark.parametrize(
    ("filed", "missing", "counts"),
    [
        (date(2026, 3, 4), False, False),
        (date(2026, 3, 5), False, True),
        (date(2026, 4, 10), True, False),
        (date(2026, 7, 1), True, False),
        (date(2026, 7, 2), True, True),
    ],
)
def test_complaint_before_the_term_begins_interrupts_nothing(filed, missing, counts):
    changes = {
        "complaint_on": filed,
        "complaint_closed_on": date(2026, 9, 1),
        "particulars_missing": missing,
    }
    assert ("commission_anew" in days(**changes)) is counts
    assert ("complaint_before_the_term" in codes(**changes)) is not counts


def test_complaint_before_the_rule_of_2023_is_not_counted():
    changes = {
        "informed_on": date(2022, 10, 3),
        "complaint_on": date(2022, 12, 31),
        "complaint_closed_on": date(2023, 2, 1),
    }
    assert "commission_anew" not in days(**changes)
    assert "complaint_before_the_rule" in codes(**changes)
    later = changes | {"complaint_on": date(2023, 1, 1)}
    assert days(**later)["commission_anew"] == date(2023, 5, 2)


@given(
    informed=st.dates(date(2023, 1, 1), date(2027, 6, 1)),
    missing=st.booleans(),
    after=st.integers(0, 250),
    open_for=st.none() | st.integers(0, 400),
    withdrawn=st.booleans(),
)
def test_no_last_day_is_earlier_for_having_complained(
    informed, missing, after, open_for, withdrawn
):
    filed = informed + timedelta(days=after)
    asked = AppealRequest(
        informed_on=informed,
        particulars_missing=missing,
        complaint_on=filed,
        complaint_closed_on=None if open_for is None else filed + timedelta(days=open_for),
        complaint_withdrawn=withdrawn and open_for is not None,
    )
    assume(not list(validate(asked, PARAMETERS)))
    found = {one.code: one.day for one in find_appeal_dates(asked, PARAMETERS).dates}
    without = days(informed_on=informed, particulars_missing=missing)["commission"]
    assert all(day >= without for code, day in found.items() if code.startswith("commission"))
    assert max(found[code] for code in found if code.startswith("commission")) >= without


def test_labour_court_runs_three_months_from_the_third_day_after_being_informed():
    # 13 December 2026 is a Sunday.
    found = days(commission_informed_on=date(2026, 9, 10))
    assert found["labour_court_start"] == date(2026, 9, 13)
    assert found["labour_court"] == date(2026, 12, 14)


def test_each_term_names_the_text_that_fixes_it():
    found = {one.code: one.step.source for one in answer(commission_informed_on=INFORMED).dates}
    assert found["appeal_start"] == Source("disputes_committee_order", "", Status.OFFICIAL)
    assert found["commission"] == Source("disputes_committee_order", "", Status.OFFICIAL)
    assert found["labour_court_start"] == Source("disputes_committee_order", "22, al. 3")
    assert found["labour_court"] == Source("family_allowances_decree", "115, § 1")


def test_the_payer_acknowledges_a_request_within_fifteen_days_which_do_not_move():
    changes = {"request_sent_on": date(2026, 3, 6)}
    assert days(**changes)["acknowledgement"] == date(2026, 3, 21)
    assert {"acknowledgement_of_grant_requests", "term_not_moved"} <= codes(**changes)
    assert "term_not_moved" not in codes(request_sent_on=date(2026, 3, 5))


def test_where_mandatory_particulars_are_missing_a_complaint_may_come_later():
    # The term runs from 2 July to 2 October instead of from 5 March to 5 June.
    for day in (date(2026, 7, 2), date(2026, 10, 2)):
        changes = {"complaint_on": day, "complaint_closed_on": day}
        assert "commission_anew" in days(particulars_missing=True, **changes)
    late = AppealRequest(
        informed_on=INFORMED, complaint_on=date(2026, 10, 3), particulars_missing=True
    )
    assert refused(find_appeal_dates, late, PARAMETERS, "appeal") == {
        "complaint_on": (
            ValidationErrorCode.OUT_OF_RANGE,
            {"minimum": INFORMED, "maximum": date(2026, 10, 2)},
        )
    }


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"informed_on": date(2018, 12, 31)}, "informed_on"),
        ({"informed_on": date(2028, 1, 1)}, "informed_on"),
        ({"complaint_on": date(2026, 3, 1)}, "complaint_on"),
        ({"complaint_on": date(2026, 6, 6)}, "complaint_on"),
        (
            {"complaint_on": date(2026, 4, 2), "complaint_closed_on": date(2026, 4, 1)},
            "complaint_closed_on",
        ),
        ({"commission_informed_on": date(2026, 3, 1)}, "commission_informed_on"),
        ({"request_sent_on": date(2026, 3, 1)}, "request_sent_on"),
    ],
)
def test_a_day_before_the_decision_or_after_the_term_is_refused(changes, field):
    asked = AppealRequest(**({"informed_on": INFORMED} | changes))
    found = refused(find_appeal_dates, asked, PARAMETERS, "appeal")
    assert {name: why for name, (why, _) in found.items()} == {
        field: ValidationErrorCode.OUT_OF_RANGE
    }


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"complaint_closed_on": date(2026, 4, 1)}, {"complaint_on"}),
        ({"complaint_withdrawn": True}, {"complaint_on", "complaint_closed_on"}),
        (
            {"complaint_on": date(2026, 4, 1), "complaint_withdrawn": True},
            {"complaint_closed_on"},
        ),
    ],
)
def test_complaint_that_is_closed_without_its_days_is_refused(changes, missing):
    asked = AppealRequest(informed_on=INFORMED, **changes)
    found = refused(find_appeal_dates, asked, PARAMETERS, "appeal")
    assert {name: why for name, (why, _) in found.items()} == dict.fromkeys(
        missing, ValidationErrorCode.REQUIRED
    )
