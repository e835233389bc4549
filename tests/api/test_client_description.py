"""The description for client generators: the same API, in JSON alone."""

import json

import pytest
from openapi_spec_validator import validate

from functions.calculators.registry import CALCULATORS
from functions.reference.client_description import EXAMPLES, METHODS, OURS, as_client_json
from tests.api.events import call
from tests.support.schemas import check
from tools.openapi.examples import as_text, response_examples

CALCULATIONS = [f"/{entry.operation}" for entry in CALCULATORS.values()]


@pytest.fixture(scope="module")
def described():
    return json.loads(as_client_json())


def nodes(node):
    if isinstance(node, dict):
        yield node
        for name, inner in node.items():
            if name not in {"example", "examples"}:
                yield from nodes(inner)
    elif isinstance(node, list):
        for entry in node:
            yield from nodes(entry)


def test_description_for_clients_is_valid_openapi_3_0(described):
    assert described["openapi"] == "3.0.3"
    validate(described)


def test_description_for_clients_is_served(described):
    reply = call("GET", "/doc/clients/openapi.json")
    assert (reply.status, reply.json) == (200, described)


def test_description_for_clients_has_json_alone(described):
    types = {media for node in nodes(described) for media in node.get("content", {})}
    assert types == {"application/json", "application/problem+json"}


def test_description_for_clients_has_no_default_and_no_keyword_of_ours(described):
    assert not [
        node for node in nodes(described) if isinstance(node.get("type"), str) and "default" in node
    ]
    assert not [node for node in nodes(described) if set(OURS) & node.keys()]


def test_description_for_clients_has_every_calculation_with_its_examples(described, contract):
    for path in CALCULATIONS:
        mine, whole = (one["paths"][path]["post"]["requestBody"] for one in (described, contract))
        assert mine["content"] == {"application/json": whole["content"]["application/json"]}


def test_every_calculation_has_valid_example_of_its_response(described):
    for path in CALCULATIONS:
        content = described["paths"][path]["post"]["responses"]["200"]["content"][
            "application/json"
        ]
        check(described, content["schema"], content["example"])


def test_every_component_is_used(described):
    text = json.dumps(described)
    for kind, entries in described["components"].items():
        for name in entries:
            is_used = f'"#/components/{kind}/{name}"' in text or f'"x-codes": "{name}"' in text
            assert is_used, name


def test_every_operation_has_problem_as_default(described):
    operations = [
        item[method] for item in described["paths"].values() for method in METHODS if method in item
    ]
    assert all(one["responses"]["default"]["$ref"] for one in operations)


def test_bounds_and_defaults_are_said_in_words(described):
    schemas = described["components"]["schemas"]
    months = schemas["AdvanceApplication"]["properties"]["months"]
    assert months["description"] == "How many months the schedule covers. If absent: 24"
    amount = schemas["PositiveAmount"]["description"]
    assert amount.endswith("From 0.01 to 1000000.00")
    asked = schemas["WaiverRequest"]["properties"]["requestDate"]["description"]
    assert "From 2019-01-01 on" in asked


def test_title_and_child_have_one_shape(described):
    schemas = described["components"]["schemas"]
    requests = ("AdvanceApplication", "EligibilityRequest", "ArrearsRequest", "IndexationRequest")
    titles = {schemas[name]["properties"]["title"]["$ref"] for name in requests}
    children = {schemas[name]["properties"]["children"]["items"]["$ref"] for name in requests[:3]}
    assert (len(titles), len(children)) == (1, 1)


def test_examples_of_responses_are_those_of_today(contract):
    # After a change of an answer: python3 dev.py openapi
    assert EXAMPLES.read_text(encoding="utf-8") == as_text(response_examples(contract))


def test_deprecated_member_says_since_when_and_what_replaces_it(described):
    found = [node for node in nodes(described) if node.get("deprecated") is True]
    assert found
    assert all("Deprecated since 20" in node["description"] for node in found)
