"""One amount for every month that is still empty."""

import re

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from tests.api.events import application_form, post_form

pytestmark = pytest.mark.usefixtures("pages")

PATH = "/simulateAdvances"
FILL = {"intent": "fill:receivedPayments", "paymentHistory": "monthByMonth"}
ARREARS = {
    "language": "en",
    "applicationDate": "21/11/2026",
    "title.date": "15/01/2026",
    "title.indexation": "none",
    "children[0].monthlyMaintenance": "100",
}


def sent(**changes):
    return post_form(PATH, application_form(**FILL, **changes))


def amounts(reply):
    found = re.findall(r'name="receivedPayments\[\d+\]\.amount" value="([^"]*)"', reply.body)
    assert found
    return found


def test_every_empty_month_gets_amount_as_typed():
    assert amounts(sent(fill=" 60,25 ")) == ["60,25"] * 12


def test_month_already_given_is_not_overwritten():
    given = {"receivedPayments[0].month": "2026-02", "receivedPayments[0].amount": "0"}
    found = amounts(sent(fill="75", **given))
    assert (found[9], found.count("75")) == ("0", 11)


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_states_number_of_filled_months_and_focuses_them(language):
    reply = sent(fill="75", language=language)
    said = catalog_of(language).gettext("common.fill.done", count=12)
    assert f'<p class="filled" tabindex="-1" autofocus>{said}</p>' in reply.body


def test_filled_months_are_shown_before_result():
    assert "<title>Page</title>" in sent(fill="75").body


@pytest.mark.parametrize("typed", ["", "much", "-3", "1.234", "0,001", "1000000001"])
def test_invalid_fill_amount_fills_nothing_and_is_kept(typed):
    reply = sent(fill=typed)
    assert reply.status == 400
    assert amounts(reply) == [""] * 12
    assert f'id="fill" name="fill" value="{typed}"' in reply.body
    assert '<li><a href="#fill">' in reply.body


def test_fill_amount_is_kept_when_another_button_is_pressed():
    reply = post_form(PATH, application_form(**FILL | {"intent": "step:payments"}, fill="75"))
    assert 'id="fill" name="fill" value="75"' in reply.body


def test_fill_amount_is_no_answer():
    given = {f"receivedPayments[{n}].month": f"2026-{n:02d}" for n in range(1, 12)}
    reply = post_form(PATH, application_form(**FILL | {"intent": "calculate"}, fill="75", **given))
    assert reply.status == 200


def test_arrears_ledger_is_filled_in_same_way():
    reply = post_form("/calculateArrears", {**ARREARS, "intent": FILL["intent"], "fill": "40"})
    assert (reply.status, set(amounts(reply))) == (200, {"40"})


def test_page_without_table_has_no_such_button():
    reply = post_form("/calculateWaiver", {"intent": "fill:receivedPayments", "fill": "1"})
    assert "Choose one of the answers" in reply.body
