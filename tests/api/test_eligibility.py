"""The operation on the conditions of an intervention, in JSON and on its page."""

import re
from datetime import date

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from tests.api.conftest import text_of
from tests.api.events import post_form, post_json

pytestmark = pytest.mark.usefixtures("pages")
PATH = "/checkEligibility"
ROWS = re.compile(r'name="receivedPayments\[(\d+)\]\.month" value="([0-9-]+)"')


def request(**changes):
    """A complete request in JSON; a change to ``None`` takes the member away."""
    document = {
        "applicationDate": "2026-11-21",
        "applicantLivesInBelgium": True,
        "childrenLiveInBelgium": True,
        "title": {
            "kind": "judgment",
            "date": "2022-03-10",
            "served": True,
            "indexation": "none",
            "dueDay": 5,
        },
        "children": [{"monthlyMaintenance": "150.00"}],
        "receivedPayments": [{"month": "2026-09", "amount": "100.00"}, {"month": "2026-10"}],
    }
    return {name: value for name, value in (document | changes).items() if value is not None}


def form(**changes):
    return {
        "language": "en",
        "applicationDate": "21/11/2026",
        "applicantLivesInBelgium": "yes",
        "childrenLiveInBelgium": "yes",
        "title.kind": "notarialDeed",
        "title.date": "10/08/2026",
        "title.indexation": "none",
        "title.dueDay": "5",
        "title.startIndex.figure": "",
        "title.startIndex.baseYear": "",
        "children[0].monthlyMaintenance": "150,00",
    } | changes


def test_two_missed_terms_open_intervention():
    result = post_json(PATH, request()).json
    assert (result["isOpen"], result["opensOn"], result["missedTerms"]) == (True, "2026-11-21", 2)
    reasons = {month["month"]: month["reason"] for month in result["months"]}
    assert (reasons["2026-09"], reasons["2026-10"]) == ("partCame", "nothingCame")
    assert reasons["2026-08"] == "notTold"


def test_one_missed_term_opens_intervention_after_next_missed_term():
    result = post_json(PATH, request(receivedPayments=[{"month": "2026-10"}])).json
    assert (result["isOpen"], result["opensOn"]) == (False, "2026-12-06")
    assert result["conditions"][-1]["metFrom"] == "2026-12-06"


def test_unmet_condition_is_listed_without_opening_date():
    result = post_json(PATH, request(applicantLivesInBelgium=False)).json
    assert "opensOn" not in result
    unmet = [condition["rule"] for condition in result["conditions"] if not condition["isMet"]]
    assert unmet == ["intervention.residenceApplicant"]


def test_request_without_payments_is_accepted():
    for result in ([], None):
        reply = post_json(PATH, request(receivedPayments=result))
        assert (reply.status, reply.json["missedTerms"]) == (200, 0)


@pytest.mark.parametrize(
    ("changes", "path", "issue"),
    [
        ({"receivedPayments": [{"month": "2026-12"}]}, "receivedPayments[0].month", "outOfRange"),
        ({"applicationDate": None}, "applicationDate", "requiredInput"),
        ({"children": []}, "children", "schemaViolation"),
        (
            {"title": {"kind": "judgment", "date": "2022-03-10", "indexation": "none"}},
            "title.served",
            "requiredInput",
        ),
    ],
)
def test_invalid_request_gets_issue_naming_field(changes, path, issue):
    reply = post_json(PATH, request(**changes))
    assert reply.status == 400
    assert reply.issues.get(path) == issue


def test_button_shows_months_since_title():
    reply = post_form(PATH, form(intent="showMonths"))
    assert reply.status == 200
    assert [month for _, month in ROWS.findall(reply.body)] == ["2026-11", "2026-10", "2026-09"]


def test_old_title_shows_the_twelve_months_that_count():
    fields = form(intent="showMonths", **{"title.date": "01/02/2015"})
    months = [month for _, month in ROWS.findall(post_form(PATH, fields).body)]
    assert (len(months), months[0], months[-1]) == (12, "2026-11", "2025-12")


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_gives_answer_in_every_language(language):
    rows = {
        f"receivedPayments[{n}].{name}": value
        for n, (month, amount) in enumerate(
            [("2026-09", "100,00"), ("2026-10", ""), ("2026-11", "150")]
        )
        for name, value in (("month", month), ("amount", amount))
    }
    reply = post_form(PATH, form(language=language, **rows))
    assert reply.status == 200
    catalog = catalog_of(language)
    sentence = catalog.gettext(
        "eligibility.verdict.open.sentence", day=catalog.full_day(date(2026, 11, 21))
    )
    assert text_of(sentence) in text_of(reply.body)
