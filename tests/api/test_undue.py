"""The operation on an undue sum, in JSON and on its page."""

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.law.core.values import Cents
from tests.api.conftest import text_of
from tests.api.events import post_form, post_json

PATH = "/setOffUndueSum"
REQUEST = {
    "askedOn": "2026-11-21",
    "undue": "350.00",
    "fraud": False,
    "payments": [{"amount": "175.00"}, {"amount": "175.00"}],
}
FORM = {
    "askedOn": "21/11/2026",
    "undue": "350",
    "fraud": "no",
    "payments[0].amount": "175,00",
    "payments[1].amount": "175",
}


def test_tenth_of_each_payment_is_withheld():
    result = post_json(PATH, REQUEST).json
    assert (result["rate"], result["taken"], result["remaining"]) == ("10.00", "35.00", "315.00")
    assert result["setOffs"][0] == {
        "payment": "175.00",
        "taken": "17.50",
        "paidOut": "157.50",
        "remaining": "332.50",
    }


def test_fraud_withholds_whole_payment_up_to_outstanding_sum():
    result = post_json(PATH, REQUEST | {"undue": "200.00", "fraud": True}).json
    assert [one["taken"] for one in result["setOffs"]] == ["175.00", "25.00"]


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("language", LANGUAGES)
def test_page_shows_outstanding_balances_of_json_response(language):
    reply = post_form(PATH, FORM | {"language": language})
    assert reply.status == 200
    catalog = catalog_of(language)
    sentence = catalog.gettext("undue.verdict.part.sentence", remaining=catalog.short(Cents(31500)))
    assert text_of(sentence) in text_of(reply.body)


@pytest.mark.usefixtures("pages")
def test_only_payment_cannot_be_taken_away():
    reply = post_form(PATH, {"language": "en", "intent": "remove:payments:0"})
    assert 'name="payments[0].amount"' in reply.body


@pytest.mark.parametrize(
    ("changes", "path", "issue"),
    [
        ({"payments": []}, "payments", "schemaViolation"),
        ({"undue": "0.00"}, "undue", "outOfRange"),
        ({"askedOn": "1999-01-01"}, "askedOn", "outOfRange"),
        ({"payments": [{}]}, "payments[0].amount", "requiredInput"),
    ],
)
def test_invalid_request_gets_issue_naming_field(changes, path, issue):
    reply = post_json(PATH, REQUEST | changes)
    assert reply.status == 400
    assert reply.issues == {path: issue}
