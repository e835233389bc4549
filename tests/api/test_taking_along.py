"""What a reader takes along of a result: its days as a calendar file, its summary on one page."""

import json
import re

import pytest

from functions.forms.definition import form_definition
from functions.i18n.catalog import LANGUAGES, catalog_of
from tests.api.conftest import text_of
from tests.api.events import (
    application,
    application_form,
    call,
    deadline,
    deadline_form,
    post_form,
    post_json,
    renewals,
    renewals_form,
    waiver_form,
)
from tests.api.test_contract import CALCULATIONS, examples
from tests.unit.exports.calendar_reader import events

CALENDAR = "text/calendar"
SAVE = {"intent": "calendar"}
SUMMARIZE = {"intent": "summary"}
CLOSED = {"applicantLivesInBelgium": False}
FORMS = {
    "/simulateAdvances": application_form,
    "/findDeadlines": deadline_form,
    "/planRenewals": renewals_form,
}
WITH_DAYS = [
    path for path, name in CALCULATIONS.items() if "calendar" in form_definition(name).offers
]


def offered_by(body):
    """What a result offers to take along."""
    return body.partition('id="result-take-along"')[2].partition("</section>")[0]


def as_calendar(path, document, language="en", accept=CALENDAR):
    return call(
        "POST",
        path,
        json.dumps(document),
        content_type="application/json",
        accept=accept,
        accept_language=language,
    )


def test_calendar_is_sent_as_attachment():
    reply = as_calendar("/findDeadlines", deadline())
    assert reply.status == 200
    assert reply.headers["Content-Type"] == "text/calendar; charset=utf-8"
    disposition = reply.headers["Content-Disposition"]
    assert disposition == 'attachment; filename="alimenta-deadlines.ics"'
    assert reply.headers["Content-Language"] == "en"
    assert reply.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("language", LANGUAGES)
def test_calendar_has_days_of_result_in_request_language(language):
    catalog = post_json("/planRenewals", renewals(), language).json["dates"]
    found = events(as_calendar("/planRenewals", renewals(), language).body)
    assert [str(event.day) for event in found] == [one["date"] for one in catalog]
    titles = [event.properties["SUMMARY"] for event in found]
    assert titles == [f"{one['title']} (Alimenta)" for one in catalog]


def test_every_example_with_days_is_available_as_calendar(contract):
    seen = set()
    for path, _, example in examples(contract):
        reply = as_calendar(path, example)
        if reply.status == 200:
            assert events(reply.body)
            seen.add(path)
    assert seen == set(WITH_DAYS)


def test_api_description_lists_operations_with_calendar(contract):
    catalog = {
        path
        for path in CALCULATIONS
        if CALENDAR in contract["paths"][path]["post"]["responses"]["200"]["content"]
    }
    assert catalog == set(WITH_DAYS)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/calendar;q=0.5, application/json", "application/json"),
        ("text/calendar, application/json;q=0.5", "text/calendar; charset=utf-8"),
        ("text/*", "text/calendar; charset=utf-8"),
    ],
)
def test_json_is_returned_unless_calendar_has_higher_quality(accept, media_type):
    reply = as_calendar("/findDeadlines", deadline(), accept=accept)
    assert reply.headers["Content-Type"] == media_type


def test_result_without_days_cannot_be_calendar():
    reply = as_calendar("/simulateAdvances", application(**CLOSED))
    assert reply.status == 406
    both = "text/calendar, application/json;q=0.1"
    reply = as_calendar("/simulateAdvances", application(**CLOSED), accept=both)
    assert (reply.status, reply.headers["Content-Type"]) == (200, "application/json")


def test_operation_without_days_refuses_calendar():
    reply = as_calendar("/setOffUndueSum", {})
    assert reply.status == 406


def test_wrong_answers_are_problem_and_no_calendar():
    reply = as_calendar("/findDeadlines", {})
    assert (reply.status, reply.headers["Content-Type"]) == (400, "application/problem+json")


