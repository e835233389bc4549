"""The codes of answers are those that the description lists, and only those."""

from functions.calculators.registry import CALCULATORS
from tests.api.events import post_json
from tests.golden.cases import cases
from tools.openapi.codes import code_schemas

CALCULATIONS = {f"/{entry.operation}": name for name, entry in CALCULATORS.items()}


def coded(contract, schema, answer):
    """Every value that takes its codes from a list, with the name of the list."""
    if "$ref" in schema:
        schema = contract["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if "x-codes" in schema:
        yield schema["x-codes"], answer
    elif isinstance(answer, dict):
        for name, inner in answer.items():
            yield from coded(contract, schema["properties"][name], inner)
    elif isinstance(answer, list):
        for entry in answer:
            yield from coded(contract, schema["items"], entry)


def lists(contract):
    schemas = contract["components"]["schemas"]
    return {name: set(schemas[name]["enum"]) for name in code_schemas()}


def answer_schema(contract, path):
    content = contract["paths"][path]["post"]["responses"]["200"]["content"]
    return content["application/json"]["schema"]


def requests(contract):
    """Every example of the description, and every request that a golden case works out."""
    for path in CALCULATIONS:
        content = contract["paths"][path]["post"]["requestBody"]["content"]["application/json"]
        yield from ((path, example["value"]) for example in content["examples"].values())
    for case in cases():
        yield f"/{CALCULATORS[case.calculator].operation}", case.request


def test_every_code_of_every_answer_is_listed(contract):
    known = lists(contract)
    seen = set()
    for path, request in requests(contract):
        answer = post_json(path, request).json
        for name, code in coded(contract, answer_schema(contract, path), answer):
            assert code in known[name], (path, name, code)
            seen.add(name)
    assert seen == set(known)


def test_every_member_of_answer_that_is_code_names_its_list_or_lists_its_values(contract):
    coded_members = {"code", "rule", "act", "status", "meaning", "outcome", "reason", "kind"}
    schemas = contract["components"]["schemas"]
    for name in ("Step", "Note", "KeyDate", "LegalDate", "Document", "Source", "Condition"):
        for member in coded_members & schemas[name]["properties"].keys():
            schema = schemas[name]["properties"][member]
            assert "x-codes" in schema or "enum" in schema, f"{name}.{member}"
