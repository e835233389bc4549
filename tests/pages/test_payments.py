"""The payments of a debtor as a page shows them: every kind of answer, in every language."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from functions.i18n.catalog import catalog_of
from functions.law.core.values import Month
from functions.law.maintenance.allocation import Payment
from functions.law.maintenance.debtor_account import PaymentsRequest
from functions.law.maintenance.payments import allocate_payments
from functions.parameters import load
from tests.pages.result_pages import (
    result_of,
    text,
)

APRIL = Month(2026, 4)
USUAL = PaymentsRequest(
    application_date=date(2026, 3, 15),
    arrears=100000,
    monthly_maintenance=20000,
    monthly_advance=17500,
    first_month=APRIL,
    months=12,
    payments=(Payment(date=date(2026, 4, 5), amount=40000),),
)
REGULAR = replace(
    USUAL,
    arrears=0,
    payments=tuple(Payment(date=APRIL.plus(n).day(5), amount=22600) for n in range(7)),
)
REQUESTS = {
    "usual": USUAL,
    "no payment": replace(USUAL, payments=()),
    "first letter that ends on a Saturday": replace(USUAL, letter_sent_on=date(2026, 3, 20)),
    "costs and interest": replace(USUAL, recovery_costs=5000, interest=1000),
    "day of payment given": replace(USUAL, due_day=10),
    "more than is open": replace(
        USUAL, arrears=0, months=1, payments=(Payment(date=date(2026, 4, 5), amount=30000),)
    ),
    "paid until the end": REGULAR,
    "arrears at the end": replace(
        REGULAR,
        arrears=100000,
        payments=(Payment(date=date(2026, 3, 20), amount=13000), *REGULAR.payments),
    ),
    "end before the article on what is open then": replace(
        REGULAR,
        application_date=date(2017, 3, 15),
        first_month=Month(2017, 4),
        payments=tuple(Payment(date=Month(2017, 4).plus(n).day(5), amount=22600) for n in range(7)),
    ),
    "before 2015": replace(
        USUAL,
        application_date=date(2014, 6, 1),
        first_month=Month(2014, 7),
        months=1,
        payments=(Payment(date=date(2014, 6, 2), amount=110000),),
    ),
}
RESULTS = {name: allocate_payments(r, load.maintenance()) for name, r in REQUESTS.items()}


@cache
def shown(name, language="en"):
    return result_of("payments", RESULTS[name], language)


def section(html, name):
    start = html.index(f'aria-labelledby="{name}"')
    return text(html[start : html.index("</section>", start)].partition(">")[2])


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("usual", "€3,442.00"),
        ("paid until the end", "1 October 2026"),
        ("arrears at the end", "€1,000.00"),
        ("before 2015", "€220.00"),
    ],
)
def test_verdict_gives_end_day_or_outstanding_balance(name, figure):
    found = re.search(r'class="figure-large">([^<]*)<', shown(name))
    assert found
    assert found[1] == figure


def test_result_says_for_which_day_it_was_calculated():
    assert section(shown("usual"), "result-answers") == (
        "Your answers Calculated for 15 March 2026. We calculated with these answers."
    )


def test_verdict_after_full_payment_says_paid():
    assert "All is paid" in shown("more than is open")


def test_settlement_without_costs_comes_first_if_letter_date_is_given():
    html = shown("first letter that ends on a Saturday")
    assert section(html, "result-next").startswith("What to do now The fastest way out")
    assert "by 4 April 2026" in section(html, "result-exit")
    assert "Pay €1,200.00 to the creditor" in section(html, "result-exit")
    assert "€156.00" in section(html, "result-exit")


def test_settlement_without_costs_is_absent_without_first_letter():
    assert "result-exit" not in shown("usual")


def test_payment_is_shown_over_six_ranks_in_their_order():
    shares = "€400.00 €0.00 €156.00 €0.00 €175.00 €25.00 €44.00 €0.00"
    assert f"5 April 2026 {shares}" in section(shown("usual"), "result-payments")


def test_payment_after_the_end_says_so_and_shows_its_ranks():
    payments = section(shown("paid until the end"), "result-payments")
    assert payments.count("Paid after the end") == 1


def test_payments_table_is_absent_without_payments():
    assert "<table" not in shown("no payment").partition("result-open")[0]


def test_share_of_creditor_is_hidden_unless_present():
    label = catalog_of("en").gettext("payments.sums.creditor_contribution")
    assert label in shown("before 2015")
    assert label not in shown("usual")
