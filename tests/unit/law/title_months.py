"""Every month of a title and every month since: an amount, or a typed reason why there is none.

``python -m tests.unit.law.title_months`` checks all of them; an argument checks every so many.
"""

import sys
from datetime import date

from functions.law.core.errors import InvalidInput, ValidationErrorCode
from functions.law.core.values import Month
from functions.law.maintenance.advances import simulate_advances
from functions.law.maintenance.application import IndexationClause, TitleTerms
from functions.law.maintenance.indexation_history import IndexationRequest, index_maintenance
from functions.paper_forms.payment_table import payment_rows
from tests.unit.law.maintenance.applications import PARAMETERS, application, title

FIRST, LAST = Month(1994, 1), Month(2026, 11)
CLAUSES = (
    IndexationClause.NOT_STATED,
    IndexationClause.CONSUMER_PRICE_INDEX,
    IndexationClause.HEALTH_INDEX,
)
DECEMBER_1993_IS_MISSING = {"title.start_index.figure": ValidationErrorCode.REQUIRED}


def check(step=1):
    """Checks every ``step``-th pair of months, of each clause; gives how many it checked."""
    count = FIRST.months_until(LAST) + 1
    pairs = [(made, asked) for made in range(count) for asked in range(made, count)]
    checked = 0
    for made, asked in pairs[::step]:
        for clause in CLAUSES:
            check_month(FIRST.plus(made), FIRST.plus(asked), clause)
            checked += 1
    for made in range(0, count, step):
        for clause in CLAUSES:
            check_form(FIRST.plus(made), clause)
    return checked


def check_month(made, asked, clause):
    """An amount, except for a title of January 1994 that follows an index."""
    terms = TitleTerms(date=made.day(1), indexation=clause)
    request = IndexationRequest(monthly_maintenance=15000, title=terms, month=asked)
    found, refused = answer_to(index_maintenance, request)
    if found is None:
        assert refused == DECEMBER_1993_IS_MISSING, (made, asked, clause)
        assert (made, clause is IndexationClause.NOT_STATED) == (FIRST, False)
        return
    assert found.amount > 0
    assert all(adaptation.amount is not None for adaptation in found.adaptations)


def check_form(made, clause):
    """What can be simulated has the months of its form."""
    deed = title(date=made.day(1), indexation=clause)
    asked = application(title=deed, application_date=date(2026, 11, 21), months=12)
    found, refused = answer_to(simulate_advances, asked)
    if found is None:
        assert refused == DECEMBER_1993_IS_MISSING, (made, clause)
        return
    assert all(row.due > 0 for row in payment_rows(asked, PARAMETERS))


def answer_to(operation, request):
    """The result, or the reason by field."""
    try:
        return operation(request, PARAMETERS), None
    except InvalidInput as error:
        return None, {issue.field: issue.refusal for issue in error.issues}


if __name__ == "__main__":
    print(check(*map(int, sys.argv[1:2])), "months of titles")  # noqa: T201 - a command
