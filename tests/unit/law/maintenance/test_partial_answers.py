"""What could not be read is passed over, so that all that is wrong is said at once."""

from dataclasses import replace
from datetime import date

from functions.law.core.errors import ValidationErrorCode
from functions.law.maintenance import arrears_request, indexation_history
from functions.law.maintenance.advances_validation import validate
from tests.unit.law.maintenance.applications import (
    PARAMETERS,
    IndexationClause,
    Month,
    ReceivedPayment,
    StartIndex,
    application,
    child,
    paid_by_month,
    title,
)
from tests.unit.law.request_factories import indexed, ledger

CPI = IndexationClause.CONSUMER_PRICE_INDEX


def found(**changes):
    answers = replace(application(), **changes)
    return [(issue.field, issue.refusal) for issue in validate(answers, PARAMETERS)]


def test_without_a_readable_date_of_application_the_rest_is_still_checked():
    assert found(application_date=None, title=title(served=None, date=date(2030, 1, 1))) == [
        ("title.served", ValidationErrorCode.REQUIRED)
    ]


def test_without_a_readable_title_the_children_are_still_checked():
    assert found(title=None, children=(child(birth_date=date(2030, 1, 1)),)) == [
        ("children[0].birth_date", ValidationErrorCode.AFTER)
    ]


def test_without_a_readable_title_months_cannot_be_checked():
    assert found(title=None, **paid_by_month({Month(1999, 1): 1})) == []


def test_without_a_readable_clause_or_date_of_the_title_its_index_cannot_be_checked():
    typed = StartIndex(figure=10000, base_year=1900)
    assert found(title=title(indexation=None, start_index=typed)) == []
    assert found(title=title(indexation=CPI, date=None, start_index=typed)) == []


def test_without_a_readable_clause_or_date_of_the_title_no_month_lacks_its_index():
    month = Month(1990, 1)
    for clause, day in ((None, date(1985, 5, 10)), (CPI, None)):
        for asked, check in (
            (ledger({month: 0}, day_of_title=day, indexation=clause), arrears_request.validate),
            (indexed(day, month, clause), indexation_history.validate),
        ):
            assert list(check(asked, PARAMETERS)) == []


def test_a_start_index_without_its_figure_is_refused_even_where_no_index_applies():
    typed = StartIndex(figure=None, base_year=2013)
    assert found(title=title(indexation=IndexationClause.NONE, start_index=typed)) == [
        ("title.start_index.figure", ValidationErrorCode.REQUIRED)
    ]


def test_a_start_index_without_its_figure_is_refused():
    typed = StartIndex(figure=None, base_year=2013)
    assert found(title=title(indexation=CPI, start_index=typed)) == [
        ("title.start_index.figure", ValidationErrorCode.REQUIRED)
    ]


def test_without_a_readable_birth_date_a_child_is_passed_over():
    assert found(children=(child(birth_date=None),)) == []


def test_a_month_that_could_not_be_read_is_passed_over():
    answers = paid_by_month({Month(2026, 1): 1})
    unread = ReceivedPayment(month=None, amount=1)
    late = ReceivedPayment(month=Month(2027, 1), amount=1)
    answers["received_payments"] = (unread, *answers["received_payments"], late)
    assert found(**answers) == [("received_payments[2].month", ValidationErrorCode.NOT_IN_PERIOD)]


def test_without_a_readable_history_payments_are_not_refused():
    assert found(**paid_by_month({Month(2026, 1): 1}) | {"payment_history": None}) == []
