"""The operation on the payments of a debtor, in JSON and on its page."""

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.law.core.values import Cents
from tests.api.conftest import text_of
from tests.api.events import post_form, post_json

PATH = "/allocatePayments"


def request(**changes):
    """A complete request in JSON; a change to ``None`` takes the member away."""
    document = {
        "applicationDate": "2026-03-15",
        "arrears": "1000.00",
        "monthlyMaintenance": "200.00",
        "monthlyAdvance": "175.00",
        "firstMonth": "2026-04",
        "payments": [{"date": "2026-04-05", "amount": "400.00"}],
    }
    return {name: value for name, value in (document | changes).items() if value is not None}


def form(**changes):
    """The same as the page sends it."""
    return {
        "language": "en",
        "applicationDate": "15/03/2026",
        "arrears": "1.000,00",
        "recoveryCosts": "",
        "interest": "",
        "letterSentOn": "",
        "monthlyMaintenance": "200",
        "monthlyAdvance": "175",
        "firstMonth": "04/2026",
        "months": "",
        "dueDay": "",
        "payments[0].date": "05/04/2026",
        "payments[0].amount": "400,00",
    } | changes


def test_payment_fills_ranks_in_order_of_act():
    result = post_json(PATH, request()).json
    assert result["payments"][0]["parts"] == {
        "recoveryCosts": "0.00",
        "contribution": "156.00",
        "interest": "0.00",
        "advances": "175.00",
        "balance": "25.00",
        "arrears": "44.00",
    }
    assert (result["toCreditor"], result["toService"]) == ("69.00", "331.00")


def test_end_and_settlement_are_absent_unless_they_apply():
    assert {"stopsOn", "exit"}.isdisjoint(post_json(PATH, request()).json)


def test_settlement_without_costs_ends_fifteen_days_after_letter():
    assert post_json(PATH, request(letterSentOn="2026-03-20")).json["exit"] == {
        "lastDay": "2026-04-04",
        "toPay": "1200.00",
        "rate": "13.00",
        "costsOtherwise": "156.00",
    }


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("language", LANGUAGES)
def test_page_shows_outstanding_balances_of_json_response(language):
    remaining = Cents(int(post_json(PATH, request()).json["remaining"].replace(".", "")))
    reply = post_form(PATH, form(language=language))
    assert reply.status == 200
    assert catalog_of(language).short(remaining) in reply.body


@pytest.mark.usefixtures("pages")
def test_buttons_add_and_remove_payment():
    more = post_form(PATH, form(intent="add:payments"))
    assert 'name="payments[1].date"' in more.body
    less = post_form(PATH, form(intent="remove:payments:0"))
    assert 'name="payments[0].date"' not in less.body


@pytest.mark.usefixtures("pages")
def test_page_without_payments_shows_what_falls_due():
    answers = {k: v for k, v in form().items() if not k.startswith("payments")}
    reply = post_form(PATH, answers)
    assert reply.status == 200
    said = text_of(reply.body)
    assert "costs are added" in said
    assert "What each payment covers" not in said


@pytest.mark.parametrize(
    ("changes", "path", "issue"),
    [
        ({"arrears": None}, "arrears", "requiredInput"),
        ({"monthlyAdvance": "200.01"}, "monthlyAdvance", "outOfRange"),
        ({"firstMonth": "2026-02"}, "firstMonth", "outOfRange"),
        ({"letterSentOn": "2026-03-14"}, "letterSentOn", "outOfRange"),
        (
            {"payments": [{"date": "2026-03-14", "amount": "1.00"}]},
            "payments[0].date",
            "outOfRange",
        ),
        ({"payments": [{"date": "2026-04-05"}]}, "payments[0].amount", "requiredInput"),
    ],
)
def test_invalid_request_gets_issue_naming_field(changes, path, issue):
    reply = post_json(PATH, request(**changes))
    assert reply.status == 400
    assert reply.issues == {path: issue}
