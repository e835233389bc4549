"""The days that follow from a decision on family allowances."""

from datetime import date

import pytest

from functions.law.core.errors import ValidationErrorCode
from functions.law.waiver.appeal import AppealRequest, find_appeal_dates
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


def test_a_complaint_or_mediation_lets_the_three_months_begin_anew():
    assert days(complaint_on=date(2026, 6, 5))["commission_anew"] == date(2026, 9, 7)
    assert "complaint_interrupts" in codes(complaint_on=date(2026, 6, 5))


def test_after_the_commission_there_are_three_months_to_go_to_the_labour_court():
    changes = {"commission_informed_on": date(2026, 9, 10)}
    assert days(**changes)["labour_court"] == date(2026, 12, 10)
    assert "labour_court_from_being_informed" in codes(**changes)


def test_the_payer_acknowledges_a_request_within_fifteen_days_which_do_not_move():
    changes = {"request_sent_on": date(2026, 3, 6)}
    assert days(**changes)["acknowledgement"] == date(2026, 3, 21)
    assert {"acknowledgement_of_grant_requests", "term_not_moved"} <= codes(**changes)
    assert "term_not_moved" not in codes(request_sent_on=date(2026, 3, 5))


def test_where_mandatory_particulars_are_missing_a_complaint_may_come_later():
    # The term runs from 2 July to 2 October instead of from 5 March to 5 June.
    for day in (date(2026, 6, 6), date(2026, 10, 2)):
        assert "commission_anew" in days(complaint_on=day, particulars_missing=True)
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