def test_calendar_holds_resulting_days_and_no_input():
    secret = application(
        children=[{"birthDate": "2015-05-03", "monthlyMaintenance": "151.37"}],
    )
    text = as_calendar("/simulateAdvances", secret).body
    assert events(text)
    assert not re.search(r"151|2015|20150503", text)


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("path", FORMS)
def test_button_of_page_saves_same_days(path):
    reply = post_form(path, FORMS[path](**SAVE))
    assert reply.status == 200
    assert reply.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert reply.headers["Content-Disposition"].startswith("attachment; ")
    shown = post_form(path, FORMS[path]()).body
    for found in events(reply.body):
        assert catalog_of("en").format(found.day) in shown


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("path", FORMS)
def test_result_offers_calendar_and_summary_but_form_does_not(path):
    result = post_form(path, FORMS[path]()).body
    assert re.findall(r'value="(summary|calendar)"', offered_by(result)) == ["summary", "calendar"]
    # A file or another page comes in answer: the script must not put it in the place of the region.
    sends = re.findall(r'<button[^>]*value="(?:summary|calendar)"[^>]*>', result)
    assert all("data-plainly" in button for button in sends)
    empty = post_form(path, {"language": "en"}).body
    assert not re.search(r'value="(summary|calendar)"', empty)


@pytest.mark.usefixtures("pages")
def test_result_offers_the_forms_filled_in_and_names_what_can_be_taken_along():
    body = post_form("/simulateAdvances", application_form()).body
    sends = r'formaction="([^"#]*)" name="intent" value="personal" data-plainly'
    assert re.findall(sends, body) == [
        "/api/alimenta/v1/fillAdvanceForm/intervention",
        "/api/alimenta/v1/fillAdvanceForm/advance",
    ]
    assert re.findall(r"<span>([^<]*)</span>", offered_by(body)) == [
        catalog_of("en").gettext(f"common.take_along.{name}.button")
        for name in ("summary", "calendar", "csv", "ods")
    ]


@pytest.mark.usefixtures("pages")
def test_the_enter_key_still_calculates():
    body = post_form("/findDeadlines", deadline_form()).body
    first = re.search(r'<button type="submit"[^>]*name="intent" value="(\w+)"', body)
    assert first[1] == "calculate"


@pytest.mark.usefixtures("pages")
def test_result_without_days_has_no_calendar():
    closed = application_form(applicantLivesInBelgium="no")
    assert 'value="calendar"' not in post_form("/simulateAdvances", closed).body
    assert post_form("/simulateAdvances", closed | SAVE).status == 406


@pytest.mark.usefixtures("pages")
def test_page_without_days_has_no_such_button():
    assert post_form("/calculateWaiver", waiver_form(**SAVE)).status == 400


@pytest.mark.usefixtures("pages")
def test_wrong_answers_return_page_whatever_format_was_requested():
    for wanted in (SAVE, SUMMARIZE):
        reply = post_form("/findDeadlines", {"language": "en"} | wanted)
        assert reply.status == 400
        assert "error-summary" in reply.body


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("language", LANGUAGES)
def test_summary_is_page_of_its_own_with_verdict_and_without_form(language):
    reply = post_form("/calculateWaiver", waiver_form(language=language, **SUMMARIZE))
    catalog = catalog_of(language)
    assert reply.status == 200
    assert f"<title>{catalog.gettext('common.summary.title_prefix')}" in reply.body
    assert catalog.gettext("common.summary.heading") in reply.body
    assert catalog.gettext("common.result.estimate") in text_of(reply.body)
    assert "simulator-form" not in reply.body


@pytest.mark.usefixtures("pages")
def test_back_button_of_summary_sends_same_answers():
    reply = post_form("/simulateAdvances", application_form(**SUMMARIZE))
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', reply.body))
    typed = {name: value for name, value in application_form().items() if value}
    # The page asks for the residence once.
    assert hidden == typed | {"allLiveInBelgium": "yes"}
    button = re.findall(r'<button[^>]*name="intent" value="(\w+)"', reply.body)
    assert button == ["calculate"]
