"""Every answer with bounds: both bounds are answers, one step further is refused and says them."""

from datetime import date, timedelta

import pytest

from functions.law.core.errors import InvalidInput, ValidationErrorCode
from functions.law.core.values import Month
from functions.law.maintenance.deadlines import Event
from tests.functions.law.changed import changed
from tests.functions.law.ordinary import (
    APPEAL,
    ARREARS,
    CALCULATE,
    COLLECT,
    DAY,
    ELIGIBLE,
    FIRST,
    IN_FULL,
    INDEX,
    PARTICULARS,
    PROCEDURE,
    RENEWAL,
    RETENTION,
    SIMULATE,
    UNDUE,
)
from tests.functions.law.replays import OPERATIONS

LARGEST = 100_000_000
LAST_MAINTENANCE = LAST_WAIVER = date(2027, 12, 31)
BOUNDS = [
    ("simulate", SIMULATE, "title.due_day", 1, 31),
    ("simulate", SIMULATE, "title.start_index.figure", 1, None),
    ("simulate", SIMULATE, "children[0].monthly_maintenance", 1, None),
    ("simulate", SIMULATE, "received_payments[0].amount", 0, None),
    ("simulate", SIMULATE, "expected_monthly_payment", 0, None),
    ("simulate", SIMULATE, "income.monthly_net_income", 0, None),
    ("simulate", SIMULATE, "income.dependent_children", 0, None),
    ("simulate", SIMULATE, "income.disabled_children", 0, None),
    ("simulate", SIMULATE, "months", 1, 60),
    ("simulate", SIMULATE, "application_date", date(2005, 10, 1), LAST_MAINTENANCE),
    ("index_maintenance", INDEX, "monthly_maintenance", 1, LARGEST),
    ("index_maintenance", INDEX, "title.due_day", 1, 31),
    ("index_maintenance", INDEX, "title.start_index.figure", 1, None),
    ("index_maintenance", INDEX, "title.date", date(1980, 1, 1), LAST_MAINTENANCE),
    ("index_maintenance", INDEX, "month", Month(2020, 5), Month(2027, 12)),
    ("arrears", ARREARS, "application_date", date(2004, 6, 1), LAST_MAINTENANCE),
    ("arrears", ARREARS, "title.start_index.figure", 1, None),
    ("arrears", ARREARS, "children[0].monthly_maintenance", 1, LARGEST),
    ("arrears", ARREARS, "received_payments[0].amount", 0, LARGEST),
    ("arrears", ARREARS, "received_payments[0].month", Month(2015, 6), Month(2026, 3)),
    ("collect", COLLECT, "application_date", date(2004, 6, 1), LAST_MAINTENANCE),
    ("collect", COLLECT, "arrears", 0, LARGEST),
    ("collect", COLLECT, "recovery_costs", 0, LARGEST),
    ("collect", COLLECT, "interest", 0, LARGEST),
    ("collect", COLLECT, "monthly_maintenance", 1, LARGEST),
    ("collect", COLLECT, "monthly_advance", 0, 20000),
    ("collect", COLLECT, "months", 1, 60),
    ("collect", COLLECT, "due_day", 1, 31),
    ("collect", COLLECT, "first_month", Month(2026, 3), Month(2027, 12)),
    ("collect", COLLECT, "payments[0].amount", 1, LARGEST),
    ("collect", COLLECT, "payments[0].date", DAY, date(2026, 6, 30)),
    ("collect", COLLECT, "letter_sent_on", DAY, LAST_MAINTENANCE),
    ("recover_undue", UNDUE, "asked_on", date(2004, 6, 1), LAST_MAINTENANCE),
    ("recover_undue", UNDUE, "undue", 1, LARGEST),
    ("recover_undue", UNDUE, "payments[1].amount", 1, LARGEST),
    ("calculate", CALCULATE, "request_date", date(2019, 1, 1), LAST_WAIVER),
    ("calculate", CALCULATE, "debt", 1, None),
    ("calculate", CALCULATE, "children_with_child_benefit", 0, None),
    ("calculate", CALCULATE, "own_limits.flat_reduction", 0, None),
    ("calculate", CALCULATE, "own_limits.minimum", 0, None),
    ("appeal_dates", APPEAL, "informed_on", date(2019, 1, 1), LAST_WAIVER),
    ("appeal_dates", APPEAL, "complaint_on", date(2026, 3, 2), date(2026, 6, 5)),
    ("appeal_dates", APPEAL, "commission_informed_on", date(2026, 3, 2), LAST_WAIVER),
    ("appeal_dates", APPEAL, "request_sent_on", date(2026, 3, 2), LAST_WAIVER),
    ("retention", RETENTION, "decided_on", date(2019, 1, 1), LAST_WAIVER),
    ("retention", RETENTION, "kept_until", date(2020, 5, 4), None),
    ("retention", RETENTION, "interruptions[0].date", date(2020, 5, 4), LAST_WAIVER),
    ("retention", RETENTION, "suspensions[0].first_day", date(2020, 5, 4), LAST_WAIVER),
    ("retention", RETENTION, "suspensions[0].last_day", date(2022, 1, 1), LAST_WAIVER),
    ("retention", RETENTION, "suspensions[1].first_day", date(2022, 2, 2), None),
    ("first_questions", FIRST, "letter_sent_on", date(2019, 1, 1), LAST_WAIVER),
    ("first_questions", FIRST, "payments[1].amount", 1, LARGEST),
    ("first_questions", FIRST, "payments[1].month", None, Month(2026, 3)),
    ("eligibility", ELIGIBLE, "application_date", date(2004, 6, 1), LAST_MAINTENANCE),
    ("eligibility", ELIGIBLE, "children[0].monthly_maintenance", 1, LARGEST),
    ("eligibility", ELIGIBLE, "received_payments[0].amount", 0, LARGEST),
    ("plan_renewals", RENEWAL, "child_benefit_until", date(2026, 3, 10), None),
    ("plan_renewals", RENEWAL, "education_until", date(2026, 3, 10), None),
    ("plan_renewals", RENEWAL, "proof_asked_on", date(2026, 3, 10), LAST_MAINTENANCE),
    ("limits_in_full", IN_FULL, "request_date", date(2019, 1, 1), LAST_WAIVER),
    ("limits_in_full", IN_FULL, "own_limits.maximum", 0, LARGEST),
    ("limits_in_full", IN_FULL, "own_limits.flat_reduction", 0, LARGEST),
    ("limits_in_full", IN_FULL, "household.resources", 0, LARGEST),
    ("limits_in_full", IN_FULL, "household.children_with_child_benefit", 0, None),
    *(
        ("calculate", CALCULATE, f"{who}_resources.{kind}", 0, None)
        for who in ("debtor", "partner")
        for kind in ("work", "replacement_income", "maintenance", "other", "family_benefits")
    ),
    *(
        (
            "procedure_dates",
            changed(PROCEDURE, "event", event),
            "event_date",
            date(2005, 10, 1) if event is Event.RENEWAL_PROOF_ASKED else date(2004, 6, 1),
            LAST_MAINTENANCE,
        )
        for event in Event
    ),
    ("particulars", PARTICULARS, "notified_on", date(2019, 1, 1), LAST_WAIVER),
]


