"""The operation on the arrears of maintenance, in JSON and on its page."""

import re

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.law.core.values import Cents
from tests.api.events import post_form, post_json

pytestmark = pytest.mark.usefixtures("pages")
PATH = "/calculateArrears"
ROWS = re.compile(r'name="receivedPayments\[(\d+)\]\.month" value="([0-9-]+)"')


def request(**changes):
    """A complete request in JSON; a change to ``None`` takes the member away."""
    document = {
        "applicationDate": "2026-11-21",
        "title": {"date": "2022-03-10", "indexation": "none", "dueDay": 5},
        "children": [{"monthlyMaintenance": "150.00"}],
        "receivedPayments": [
            {"month": "2026-09", "amount": "100.00"},
            {"month": "2026-10"},
        ],
    }
    return {name: value for name, value in (document | changes).items() if value is not None}


def form(**changes):
    return {
        "language": "en",
        "applicationDate": "21/11/2026",
        "title.date": "10/08/2026",
        "title.indexation": "none",
        "title.dueDay": "5",
        "title.startIndex.figure": "",
        "title.startIndex.baseYear": "",
        "children[0].monthlyMaintenance": "150,00",
    } | changes


def test_month_that_the_calendar_does_not_have_gets_no_row():
    rows = {
        f"receivedPayments[{row}].month": month
        for row, month in enumerate(("2026-00", "2026-01", "2026-12", "2026-13"))
    }
    body = post_form(PATH, {"language": "en", "intent": "showMonths", **rows}).body
    shown = re.findall(r'name="receivedPayments\[\d+\]\.month" value="([^"]*)"', body)
    assert shown == ["2026-12", "2026-01"]


def test_missing_amounts_are_totalled_and_two_missed_terms_open_intervention():
    result = post_json(PATH, request()).json
    assert (result["total"], result["missedTerms"]) == ("200.00", 2)
    assert result["mayApplyFrom"] == "2026-11-21"
    assert result["contribution"] == {"rate": "13.00", "amount": "26.00"}


def test_one_missed_term_opens_intervention_after_next_missed_term():
    result = post_json(PATH, request(receivedPayments=[{"month": "2026-10"}])).json
    assert result["mayApplyFrom"] == "2026-12-06"


def test_arrears_older_than_five_years_are_reported_separately():
    title = {"date": "2020-03-10", "indexation": "none"}
    result = post_json(PATH, request(title=title, receivedPayments=[{"month": "2021-03"}])).json
    assert (result["total"], result["tooOld"]) == ("0.00", "150.00")


@pytest.mark.parametrize(
    ("changes", "path", "issue"),
    [
        ({"receivedPayments": []}, "receivedPayments", "schemaViolation"),
        ({"receivedPayments": None}, "receivedPayments", "requiredInput"),
        ({"receivedPayments": [{"month": "2026-12"}]}, "receivedPayments[0].month", "outOfRange"),
        ({"receivedPayments": [{"month": "2022-02"}]}, "receivedPayments[0].month", "outOfRange"),
        ({"applicationDate": None}, "applicationDate", "requiredInput"),
        ({"children": []}, "children", "schemaViolation"),
    ],
)
def test_invalid_request_gets_issue_naming_field(changes, path, issue):
    reply = post_json(PATH, request(**changes))
    assert reply.status == 400
    assert path in reply.issues
    assert reply.issues[path] == issue


def test_button_shows_months_since_title():
    reply = post_form(PATH, form(intent="showMonths"))
    assert reply.status == 200
    assert [month for _, month in ROWS.findall(reply.body)] == ["2026-11", "2026-10", "2026-09"]


def test_old_title_shows_sixty_months_of_five_years():
    fields = form(intent="showMonths", **{"title.date": "01/02/2015"})
    months = [month for _, month in ROWS.findall(post_form(PATH, fields).body)]
    assert (len(months), months[0], months[-1]) == (60, "2026-11", "2021-12")


def test_page_without_title_date_has_no_months():
    reply = post_form(PATH, form(intent="showMonths", **{"title.date": ""}))
    assert reply.status == 400
    assert not ROWS.findall(reply.body)


def test_calculation_without_months_asks_for_them():
    reply = post_form(PATH, form(intent="calculate", paymentHistory="monthByMonth"))
    assert reply.status == 200
    assert len(ROWS.findall(reply.body)) == 3
    assert 'class="result"' not in reply.body


def test_months_altered_by_hand_cause_no_error():
    fields = form(**{"receivedPayments[0].month": "0-99", "title.date": "x"})
    assert post_form(PATH, fields).status == 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_shows_total_of_api_in_every_language(language):
    rows = {
        "receivedPayments[0].month": "2026-09",
        "receivedPayments[0].amount": "100,00",
        "receivedPayments[1].month": "2026-10",
        "receivedPayments[1].amount": "",
        "receivedPayments[2].month": "2026-11",
        "receivedPayments[2].amount": "150",
    }
    reply = post_form(PATH, form(language=language, **rows))
    assert reply.status == 200
    assert catalog_of(language).format(Cents(20000)) in reply.body
    assert 'class="result"' in reply.body
