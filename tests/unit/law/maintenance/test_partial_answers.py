"""What could not be read is passed over, so that all that is wrong is said at once."""

from dataclasses import replace
from datetime import date

from functions.law.core.errors import ValidationErrorCode
from functions.law.maintenance.advances_validation import validate
from functions.law.maintenance.title_validation import month_issues
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
    for unread in (title(indexation=None), title(indexation=CPI, date=None)):
        assert list(month_issues("month", unread, Month(1990, 1), PARAMETERS)) == []


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
