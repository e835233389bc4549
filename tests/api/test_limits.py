"""The operation on the table of limits, in JSON and on its page."""

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from tests.api.events import post_form, post_json

pytestmark = pytest.mark.usefixtures("pages")
PATH = "/calculateLimits"


def request(**changes):
    return {"requestDate": "2026-11-21"} | changes


def form(**changes):
    return {
        "language": "en",
        "requestDate": "21/11/2026",
        "parameterSet": "published",
        "ownLimits.minimum": "",
        "ownLimits.maximum": "",
        "ownLimits.flatReduction": "",
        "household.resources": "",
        "household.childrenWithChildBenefit": "",
    } | changes


def test_table_goes_from_minimum_to_above_maximum():
    result = post_json(PATH, request()).json
    assert (result["minimum"], result["maximum"]) == ("1128.00", "1692.00")
    assert len(result["rows"]) == 11
    assert result["rows"][1]["limits"] == {
        "agency": "1190.67",
        "exact": "1190.66",
        "each": "1190.67",
    }
    assert result["rows"][1]["waived"] == {"decreasing": "90.00", "literal": "10.00"}
    assert "limits" not in result["rows"][-1]
    assert "household" not in result


def test_household_band_is_given_for_each_rounding():
    result = post_json(PATH, request(household={"resources": "1253.34", "partner": False})).json
    places = {place["rounding"]: place["band"] for place in result["household"]["places"]}
    assert places == {"agency": 2, "exact": 3, "each": 3}


@pytest.mark.parametrize(
    ("changes", "path", "issue"),
    [
        ({"requestDate": "2010-01-01"}, "requestDate", "outOfRange"),
        ({"parameterSet": "own"}, "ownLimits.minimum", "requiredInput"),
        ({"household": {"partner": True}}, "household.resources", "requiredInput"),
        ({"household": {"resources": "1.00"}}, "household.partner", "requiredInput"),
    ],
)
def test_invalid_request_gets_issue_naming_field(changes, path, issue):
    reply = post_json(PATH, request(**changes))
    assert reply.status == 400
    assert reply.issues.get(path) == issue


def test_estimate_before_its_first_day_is_refused_with_its_bounds():
    reply = post_json(PATH, request(parameterSet="estimate", requestDate="2020-08-31"))
    assert (reply.status, list(reply.issues)) == (400, ["parameterSet"])
    assert "2020" in str(reply.json["issues"])


@pytest.mark.parametrize("day", ["2026-08-31", "2026-09-01", "2027-12-31"])
def test_estimate_is_answered_to_the_last_day_of_the_known_law(day):
    reply = post_json(PATH, request(parameterSet="estimate", requestDate=day))
    assert (reply.status, reply.json["parameterSet"]) == (200, "estimate")


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_gives_table_without_household(language):
    reply = post_form(PATH, form(language=language))
    assert reply.status == 200
    assert catalog_of(language).gettext("limits.table.caption") in reply.body


def test_page_marks_row_of_household():
    fields = form(**{"household.resources": "1253,34", "household.partner": "no"})
    assert 'class="is-household"' in post_form(PATH, fields).body
