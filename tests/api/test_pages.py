"""A form in, a page out: the same rules as the API, for people."""

import re
from datetime import date
from unittest.mock import patch

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.law.core.values import Cents
from tests.api.conftest import text_of
from tests.api.events import (
    BROWSER,
    application,
    application_form,
    call,
    post_form,
    post_json,
    waiver,
    waiver_form,
)

pytestmark = pytest.mark.usefixtures("pages")

ADVANCES, WAIVER = "/simulateAdvances", "/calculateWaiver"
MONTH_BY_MONTH = {"paymentHistory": "monthByMonth"}


def names(reply, list_name):
    return re.findall(rf'name="({list_name}\[[^"]+)"', reply.body)


def value_of(reply, name):
    tag = re.search(rf'<input[^>]*name="{re.escape(name)}"[^>]*>', reply.body)
    assert tag, name
    value = re.search(r'value="([^"]*)"', tag[0])
    return value[1] if value else ""


def written(cents, language):
    return catalog_of(language).format(Cents(cents)).replace("\u00a0", " ").replace("\u202f", " ")


def shown(reply):
    text = text_of(reply.body).replace("&nbsp;", " ")
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_shows_total_of_api_in_every_language(language):
    total = post_json(ADVANCES, application()).json["total"]
    reply = post_form(ADVANCES, application_form(language=language))
    assert reply.status == 200
    assert written(int(total.replace(".", "")), language) in shown(reply)


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_shows_waiver_of_api_in_every_language(language):
    waived = post_json(WAIVER, waiver()).json["waiver"]["waived"]
    reply = post_form(WAIVER, waiver_form(language=language))
    assert reply.status == 200
    assert written(int(waived.replace(".", "")), language) in shown(reply)


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_of_page_wins_over_that_of_browser(language):
    reply = post_form(WAIVER, waiver_form(language=language), "fr-BE, nl;q=0.5")
    assert reply.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in reply.body


def test_unknown_language_on_page_falls_back_to_that_of_browser():
    reply = post_form(WAIVER, waiver_form(language="xx"), "nl-BE")
    assert reply.headers["Content-Language"] == "nl"


def test_result_is_announced_in_page_title():
    assert "<title>Result: Page</title>" in post_form(WAIVER, waiver_form()).body


@pytest.mark.parametrize(
    ("path", "form", "day"),
    [
        (ADVANCES, application_form, "applicationDate"),
        (WAIVER, waiver_form, "requestDate"),
    ],
)
def test_empty_date_is_today_and_stated_in_result(path, form, day):
    with patch("functions.http.clock.today", return_value=date(2026, 3, 9)):
        reply = post_form(path, form(**{day: ""}))
    assert reply.status == 200
    assert "9 March 2026" in reply.body


def test_date_left_out_in_json_is_missing():
    assert post_json(WAIVER, waiver(requestDate=None)).issues == {"requestDate": "requiredInput"}


def test_child_is_added_without_error():
    reply = post_form(ADVANCES, application_form(intent="add:children", **{"title.date": "x"}))
    assert reply.status == 200
    assert "children[1].birthDate" in names(reply, "children")
    assert "<title>Page</title>" in reply.body


def test_no_more_children_are_added_than_form_takes():
    ten = {f"children[{n}].birthDate": "" for n in range(10)}
    reply = post_form(ADVANCES, application_form(intent="add:children", **ten))
    rows = {name.partition("]")[0] for name in names(reply, "children")}
    assert len(rows) == 10


def test_removed_child_is_absent_and_others_move_up():
    children = {"children[1].birthDate": "01/02/2016", "children[2].birthDate": "01/02/2018"}
    reply = post_form(ADVANCES, application_form(intent="remove:children:1", **children))
    assert value_of(reply, "children[0].birthDate") == "03/05/2015"
    assert value_of(reply, "children[1].birthDate") == "01/02/2018"
    assert "children[2].birthDate" not in names(reply, "children")


def test_last_child_cannot_be_removed():
    reply = post_form(ADVANCES, application_form(intent="remove:children:0"))
    assert value_of(reply, "children[0].birthDate") == "03/05/2015"


@pytest.mark.parametrize("intent", ["showMonths", "calculate"])
def test_page_asks_for_months_before_application_without_error(intent):
    reply = post_form(ADVANCES, application_form(intent=intent, **MONTH_BY_MONTH))
    assert reply.status == 200
    asked = [name for name in names(reply, "receivedPayments") if name.endswith("month")]
    assert len(asked) == 12
    assert value_of(reply, "receivedPayments[0].month") == "2026-11"
    assert value_of(reply, "receivedPayments[11].month") == "2025-12"


