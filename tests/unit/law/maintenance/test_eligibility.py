"""May one apply, from when, and which months count as missed (arts 2, 6 and 7 of the act)."""

from dataclasses import replace
from datetime import date

import pytest

from functions.law.core.errors import ValidationErrorCode
from functions.law.core.replay import replay
from functions.law.core.values import Month
from functions.law.maintenance.application import (
    IndexationClause,
    ReceivedPayment,
    StartIndex,
    Title,
    TitleKind,
)
from functions.law.maintenance.arrears_request import Creditor
from functions.law.maintenance.eligibility import (
    EligibilityRequest,
    TermReason,
    check_eligibility,
)
from tests import known_figures
from tests.unit.law.validation_errors import refused

PARAMETERS = known_figures.maintenance()
DAY = date(2026, 11, 21)
JUDGMENT = Title(
    kind=TitleKind.JUDGMENT,
    date=date(2022, 3, 10),
    served=True,
    indexation=IndexationClause.NONE,
    due_day=5,
)


def request(received, **changes):
    """What came by month, in cents, for a child who is owed 150.00 a month."""
    answers = {
        "application_date": DAY,
        "applicant_lives_in_belgium": True,
        "children_live_in_belgium": True,
        "title": JUDGMENT,
        "children": (Creditor(monthly_maintenance=15000),),
        "received_payments": tuple(
            ReceivedPayment(month=month, amount=amount) for month, amount in received.items()
        ),
    }
    return EligibilityRequest(**(answers | changes))


def answered(received, **changes):
    return check_eligibility(request(received, **changes), PARAMETERS)


def year(amount):
    return {Month(2025, 12).plus(n): amount for n in range(12)}


def reasons(found):
    return {month.month: month.reason for month in found.months}


def test_two_missed_terms_open_it_on_the_day_asked_about():
    found = answered(year(15000) | {Month(2026, 2): 0, Month(2026, 9): 14999})
    assert (found.is_open, found.opens_on, found.missed) == (True, DAY, 2)
    assert (found.required, found.window_start) == (2, date(2025, 11, 21))
    assert [(condition.met, condition.met_from) for condition in found.conditions] == (
        [(True, None)] * 5
    )
    assert [condition.step.rule for condition in found.conditions] == [
        "intervention.residence_applicant",
        "intervention.residence_children",
        "intervention.enforceable_title",
        "intervention.served",
        "intervention.missed_terms",
    ]
    missed = {month.month for month in found.months if month.missed}
    assert missed == {Month(2026, 2), Month(2026, 9)}


def test_one_missed_term_opens_it_the_day_after_the_next_one():
    found = answered(year(15000) | {Month(2026, 11): 0})
    assert (found.is_open, found.opens_on) == (False, date(2026, 12, 6))
    assert found.conditions[-1].met_from == date(2026, 12, 6)


def test_opening_with_every_month_paid_supposes_two_unpaid_terms():
    found = answered(year(15000))
    assert (found.opens_on, found.opens_if_unpaid) == (None, date(2027, 1, 6))
    assert found.conditions[-1].met_from is None


def test_a_missed_term_that_leaves_the_window_counts_no_more():
    found = answered(year(15000) | {Month(2025, 12): 0})
    assert found.opens_on == date(2027, 1, 6)


@pytest.mark.parametrize(
    ("received", "reason", "missed"),
    [
        (0, TermReason.NOTHING_CAME, True),
        (14999, TermReason.PART_CAME, True),
        (15000, TermReason.PAID, False),
        (15001, TermReason.PAID, False),
    ],
)
def test_a_term_that_is_wholly_or_partly_unpaid_counts(received, reason, missed):
    found = answered(year(15000) | {Month(2026, 6): received})
    month = next(m for m in found.months if m.month == Month(2026, 6))
    assert (month.reason, month.missed) == (reason, missed)


def test_a_term_that_lacks_only_its_indexation_counts_and_is_said():
    title = replace(JUDGMENT, indexation=IndexationClause.CONSUMER_PRICE_INDEX)
    found = answered(year(15000), title=title)
    assert set(reasons(found).values()) == {TermReason.INDEXATION_MISSING}
    assert found.is_open
    assert "missed_by_indexation_only" in {note.code for note in found.notes}


def test_a_month_of_the_window_that_is_not_told_is_shown_but_does_not_count():
    found = answered({Month(2026, 10): 0})
    assert len(found.months) == 12
    untold = [month for month in found.months if month.reason is TermReason.NOT_TOLD]
    assert len(untold) == 11
    assert {(m.missed, m.received, m.in_window) for m in untold} == {(False, None, True)}
    assert "months_not_told" in {note.code for note in found.notes}


