"""The payments of a debtor as a page shows them: every kind of answer, in every language."""

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
    "letter and no payment": replace(USUAL, letter_sent_on=date(2026, 3, 20), payments=()),
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


BEFORE, AFTER = date(2026, 3, 30), date(2026, 4, 6)


@cache
def shown(name, language="en", today=AFTER):
    return result_of("payments", RESULTS[name], language, today=today)


def fold(html, name):
    return text(html.partition(f'<details class="fold" id="{name}">')[2].partition("</details>")[0])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("usual", "€400 paid In the order of the law: €156 of costs"),
        ("paid until the end", "the service stops on Thursday 1 October 2026."),
        ("arrears at the end", "€1,000 still owed to the service"),
        ("no payment", "€26 in costs a month"),
        (
            "more than is open",
            "Yes, everything is paid €300 paid In the order of the law: ",
        ),
    ],
)
def test_answer_says_what_the_payments_come_to(name, said):
    assert said in text(shown(name)).partition("Your answers")[0]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            (
                "5 days left €1,200 to pay Pay the other parent by Friday 3 April, because the "
                "last day, Saturday 4 April 2026, is not a working day."
            ),
        ),
        (
            "fr",
            (
                "Encore 5 jours 1 200 € à payer Comme le délai expire le samedi 4 avril 2026, jour "
                "non ouvrable, payez l\u2019autre parent"
            ),
        ),
        (
            "nl",
            (
                "Nog 5 dagen € 1.200 te betalen Betaal de andere ouder uiterlijk op vrijdag "
                "3 april, want de laatste dag, zaterdag 4 april 2026, is geen werkdag."
            ),
        ),
        (
            "de",
            (
                "Noch 5 Tage 1.200 € zu zahlen Die Frist endet am Samstag, 4. April 2026, "
                "aber zahlen Sie besser schon bis Freitag, 3. April an den anderen Elternteil."
            ),
        ),
    ],
)
def test_headline_of_debtor_is_the_way_out_while_it_is_open(language, said):
    name = "first letter that ends on a Saturday"
    page = text(shown(name, language, BEFORE))
    assert said in page
    projection = catalog_of(language).short(RESULTS[name].remaining)
    assert projection not in page.partition('id="result-open"')[0].partition(said)[0]


def test_saturday_on_which_the_term_ends_is_itself_the_last_day():
    page = text(shown("first letter that ends on a Saturday", "en", date(2026, 4, 4)))
    assert "1 day left €1,200 to pay Pay the other parent by Saturday 4 April 2026" in page


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "€156 in costs The last day to pay without costs was Saturday 4 April 2026."),
        ("fr", "156 € de frais Le délai pour payer sans frais a expiré le samedi 4 avril 2026."),
        ("nl", "€ 156 kosten De termijn om zonder kosten te betalen eindigde op zaterdag 4 april"),
        ("de", "156 € Kosten Die Frist, um ohne Kosten zu zahlen, endete am Samstag, 4. April"),
    ],
)
def test_headline_of_debtor_after_the_term_is_what_the_costs_are(language, said):
    assert said in text(shown("letter and no payment", language))


def test_gain_is_shown_while_the_way_out_is_open():
    name = "first letter that ends on a Saturday"
    gain = shown(name, "en", BEFORE).partition('class="gain"')[2].partition("</section>")[0]
    assert "Up to Saturday 4 April 2026 €1,200" in text(gain)
    assert "After that, with 13% in costs €1,356" in text(gain)
    assert 'class="gain"' not in shown(name)


def test_payment_is_shown_over_the_ranks_of_which_something_was_due():
    shares = "€400.00 €156.00 €175.00 €25.00 €44.00"
    assert f"5 April 2026 {shares}" in fold(shown("usual"), "result-payments")


def test_payment_after_the_end_says_so_and_shows_its_ranks():
    payments = fold(shown("paid until the end"), "result-payments")
    assert payments.count("Paid after the end") == 1


def test_payments_are_absent_without_payments():
    assert "result-payments" not in shown("no payment")


def test_share_of_creditor_is_hidden_unless_present():
    label = catalog_of("en").gettext("payments.sums.creditor_contribution")
    assert label in shown("before 2015")
    assert label not in shown("usual")
