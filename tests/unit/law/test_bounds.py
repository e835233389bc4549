"""Every answer with bounds: both bounds are answers, one step further is refused and says them."""

from datetime import date, timedelta

import pytest

from functions.calculators.registry import CALCULATORS
from functions.law.core.errors import InvalidInput, ValidationErrorCode
from functions.law.core.values import Month
from functions.law.maintenance.deadlines import Event
from tests.unit.law.calculators import LARGEST, LAST_DAY, stated
from tests.unit.law.changed import changed
from tests.unit.law.factories import (
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
)
from tests.unit.law.replays import OPERATIONS

LAST_MAINTENANCE = LAST_WAIVER = LAST_DAY
KNOWN_SINCE = {
    Event.DEBTOR_LETTER_SENT: date(2004, 6, 1),
    Event.APPLICATION_COMPLETE: date(2004, 6, 1),
    Event.DECISION_SENT_TO_CREDITOR: date(2020, 6, 1),
    Event.DECISION_SENT_TO_DEBTOR: date(2020, 6, 1),
    Event.RENEWAL_PROOF_ASKED: date(2018, 4, 9),
    Event.RENEWAL_REFUSED_OR_SUSPENDED: date(2018, 4, 9),
}
BOUNDS = [
    ("advances", SIMULATE, "title.due_day", 1, 31),
    ("advances", SIMULATE, "children[0].monthly_maintenance", 1, None),
    ("advances", SIMULATE, "received_payments[0].amount", 0, None),
    ("advances", SIMULATE, "expected_monthly_payment", 0, None),
    ("advances", SIMULATE, "income.monthly_net_income", 0, None),
    ("advances", SIMULATE, "income.dependent_children", 0, None),
    ("advances", SIMULATE, "income.disabled_children", 0, None),
    ("advances", SIMULATE, "months", 1, 60),
    ("advances", SIMULATE, "application_date", date(2005, 10, 1), LAST_MAINTENANCE),
    ("indexation", INDEX, "monthly_maintenance", 1, LARGEST),
    ("indexation", INDEX, "title.due_day", 1, 31),
    ("indexation", INDEX, "title.date", date(1980, 1, 1), LAST_MAINTENANCE),
    ("indexation", INDEX, "month", Month(2020, 5), Month(2027, 12)),
    ("arrears", ARREARS, "application_date", date(2004, 6, 1), LAST_MAINTENANCE),
    ("arrears", ARREARS, "children[0].monthly_maintenance", 1, LARGEST),
    ("arrears", ARREARS, "received_payments[0].amount", 0, LARGEST),
    ("arrears", ARREARS, "received_payments[0].month", Month(2015, 6), Month(2026, 3)),
    ("payments", COLLECT, "application_date", date(2004, 6, 1), LAST_MAINTENANCE),
    ("payments", COLLECT, "arrears", 0, LARGEST),
    ("payments", COLLECT, "recovery_costs", 0, LARGEST),
    ("payments", COLLECT, "interest", 0, LARGEST),
    ("payments", COLLECT, "monthly_maintenance", 1, LARGEST),
    ("payments", COLLECT, "monthly_advance", 0, 20000),
    ("payments", COLLECT, "months", 1, 60),
    ("payments", COLLECT, "due_day", 1, 31),
    ("payments", COLLECT, "first_month", Month(2026, 3), Month(2027, 12)),
    ("payments", COLLECT, "payments[0].amount", 1, LARGEST),
    ("payments", COLLECT, "payments[0].date", DAY, date(2026, 6, 30)),
    ("payments", COLLECT, "letter_sent_on", DAY, LAST_MAINTENANCE),
    ("waiver", CALCULATE, "request_date", date(2019, 1, 1), LAST_WAIVER),
    ("waiver", CALCULATE, "debt", 1, None),
    ("waiver", CALCULATE, "children_with_child_benefit", 0, None),
    ("waiver", CALCULATE, "own_limits.flat_reduction", 0, None),
    ("waiver", CALCULATE, "own_limits.minimum", 0, None),
    ("appeal", APPEAL, "informed_on", date(2019, 1, 1), LAST_WAIVER),
    ("appeal", APPEAL, "complaint_on", date(2026, 3, 2), date(2026, 6, 5)),
    ("appeal", APPEAL, "complaint_closed_on", date(2026, 4, 1), LAST_WAIVER),
    ("appeal", APPEAL, "commission_informed_on", date(2026, 3, 2), LAST_WAIVER),
    ("appeal", APPEAL, "request_sent_on", date(2026, 3, 2), LAST_WAIVER),
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
    ("renewals", RENEWAL, "child_benefit_until", date(2026, 3, 10), None),
    ("renewals", RENEWAL, "education_until", date(2026, 3, 10), None),
    ("renewals", RENEWAL, "proof_asked_on", date(2026, 3, 10), LAST_MAINTENANCE),
    ("limits", IN_FULL, "request_date", date(2019, 1, 1), LAST_WAIVER),
    ("limits", IN_FULL, "own_limits.maximum", 0, LARGEST),
    ("limits", IN_FULL, "own_limits.flat_reduction", 0, LARGEST),
    ("limits", IN_FULL, "household.resources", 0, LARGEST),
    ("limits", IN_FULL, "household.children_with_child_benefit", 0, None),
    *(
        ("waiver", CALCULATE, f"{who}_resources.{kind}", 0, None)
        for who in ("debtor", "partner")
        for kind in ("work", "replacement_income", "maintenance", "other", "family_benefits")
    ),
    *(
        (
            "deadlines",
            changed(PROCEDURE, "event", event),
            "event_date",
            KNOWN_SINCE[event],
            LAST_MAINTENANCE,
        )
        for event in Event
    ),
    ("particulars", PARTICULARS, "notified_on", date(2019, 1, 1), LAST_WAIVER),
    *(
        (name, law.complete, path, *bounds)
        for name, law in stated().items()
        for path, bounds in law.bounds.items()
    ),
]


