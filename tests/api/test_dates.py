"""Deadlines and appeal dates, through the API and the page."""

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from tests.api.conftest import text_of
from tests.api.events import (
    appeal,
    appeal_form,
    deadline,
    deadline_form,
    post_form,
    post_json,
)

DEADLINES, APPEAL = "/findDeadlines", "/findAppealDates"


def codes(reply):
    return [found["code"] for found in reply.json["dates"]]


def test_time_limit_states_how_it_was_counted():
    found = post_json(DEADLINES, deadline()).json["dates"][-1]
    counted = {name: found[name] for name in ("firstDay", "countedTo", "isMoved", "date")}
    assert counted == {
        "firstDay": "2026-03-12",
        "countedTo": "2026-04-11",
        "isMoved": True,
        "date": "2026-04-13",
    }


def test_only_past_events_have_day():
    assert codes(post_json(APPEAL, {"informedOn": "2026-03-02"})) == ["appealStart", "commission"]


def test_everything_that_happened_has_its_day():
    assert codes(post_json(APPEAL, appeal())) == [
        "appealStartParticularsMissing",
        "commission",
        "labourCourtStart",
        "labourCourt",
        "acknowledgement",
    ]


@pytest.mark.parametrize("day", ["2004-05-31", "2028-01-01"])
def test_event_outside_known_law_is_refused(day):
    assert post_json(DEADLINES, deadline(eventDate=day)).issues == {"eventDate": "outOfRange"}


@pytest.mark.parametrize("name", ["complaintOn", "commissionInformedOn", "requestSentOn"])
def test_date_before_decision_is_refused(name):
    assert post_json(APPEAL, appeal(**{name: "2026-03-01"})).issues == {name: "outOfRange"}


def test_complaint_after_last_day_is_refused():
    reply = post_json(APPEAL, {"informedOn": "2026-03-02", "complaintOn": "2026-06-06"})
    assert reply.issues == {"complaintOn": "outOfRange"}


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("path", "form", "document"),
    [
        (DEADLINES, deadline_form, deadline()),
        (APPEAL, appeal_form, {"informedOn": "2026-03-02"}),
    ],
)
def test_page_shows_every_sentence_of_json_response(language, path, form, document):
    result = post_json(path, document, language).json
    reply = post_form(path, form(language=language))
    assert reply.status == 200
    shown = text_of(reply.body)
    for step in result["explanation"]:
        assert " ".join(step["text"].split()) in shown
    assert catalog_of(language).gettext("common.legal_dates.heading") in shown