def test_a_month_outside_the_window_is_shown_but_does_not_count():
    found = answered(year(15000) | {Month(2024, 5): 0})
    assert reasons(found)[Month(2024, 5)] is TermReason.OUTSIDE_WINDOW
    assert found.missed == 0


def test_months_before_the_title_are_not_in_the_window():
    title = replace(JUDGMENT, date=date(2026, 9, 6))
    assert list(reasons(answered({}, title=title))) == [Month(2026, 10), Month(2026, 11)]


def test_five_years_may_be_told():
    months = (Month(2021, 12).plus(n) for n in range(60))
    stated = {month: 0 for month in months if month > Month(2022, 3)}
    assert answered(stated).missed == 12


@pytest.mark.parametrize(
    "changes",
    [
        {"applicant_lives_in_belgium": False},
        {"children_live_in_belgium": False},
        {"title": replace(JUDGMENT, kind=TitleKind.PRIVATE_AGREEMENT)},
        {"title": replace(JUDGMENT, kind=TitleKind.ORAL_AGREEMENT)},
        {"title": replace(JUDGMENT, served=False)},
    ],
)
def test_what_time_does_not_change_keeps_it_closed(changes):
    found = answered(year(0), **changes)
    assert (found.is_open, found.opens_on) == (False, None)
    unmet = [c for c in found.conditions if not c.met]
    assert [c.met_from for c in unmet] == [None]


def test_a_notarial_deed_need_not_be_served():
    deed = replace(JUDGMENT, kind=TitleKind.NOTARIAL_DEED, served=None)
    assert answered(year(0), title=deed).is_open


@pytest.mark.parametrize(
    ("changes", "field", "refusal"),
    [
        ({"title": replace(JUDGMENT, served=None)}, "title.served", ValidationErrorCode.REQUIRED),
        ({"children": ()}, "children", ValidationErrorCode.REQUIRED),
        (
            {"title": replace(JUDGMENT, start_index=StartIndex(figure=11000, base_year=2013))},
            "title.start_index",
            ValidationErrorCode.NOT_ALLOWED,
        ),
        ({"application_date": date(2021, 1, 1)}, "title.date", ValidationErrorCode.AFTER),
        (
            {"application_date": date(1999, 1, 1)},
            "application_date",
            ValidationErrorCode.OUT_OF_RANGE,
        ),
    ],
)
def test_what_cannot_be_answered_is_refused_by_name(changes, field, refusal):
    found = refused(check_eligibility, request({}, **changes), PARAMETERS, "eligibility")
    assert found[field][0] is refusal


def test_the_explanation_alone_gives_the_answer():
    for received in ({}, year(0), year(15000)):
        replay(answered(received).explanation)


@pytest.mark.parametrize(
    ("received", "reason"),
    [
        (14999, TermReason.PART_CAME),
        (15000, TermReason.INDEX_NOT_SURE),
        (15200, TermReason.INDEX_NOT_SURE),
        (16000, TermReason.PAID),
    ],
)
def test_term_of_an_adaptation_is_not_missed_where_the_index_was_perhaps_not_published(
    received, reason
):
    # Due on 5 September 2025; until then 150.00, from then on the index of August 2025.
    title = replace(
        JUDGMENT, date=date(2024, 9, 10), indexation=IndexationClause.CONSUMER_PRICE_INDEX
    )
    asked = {"title": title, "application_date": date(2026, 3, 15)}
    found = answered({Month(2025, 8): 15000, Month(2025, 9): received}, **asked)
    assert reasons(found)[Month(2025, 9)] is reason
    assert reasons(found)[Month(2025, 8)] is TermReason.PAID
    rules = [step.rule for step in found.explanation if step.rule.startswith("arrears.month.")]
    of_reason = {
        TermReason.PART_CAME: "missed",
        TermReason.INDEX_NOT_SURE: "index_not_sure",
        TermReason.PAID: "paid",
    }
    assert rules == ["arrears.month.paid", f"arrears.month.{of_reason[reason]}"]
    # A due day after the day of publication leaves no doubt.
    late = {**asked, "title": replace(title, due_day=31)}
    sure = answered({Month(2025, 9): 15000}, **late)
    assert reasons(sure)[Month(2025, 9)] is TermReason.INDEXATION_MISSING
