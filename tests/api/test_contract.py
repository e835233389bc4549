"""The contract against the Belgian interoperability guide, rule by rule, and against the code."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
from openapi_spec_validator import validate

from functions.calculators.registry import CALCULATORS
from tests.api.events import call, post_json
from tests.support.schemas import check, filled_in

FUNCTIONS = Path(__file__).parents[2] / "functions"
LOWER_CAMEL = re.compile(r"[a-z][a-zA-Z0-9]*")
UPPER_CAMEL = re.compile(r"[A-Z][a-zA-Z0-9]*")
METHODS = ("get", "post", "put", "delete", "patch")
CALCULATIONS = {f"/{entry.operation}": name for name, entry in CALCULATORS.items()}


def operations(contract):
    for path, item in contract["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method]


def schemas_in(node):
    """Every schema in a part of the contract, nested ones included."""
    if isinstance(node, dict):
        if "type" in node and isinstance(node["type"], str):
            yield node
        for entry in node.values():
            yield from schemas_in(entry)
    elif isinstance(node, list):
        for entry in node:
            yield from schemas_in(entry)


def test_oas_contra_contract_is_valid_openapi_3_0(contract):
    assert contract["openapi"].startswith("3.0.")
    validate(contract)


def test_oas_yaml_json_description_equals_yaml(contract):
    assert json.loads(call("GET", "/doc/openapi.json").body) == contract


def test_uri_format_base_path_names_api_and_major_version(contract):
    assert contract["servers"] == [{"url": "/api/alimenta/v1"}]
    assert re.fullmatch(r"1\.\d+", contract["info"]["version"])


def test_uri_notat_no_path_ends_in_slash(contract):
    assert not [path for path in contract["paths"] if path.endswith("/")]


def test_uri_extens_only_contract_has_extension(contract):
    extended = [path for path in contract["paths"] if "." in path]
    assert extended == ["/doc/openapi.yaml", "/doc/clients/openapi.json", "/doc/openapi.json"]


def test_path_param_segments_and_parameters_are_in_lower_camel_case(contract):
    for path in contract["paths"]:
        for segment in path.strip("/").split("/"):
            assert LOWER_CAMEL.fullmatch(segment.strip("{}").split(".")[0]), path


def test_ctl_res_simulators_are_controllers_called_with_post(contract):
    for path in CALCULATIONS:
        assert [m for m in METHODS if m in contract["paths"][path]] == ["post"]


def test_sens_dat_no_personal_answer_is_parameter(contract):
    for path in CALCULATIONS:
        parameters = contract["paths"][path]["post"].get("parameters", [])
        assert parameters in ([], [{"$ref": "#/components/parameters/Select"}])


def test_openapi_opid_each_operation_has_its_own_lower_camel_case_id(contract):
    ids = [operation["operationId"] for _, _, operation in operations(contract)]
    assert len(set(ids)) == len(ids)
    assert all(LOWER_CAMEL.fullmatch(name) for name in ids)


def test_opbody_req_each_body_states_that_it_is_required(contract):
    bodies = [o["requestBody"] for _, _, o in operations(contract) if "requestBody" in o]
    assert bodies
    assert all(body["required"] is True for body in bodies)


def test_oas_descr_each_operation_has_summary_and_each_property_description(contract):
    for _, _, operation in operations(contract):
        assert operation["summary"]
    for name, schema in contract["components"]["schemas"].items():
        assert schema["description"], name
        for member, inner in schema.get("properties", {}).items():
            assert "$ref" in inner or inner["description"], f"{name}.{member}"


def test_oas_tags_each_operation_has_one_declared_capitalised_tag(contract):
    declared = [tag["name"] for tag in contract["tags"]]
    assert all(word[0].isupper() for tag in declared for word in tag.split())
    for _, _, operation in operations(contract):
        assert len(operation["tags"]) == 1
        assert operation["tags"][0] in declared


def test_oas_comp_components_are_in_upper_camel_case(contract):
    names = [n for kind in contract["components"].values() for n in kind if n != "ETag"]
    assert all(UPPER_CAMEL.fullmatch(name) for name in names)


def test_jsn_naming_properties_are_in_lower_camel_case(contract):
    for schema in schemas_in(contract["components"]["schemas"]):
        for member in schema.get("properties", {}):
            assert isinstance(member, str)
            assert LOWER_CAMEL.fullmatch(member), member


def test_jsn_null_nothing_may_be_null(contract):
    assert not [s for s in schemas_in(contract) if s.get("nullable") or "null" in s.get("enum", [])]


def test_evo_object_every_json_answer_is_object(contract):
    for _, _, operation in operations(contract):
        for response in operation["responses"].values():
            media = filled_in(contract, response)["content"]
            for name, content in media.items():
                if name.endswith("json"):
                    assert content["schema"]["type"] == "object"


def test_prop_req_required_members_are_properties(contract):
    for schema in schemas_in(contract):
        assert set(schema.get("required") or ()) <= set(schema.get("properties") or ()) or (
            schema.get("required") is True
        )


def test_addi_prop_requests_in_json_take_no_unknown_property(contract):
    for path in CALCULATIONS:
        content = contract["paths"][path]["post"]["requestBody"]["content"]
        for schema in schemas_in(filled_in(contract, content["application/json"]["schema"])):
            if schema["type"] == "object":
                assert schema["additionalProperties"] is False


def test_dec_type_no_value_is_number_with_decimals(contract):
    assert not [schema for schema in schemas_in(contract) if schema["type"] == "number"]


def test_sch_oneof_no_schema_uses_one_of(contract):
    text = json.dumps(contract)
    assert not re.search(r'"(oneOf|anyOf|allOf|not)":', text)


def test_prb_defaul_each_operation_has_default_problem_and_lists_no_other(contract):
    for _, _, operation in operations(contract):
        others = {"recordDecision": {"201"}, "sendContactMessage": {"202"}}
        made = others.get(operation["operationId"], set())
        assert set(operation["responses"]) == {"200", "default"} | made
        assert operation["responses"]["default"] == {"$ref": "#/components/responses/Problem"}


def test_gen_header_no_operation_lists_general_headers(contract):
    for _, _, operation in operations(contract):
        headers = [p["name"] for p in operation.get("parameters", ()) if p.get("in") == "header"]
        assert not headers or headers == ["Idempotency-Key"]


def test_oas_exampl_every_example_is_valid_against_its_schema(contract):
    seen = 0
    for content in contents(contract):
        named = [entry["value"] for entry in content.get("examples", {}).values()]
        for example in [*named, *([content["example"]] if "example" in content else [])]:
            check(contract, content["schema"], example)
            seen += 1
    assert seen > 6


def contents(contract):
    for _, _, operation in operations(contract):
        yield from operation.get("requestBody", {}).get("content", {}).values()
        for response in operation["responses"].values():
            yield from filled_in(contract, response)["content"].values()


def test_every_path_names_its_function(contract):
    for path, item in contract["paths"].items():
        assert (FUNCTIONS / "handlers" / f"{item['x-function']}.py").is_file(), path


def test_every_operation_is_answered_by_its_handler(contract):
    for path, method, operation in operations(contract):
        names = {
            "parameterName": "advanceCap",
            "problemType": "urn:problem-type:belgif:badRequest",
            "decisionId": "0" * 32,
        }
        if "{formName}" in path or "{letterName}" in path:
            parameter = operation["parameters"][0]
            names[parameter["name"]] = parameter["schema"]["example"]
        reply = call(method.upper(), path.format(**names))
        expected = 415 if "requestBody" in operation else 200
        if "x-authorization" in contract["paths"][path]:
            expected = 403
        assert reply.status == expected, path


def examples(contract):
    for path in CALCULATIONS:
        content = contract["paths"][path]["post"]["requestBody"]["content"]["application/json"]
        for name, example in content["examples"].items():
            yield path, name, example["value"]


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_every_example_gets_response_valid_by_schema_in_every_language(contract, language):
    for path, name, example in examples(contract):
        reply = post_json(path, example, language)
        assert reply.status == 200, name
        assert reply.headers["Content-Language"] == language
        answer = contract["paths"][path]["post"]["responses"]["200"]["content"]
        check(contract, answer["application/json"]["schema"], reply.json)


def test_four_languages_give_same_figures(contract):
    def bare(node):
        """The answer without what is worded."""
        if isinstance(node, dict):
            words = ("text", "title", "independence", "href")
            return {key: bare(entry) for key, entry in node.items() if key not in words}
        return [bare(entry) for entry in node] if isinstance(node, list) else node

    for path, _, example in examples(contract):
        answers = [bare(post_json(path, example, la).json) for la in ("fr", "nl", "de", "en")]
        assert all(answer == answers[0] for answer in answers)


def test_every_response_ends_with_explanation_notes_and_independence(contract):
    for path, name, example in examples(contract):
        members = list(post_json(path, example).json)
        assert members[-3:] == ["explanation", "notes", "independence"], name


def test_no_answer_holds_null(contract):
    for path, _, example in examples(contract):
        assert "null" not in re.sub(r'"[^"]*"', "", post_json(path, example).body)


def test_every_response_schema_forbids_unnamed_members(contract):
    for path, _, example in examples(contract):
        schema = contract["paths"][path]["post"]["responses"]["200"]["content"]
        known = closed(filled_in(contract, schema["application/json"]["schema"]))
        jsonschema.Draft7Validator(known).validate(post_json(path, example).json)


def closed(schema):
    """The same schema, refusing what it does not name."""
    if isinstance(schema, dict):
        inner = {key: closed(entry) for key, entry in schema.items()}
        return inner | {"additionalProperties": False} if "properties" in schema else inner
    return [closed(entry) for entry in schema] if isinstance(schema, list) else schema
