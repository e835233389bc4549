import json

import pytest

from functions.calculators.base import INDEPENDENCE, NOTES, Calculator
from functions.calculators.load import load
from functions.calculators.registry import CALCULATORS
from functions.law.waiver.calculation import WaiverResult
from functions.reference import api_description
from tests.api.events import call, post_json, waiver
from tests.support.examples import calculator_calls

WAIVER = "/calculateWaiver"
JSON = "application/json"
EXAMPLES = {call.path.rpartition("/")[2]: call.body for call in calculator_calls()}


def selected(path, body, members, **headers):
    named = {"content_type": JSON, "accept_language": "fr", **headers}
    return call("POST", path, body, f"select={members}", **named)


def properties(schema, document):
    if "$ref" in schema:
        return properties(
            document["components"]["schemas"][schema["$ref"].rpartition("/")[2]], document
        )
    found = [name for part in schema.get("allOf", ()) for name in properties(part, document)]
    return [*found, *schema.get("properties", {})]


@pytest.mark.parametrize("name", CALCULATORS)
def test_selectable_members_are_those_of_api_description(name):
    document = api_description.document()
    entry = CALCULATORS[name]
    posted = document["paths"][f"/{entry.operation}"]["post"]
    schema = posted["responses"]["200"]["content"][JSON]["schema"]
    assert sorted(load(name).selectable) == sorted(properties(schema, document))
    assert {"$ref": "#/components/parameters/Select"} in posted["parameters"]


@pytest.mark.parametrize("operation", EXAMPLES)
def test_selected_members_are_same_as_in_whole_response(operation):
    path, body = f"/{operation}", EXAMPLES[operation]
    whole = post_json(path, body, "fr").json
    for member, value in whole.items():
        reply = selected(path, body, f"({member})")
        assert (reply.status, reply.json) == (200, {member: value})
    names = list(whole)[::-1][:3]
    found = selected(path, body, f"({','.join(names)})").json
    assert list(found) == [name for name in whole if name in names]


def test_explanation_that_is_not_selected_is_not_made(monkeypatch):
    def explained(_):
        raise AssertionError("explained")

    monkeypatch.setattr(WaiverResult, "explanation", property(explained))
    reply = selected(WAIVER, json.dumps(waiver()), "(waiver,outcome)")
    assert list(reply.json) == ["outcome", "waiver"]


def test_members_of_calculator_that_are_not_selected_are_not_made(monkeypatch):
    def made(*_):
        raise AssertionError("made")

    calculator = load("waiver")
    writers = dict.fromkeys(calculator.members, made)
    monkeypatch.setattr(Calculator, "members", writers, raising=False)
    document = calculator.to_json(WaiverStub(), Words(), frozenset({NOTES, INDEPENDENCE}))
    assert document == {NOTES: [], INDEPENDENCE: "common.site.independence"}


class WaiverStub:
    notes = ()


class Words:
    language = "en"

    def gettext(self, key, **_):
        return key


@pytest.mark.parametrize(
    "members",
    ["(nothing)", "(outcome,nothing)", "outcome", "()", "(outcome,)", "", "((outcome))",
     "(waiver(percentage))", "%00", "(" + "a" * 5000 + ")"],
)  # fmt: skip
def test_unknown_member_is_refused_with_names_of_known_ones(members):
    reply = selected(WAIVER, json.dumps(waiver()), members)
    assert reply.status == 400
    assert reply.issues == {"select": "schemaViolation"}
    (issue,) = reply.json["issues"]
    assert issue["in"] == "query"
    assert "outcome, isConditional, waiver" in issue["detail"]


def test_selection_given_twice_is_refused():
    assert selected(WAIVER, json.dumps(waiver()), "(outcome)&select=(waiver)").status == 400


def test_selection_applies_to_json_only():
    body = EXAMPLES["simulateAdvances"]
    reply = selected("/simulateAdvances", body, "(total)", accept="text/calendar")
    assert reply.status == 406
    page = call(
        "POST", WAIVER, "intent=calculate", "select=(outcome)",
        content_type="application/x-www-form-urlencoded",
    )  # fmt: skip
    assert page.status == 400


def test_wrong_request_with_selection_gets_same_problem():
    reply = selected(WAIVER, "{}", "(outcome)", accept_language="en")
    assert reply.issues == post_json(WAIVER, {}).issues
