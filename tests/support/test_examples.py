"""Every operation of the API description is found as soon as it has an example."""

import json

from functions.reference import api_description
from tests.support.examples import JSON, KEY_HEADER, Call, calculator_calls, calls

DOCUMENT = api_description.document()
TOY = {
    "servers": [{"url": "https://toy.example/api/toy/v1"}],
    "paths": {
        "/colours": {"x-function": "paint", "get": {}},
        "/colours/{name}": {"x-function": "paint", "get": {}},
        "/mix": {
            "x-function": "mix",
            "post": {
                "requestBody": {"content": {JSON: {"examples": {"é": {"value": {"a": "é"}}}}}}
            },
        },
    },
}


def toy(**post):
    document = json.loads(json.dumps(TOY))
    document["paths"]["/mix"]["post"].update(post)
    return calls(document)


def test_calls_hold_every_operation_whose_path_is_known():
    found = {(call.method.lower(), call.path) for call in calls()}
    base = DOCUMENT["servers"][0]["url"]
    without_parameter = {
        (method, base + path)
        for path, item in DOCUMENT["paths"].items()
        for method in ("get", "post")
        if method in item and "{" not in path
    }
    assert without_parameter < found
    named = {path.removeprefix(base).split("/")[1] for _, path in found - without_parameter}
    fills = {"fillAdvanceForm", "fillArrearsForm", "fillWaiverForm"}
    assert named == fills | {"writeLetter", "decisions"}
    assert not any("{" in path for _, path in found)


def test_calls_are_read_from_description_alone():
    assert toy() == (
        Call(function="paint", method="GET", path="/api/toy/v1/colours"),
        Call(function="mix", method="POST", path="/api/toy/v1/mix", body='{"a": "é"}'),
    )


def test_call_that_stores_or_is_signed_is_not_repeatable():
    every = {(call.method, call.path.rpartition("/")[2]): call for call in calls()}
    message, decision = every["POST", "contactMessages"], every["POST", "decisions"]
    assert (message.needs_key, message.is_signed, message.is_repeatable) == (True, False, False)
    assert (decision.needs_key, decision.is_signed, decision.is_repeatable) == (True, True, False)
    assert every["GET", "decisions"].is_signed
    assert every["POST", "calculateWaiver"].is_repeatable
    assert every["GET", "health"].is_repeatable


def test_only_required_key_makes_call_need_one():
    def needs_key(**parameter):
        return toy(parameters=[{"in": "header", **parameter}])[-1].needs_key

    assert needs_key(name=KEY_HEADER, required=True)
    assert not needs_key(name=KEY_HEADER)
    assert not needs_key(name="Accept", required=True)


def test_calculator_calls_cover_all_calculators_and_nothing_else():
    found = calculator_calls()
    assert len({call.path for call in found}) == 14
    assert not any("contact" in call.path or "fill" in call.path for call in found)