LISTS = [
    ("collect", COLLECT, "payments", 0, 60),
    ("recover_undue", UNDUE, "payments", 1, 60),
    ("retention", RETENTION, "interruptions", 0, 60),
    ("retention", RETENTION, "suspensions", 0, 60),
    ("first_questions", FIRST, "payments", 1, 60),
    ("arrears", ARREARS, "received_payments", 1, 60),
    ("eligibility", ELIGIBLE, "received_payments", 0, 60),
]


def refusal(operation, asked, path, value):
    """The limits with which that value is refused at that place; ``None`` if it is not."""
    work, parameters, _ = OPERATIONS[operation]
    try:
        work(changed(asked, path, value), parameters)
    except InvalidInput as refused:
        limits = [
            (issue.refusal, dict(issue.limits)) for issue in refused.issues if issue.field == path
        ]
        return limits[0] if limits else None
    return None


def further(bound, step):
    if isinstance(bound, Month):
        return bound.plus(step)
    return bound + (timedelta(days=step) if isinstance(bound, date) else step)


def named(case):
    return f"{case[0]}-{case[2]}" if isinstance(case, tuple) else None


@pytest.mark.parametrize("case", BOUNDS, ids=named)
def test_both_bounds_are_answers_and_one_step_further_is_refused_with_the_bounds(case):
    operation, asked, path, minimum, maximum = case
    limits = {
        name: bound
        for name, bound in (("minimum", minimum), ("maximum", maximum))
        if bound is not None
    }
    for name, step in (("minimum", -1), ("maximum", 1)):
        if name in limits:
            assert refusal(operation, asked, path, limits[name]) is None
            why, said = refusal(operation, asked, path, further(limits[name], step))
            assert why in {ValidationErrorCode.OUT_OF_RANGE, ValidationErrorCode.NOT_IN_PERIOD}
            assert said == limits


@pytest.mark.parametrize("case", LISTS, ids=named)
def test_a_list_has_at_least_the_least_and_at_most_the_most_rows(case):
    operation, asked, path, least, most = case
    row = getattr(asked, path)[0]
    limits = {"minimum": least, "maximum": most}
    assert refusal(operation, asked, path, (row,) * least) is None
    assert refusal(operation, asked, path, (row,) * most) is None
    assert refusal(operation, asked, path, (row,) * (most + 1)) == (
        ValidationErrorCode.OUT_OF_RANGE,
        limits,
    )
    if least:
        assert refusal(operation, asked, path, ()) == (ValidationErrorCode.OUT_OF_RANGE, limits)