def test_page_asks_only_for_months_since_title():
    changes = MONTH_BY_MONTH | {"title.date": "05/08/2026"}
    reply = post_form(ADVANCES, application_form(**changes))
    asked = [name for name in names(reply, "receivedPayments") if name.endswith("month")]
    assert (len(asked), value_of(reply, "receivedPayments[2].month")) == (3, "2026-09")


def test_months_are_not_shown_while_day_is_unreadable():
    changes = {"applicationDate": "soon", "children[0].birthDate": "x"}
    reply = post_form(ADVANCES, application_form(intent="showMonths", **changes))
    assert reply.status == 400
    assert not names(reply, "receivedPayments")
    # Only the step of the day shows what is wrong, in the summary and at the field.
    assert reply.body.count("rite the day, month and year") == 2


def months_given(amount, first=(2025, 12)):
    year, month = first
    rows = {}
    for row in range(12):
        years, place = divmod(year * 12 + month - 1 + row, 12)
        rows[f"receivedPayments[{row}].month"] = f"{years}-{place + 1:02d}"
        rows[f"receivedPayments[{row}].amount"] = amount
    return rows


def test_months_left_blank_are_months_without_payment():
    reply = post_form(ADVANCES, application_form(**MONTH_BY_MONTH, **months_given("")))
    nothing = post_form(ADVANCES, application_form())
    assert reply.status == 200
    assert "<title>Result: " in reply.body
    total = post_json(ADVANCES, application()).json["total"]
    assert written(int(total.replace(".", "")), "en") in shown(reply)
    assert written(int(total.replace(".", "")), "en") in shown(nothing)


def test_months_of_another_window_are_asked_again_and_valid_ones_kept():
    given = months_given("99,00", first=(2025, 10))
    reply = post_form(ADVANCES, application_form(**MONTH_BY_MONTH, **given))
    assert reply.status == 200
    assert "<title>Page</title>" in reply.body
    assert value_of(reply, "receivedPayments[0].amount") == ""
    assert value_of(reply, "receivedPayments[11].amount") == "99,00"


def test_blank_months_are_ignored_once_another_answer_is_chosen():
    reply = post_form(ADVANCES, application_form(**months_given("")))
    assert "<title>Result: " in reply.body


def test_amounts_by_month_with_other_answer_are_kept_and_not_counted():
    reply = post_form(ADVANCES, application_form(**months_given("10")))
    assert reply.status == 200
    assert value_of(reply, "receivedPayments[3].amount") == "10"
    assert "<title>Result: " in reply.body
    total = post_json(ADVANCES, application()).json["total"]
    assert written(int(total.replace(".", "")), "en") in shown(reply)


def test_wrong_amount_of_month_has_issue_naming_month():
    given = months_given("10") | {"receivedPayments[3].amount": "ten"}
    reply = post_form(ADVANCES, application_form(**MONTH_BY_MONTH, **given))
    assert reply.status == 400
    assert "March 2026" in shown(reply)
    assert value_of(reply, "receivedPayments[8].amount") == "ten"


def test_page_may_load_nothing_from_elsewhere():
    policy = post_form(WAIVER, waiver_form()).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("header", ["X-Content-Type-Options", "Referrer-Policy"])
def test_page_has_security_headers(header):
    expected = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
    assert post_form(WAIVER, waiver_form()).headers[header] == expected[header]


def test_missing_built_page_is_server_error(pages):
    (pages / "en" / "waiver" / "calculator" / "index.html").unlink()
    reply = post_form(WAIVER, waiver_form())
    assert reply.status == 500
    assert "index.html" not in reply.body


def test_form_refusing_html_is_asked_for_its_type():
    form = "application/x-www-form-urlencoded"
    reply = call("POST", WAIVER, "debt=1", content_type=form, accept="application/json")
    assert reply.status == 415
    assert "Content-Type" in reply.json["detail"]


def test_empty_form_gets_issue_for_every_required_question():
    reply = post_form(WAIVER, {"language": "en"})
    assert reply.status == 400
    assert reply.body.lower().count("how much must you repay?") >= 2


@pytest.mark.parametrize(
    ("method", "path", "heading"),
    [
        ("PUT", "/findDeadlines", "This page cannot be used in this way"),
        ("GET", "/nothing", "This page does not exist"),
    ],
)
def test_problem_for_browser_is_page_with_words_of_its_status(method, path, heading):
    reply = call(method, path, accept=BROWSER, accept_language="en")
    assert f"<h1>{heading}</h1>" in reply.body
