"""An answer that could not be read is passed over: nothing is raised, nothing else is refused."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.calculators.registry import CALCULATORS
from functions.law.core.errors import ValidationErrorCode
from functions.law.core.values import Month
from functions.law.maintenance import (
    advances_validation,
    arrears_request,
    deadlines,
    debtor_account,
    eligibility,
    indexation_history,
    renewals,
)
from functions.law.maintenance.application import IndexationClause
from functions.law.waiver import (
    appeal,
    first_questions_request,
    limit_comparison,
    particulars,
    retention,
    waiver_validation,
)
from tests.unit.law import factories
from tests.unit.law.calculators import figures_of, stated
from tests.unit.law.changed import changed, paths
from tests.unit.law.replays import MAINTENANCE, WAIVER

CHECKED = {
    "advances": (advances_validation.validate, MAINTENANCE, factories.SIMULATE),
    "indexation": (indexation_history.validate, MAINTENANCE, factories.INDEX),
    "arrears": (arrears_request.validate, MAINTENANCE, factories.ARREARS),
    "payments": (debtor_account.validate, MAINTENANCE, factories.COLLECT),
    "deadlines": (deadlines.validate, MAINTENANCE, factories.PROCEDURE),
    "waiver": (waiver_validation.validate, WAIVER, factories.CALCULATE),
    "appeal": (appeal.validate, WAIVER, factories.APPEAL),
    "particulars": (particulars.validate, WAIVER, factories.PARTICULARS),
    "retention": (retention.validate, WAIVER, factories.RETENTION),
    "eligibility": (eligibility.validate, MAINTENANCE, factories.ELIGIBLE),
    "renewals": (renewals.validate, MAINTENANCE, factories.RENEWAL),
    "limits": (limit_comparison.validate, WAIVER, factories.IN_FULL),
    "first_questions": (first_questions_request.validate, WAIVER, factories.FIRST),
} | {name: (law.validate, figures_of(name), law.complete) for name, law in stated().items()}
TYPED_INDEX = ("title.start_index.figure", "title.start_index.base_year")
OWN_LIMITS = ("own_limits.minimum", "own_limits.maximum", "own_limits.flat_reduction")
# What the other answers make necessary, so that it is asked for.
NECESSARY = {
    "advances": ("title.served", "income.monthly_net_income", *TYPED_INDEX),
    "indexation": TYPED_INDEX,
    "arrears": TYPED_INDEX,
    "eligibility": ("title.served", *TYPED_INDEX),
    "limits": ("household.resources", "household.partner", *OWN_LIMITS),
    "retention": ("suspensions[0].last_day",),
    "waiver": ("debtor_resources", "partner_resources", *OWN_LIMITS),
} | {name: law.necessary for name, law in stated().items()}


def test_partial_answers_of_every_calculator_are_tested():
    assert set(CHECKED) == set(CALCULATORS)


def cases():
    for operation, (_, _, asked) in CHECKED.items():
        yield from ((operation, path) for path in paths(asked))


@pytest.mark.parametrize(("operation", "path"), list(cases()))
def test_what_could_not_be_read_is_asked_for_only_where_the_rest_makes_it_necessary(
    operation, path
):
    validate, parameters, asked = CHECKED[operation]
    found = [(i.field, i.refusal) for i in validate(changed(asked, path, None), parameters)]
    if path == "own_limits":
        assert found == [(name, ValidationErrorCode.REQUIRED) for name in OWN_LIMITS]
    elif path in NECESSARY.get(operation, ()):
        assert found == [(path, ValidationErrorCode.REQUIRED)]
    else:
        assert found == []


# Each list with a row that could not be read, and after it one that is refused.
ROWS = [
    ("advances", "received_payments", "month", Month(2027, 5)),
    ("arrears", "received_payments", "month", Month(2027, 5)),
    ("eligibility", "received_payments", "month", Month(2027, 5)),
    ("first_questions", "payments", "month", Month(2027, 5)),
]


@pytest.mark.parametrize(("operation", "name", "answer", "wrong"), ROWS)
def test_after_a_row_that_could_not_be_read_the_next_is_still_checked(
    operation, name, answer, wrong
):
    validate, parameters, asked = CHECKED[operation]
    row = getattr(asked, name)[0]
    rows = (replace(row, **{answer: None}), replace(row, **{answer: wrong}))
    found = [issue.field for issue in validate(replace(asked, **{name: rows}), parameters)]
    assert found == [f"{name}[1].{answer}"]


@pytest.mark.parametrize("path", TYPED_INDEX)
def test_a_start_index_that_was_read_in_part_does_not_contradict_a_title_without_index(path):
    validate, parameters, asked = CHECKED["advances"]
    without = changed(asked, "title.indexation", IndexationClause.NONE)
    found = [(i.field, i.refusal) for i in validate(without, parameters)]
    assert found == [("title.start_index", ValidationErrorCode.NOT_ALLOWED)]
    found = [(i.field, i.refusal) for i in validate(changed(without, path, None), parameters)]
    assert found == [(path, ValidationErrorCode.REQUIRED)]


@given(st.data(), st.sampled_from(sorted(CHECKED)))
def test_whatever_could_not_be_read_nothing_is_raised(data, operation):
    validate, parameters, asked = CHECKED[operation]
    unread = data.draw(st.sets(st.sampled_from(list(paths(asked)))))
    # What lies in a group that is gone is gone with it.
    for path in sorted(unread, reverse=True):
        asked = changed(asked, path, None)
    assert all(
        isinstance(issue.refusal, ValidationErrorCode) for issue in validate(asked, parameters)
    )
