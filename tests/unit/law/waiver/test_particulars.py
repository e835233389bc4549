"""Ministerial order, art. 2: which decisions must carry the mandatory particulars."""

from datetime import date

import pytest

from functions.forms.definition import form_definition
from functions.law.core.errors import ValidationErrorCode
from functions.law.waiver.particulars import (
    EXEMPT,
    REQUIRED,
    DecisionKind,
    ParticularsRequest,
    check_particulars,
)
from tests.unit.law.validation_errors import refused
from tests.unit.law.waiver.households import PARAMETERS

NOTIFIED = date(2026, 3, 2)


def request(kind, complete, day=NOTIFIED):
    return ParticularsRequest(kind=kind, notified_on=day, complete=complete)


def answer(kind, *, complete=True):
    return check_particulars(request(kind, complete), PARAMETERS)


def codes(found):
    return {note.code for note in found.notes}


TABLE = {
    "indexation": (False, "family_allowances_order", "4, 1°"),
    "repeatedExecution": (False, "family_allowances_order", "4, 2°"),
    "ageChange": (False, "family_allowances_order", "4, 3°"),
    "childcareFirstPayment": (True, "waiver_order", "2, 1°"),
    "childcareLaterPayment": (False, "waiver_order", "2, 1°"),
    "universalParticipation": (False, "waiver_order", "2, 2°"),
    "recovery": (True, "family_allowances_decree", "90"),
    "waiver": (True, "family_allowances_decree", "89"),
    "other": (True, "family_allowances_decree", "89"),
}


def test_every_kind_of_decision_stands_on_exactly_one_side_of_the_table():
    assert set(EXEMPT) | set(REQUIRED) == set(DecisionKind)
    assert not set(EXEMPT) & set(REQUIRED)
    assert set(TABLE) == {kind.value for kind in DecisionKind}


def test_the_page_asks_for_every_kind():
    kind = next(q for q in form_definition("particulars").questions() if q.path == "kind")
    assert set(kind.options) == set(TABLE)


@pytest.mark.parametrize(("kind", "expected"), TABLE.items())
def test_a_decision_needs_the_particulars_or_not_by_its_own_rule(kind, expected):
    found = answer(DecisionKind(kind))
    source = found.explanation[0].source
    assert (found.required, source.act, source.article) == expected


def test_only_a_recovery_decision_needs_the_list_of_article_90_as_well():
    listed = {kind for kind in DecisionKind if answer(kind).recovery_list}
    assert listed == {DecisionKind.RECOVERY}


@pytest.mark.parametrize("kind", DecisionKind)
def test_missing_particulars_put_off_the_appeal_term_only_where_they_are_mandatory(kind):
    found = answer(kind, complete=False)
    late = kind in REQUIRED
    assert found.missing is late
    assert found.appeal_starts_on == (date(2026, 7, 2) if late else date(2026, 3, 5))
    assert found.appeal_until == (date(2026, 10, 2) if late else date(2026, 6, 5))


@pytest.mark.parametrize("kind", DecisionKind)
def test_a_complete_decision_can_be_appealed_from_the_third_day(kind):
    assert answer(kind).appeal_starts_on == date(2026, 3, 5)


def test_that_the_first_childcare_payment_is_a_reading_a_contrario_is_said():
    assert "childcare_a_contrario" in codes(answer(DecisionKind.CHILDCARE_FIRST_PAYMENT))
    assert "childcare_a_contrario" not in codes(answer(DecisionKind.OTHER))


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2028, 1, 1)])
def test_a_notification_outside_the_known_law_is_refused(day):
    asked = request(DecisionKind.OTHER, complete=True, day=day)
    found = refused(check_particulars, asked, PARAMETERS, "particulars")
    assert found["notified_on"][0] is ValidationErrorCode.OUT_OF_RANGE
