"""The renewals of advances, through the API and the page."""

import pytest

from functions.i18n.catalog import LANGUAGES
from tests.api.conftest import text_of
from tests.api.events import post_form, post_json, renewals, renewals_form

RENEWALS = "/planRenewals"


def test_plan_has_its_periods_and_its_last_day():
    result = post_json(RENEWALS, renewals()).json
    assert result["lastDay"] == "2028-06-30"
    assert result["endsBy"] == "education"
    assert result["periods"][0] == {
        "firstDay": "2026-07-15",
        "lastDay": "2027-01-14",
        "prepareFrom": "2026-12-16",
        "isConditional": True,
    }
    assert result["periods"][-1] == {
        "firstDay": "2028-01-15",
        "lastDay": "2028-06-30",
        "isConditional": True,
    }


def test_renewal_days_are_in_chronological_order():
    days = [found["date"] for found in post_json(RENEWALS, renewals()).json["dates"]]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("changes", "issues"),
    [
        ({"grantedOn": "2028-01-01"}, {"grantedOn": "outOfRange"}),
        ({"birthDate": "1999-01-01"}, {"grantedOn": "outOfRange"}),
        ({"educationUntil": "2026-07-14"}, {"educationUntil": "outOfRange"}),
    ],
)
def test_days_that_contradict_each_other_are_refused(changes, issues):
    assert post_json(RENEWALS, renewals(**changes)).issues == issues


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("language", LANGUAGES)
def test_page_shows_every_sentence_of_json_response(language):
    result = post_json(RENEWALS, renewals(), language).json
    reply = post_form(RENEWALS, renewals_form(language=language))
    assert reply.status == 200
    shown = text_of(reply.body)
    for step in result["explanation"]:
        assert " ".join(step["text"].split()) in shown