LISTS = [
    ("payments", COLLECT, "payments", 0, 60),
    ("retention", RETENTION, "interruptions", 0, 60),
    ("retention", RETENTION, "suspensions", 0, 60),
    ("first_questions", FIRST, "payments", 1, 60),
    ("arrears", ARREARS, "received_payments", 1, 60),
    ("eligibility", ELIGIBLE, "received_payments", 0, 60),
    *(
        (name, law.complete, path, *bounds)
        for name, law in stated().items()
        for path, bounds in law.lists.items()
    ),
]


BESIDES = {
    ("payments", "months", 0): {"payments[0].date"},
    ("retention", "suspensions[0].first_day", date(2028, 1, 1)): {"suspensions[0].last_day"},
    ("retention", "suspensions[0].last_day", date(2028, 1, 1)): {"suspensions[1].first_day"},
    ("limits", "own_limits.maximum", -1): {"own_limits.minimum"},
}
"""The other answers that a value beyond its bounds contradicts."""


def issues_of(operation, asked, path, value):
    """Why the request is refused with that value at that place."""
    work, parameters, _ = OPERATIONS[operation]
    try:
        work(changed(asked, path, value), parameters)
    except InvalidInput as refused:
        return refused.issues
    return ()


def refusal(operation, asked, path, value):
    """The limits with which that value is refused at that place; ``None`` if it is not."""
    found = issues_of(operation, asked, path, value)
    limits = [(issue.refusal, dict(issue.limits)) for issue in found if issue.field == path]
    return limits[0] if limits else None


def further(bound, step):
    if isinstance(bound, Month):
        return bound.plus(step)
    return bound + (timedelta(days=step) if isinstance(bound, date) else step)


def named(case):
    return f"{case[0]}-{case[2]}" if isinstance(case, tuple) else None


def test_bounds_of_every_calculator_are_tested():
    assert {name for name, *_ in BOUNDS} == set(CALCULATORS)


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
            assert why in {
                ValidationErrorCode.OUT_OF_RANGE,
                ValidationErrorCode.NOT_IN_PERIOD,
                ValidationErrorCode.OVERLAPS,
                ValidationErrorCode.NOT_KNOWN,
            }
            assert said == limits


@pytest.mark.parametrize("case", BOUNDS, ids=named)
def test_value_beyond_its_bounds_is_all_that_is_refused_but_for_what_it_contradicts(case):
    operation, asked, path, minimum, maximum = case
    for bound, step in ((minimum, -1), (maximum, 1)):
        if bound is not None:
            value = further(bound, step)
            found = [issue.field for issue in issues_of(operation, asked, path, value)]
            others = BESIDES.get((operation, path, value), set())
            assert sorted(found) == sorted({path, *others})


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
