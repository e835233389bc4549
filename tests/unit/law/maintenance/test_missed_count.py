"""How the terms of the twelve months were paid, and when only the index is missing."""

from datetime import date

import pytest

from functions.law.core.values import Cents, Month
from functions.law.maintenance.instalments import Instalment
from functions.law.maintenance.ledger import LedgerMonth
from functions.law.maintenance.missed_count import MissedCount, of_instalments, of_ledger

MONTH, DUE_DATE = Month(2026, 1), date(2026, 1, 1)
IN_TITLE, DUE = Cents(10000), Cents(10400)


def instalment(received, before=None):
    return Instalment(MONTH, DUE_DATE, DUE, IN_TITLE, received, before)


def row(received, before=None, *, in_window=True):
    return LedgerMonth(
        month=MONTH,
        due_date=DUE_DATE,
        due=DUE,
        received=received,
        claimable=True,
        in_window=in_window,
        published=True,
        before=before,
    )


RECEIVED = [Cents(amount) for amount in (0, 5000, 9999, 10000, 10399, 10400, 10401)]
COUNTED = MissedCount(
    without_payment=1,
    partly_paid=2,
    without_index=2,
    not_given=3,
    missing=Cents(10400 + 5400 + 401 + 400 + 1),
    index_missing=Cents(400 + 1),
)


def test_terms_of_an_application_are_counted_by_what_came_of_them():
    terms = [instalment(amount) for amount in (*RECEIVED, None, None, None)]
    assert of_instalments(terms) == COUNTED


def test_months_of_a_ledger_are_counted_by_what_came_of_them_within_the_twelve():
    months = [row(amount) for amount in RECEIVED] + [row(Cents(0), in_window=False)]
    assert of_ledger(months, IN_TITLE, 10) == COUNTED


def test_term_whose_index_is_not_sure_is_missing_and_not_missed():
    nothing_missed = MissedCount(
        without_payment=0, partly_paid=0, without_index=0, not_given=0, missing=Cents(400)
    )
    assert of_instalments([instalment(IN_TITLE, IN_TITLE)]) == nothing_missed
    assert of_ledger([row(IN_TITLE, IN_TITLE)], IN_TITLE, 1) == nothing_missed


@pytest.mark.parametrize("term", [instalment, row])
@pytest.mark.parametrize(
    ("received", "not_sure", "missing"),
    [
        (9999, False, 401),
        (10000, True, 400),
        (10399, True, 1),
        (10400, False, 0),
        (10401, False, 0),
    ],
)
def test_index_is_not_sure_from_the_amount_before_to_the_cent_below_what_is_due(
    term, received, not_sure, missing
):
    found = term(Cents(received), IN_TITLE)
    assert (found.index_not_sure, found.missing) == (not_sure, missing)
    assert not term(Cents(received)).index_not_sure


def test_term_that_was_not_given_is_not_missed_and_misses_nothing():
    found = instalment(None, IN_TITLE)
    assert (found.index_not_sure, found.missed, found.missing) == (False, False, 0)
    assert not found.missed_by_indexation_only
