"""The codes of answers are those that the description lists, and only those."""

from functions.calculators.registry import CALCULATORS
from tests.api.events import post_json
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


def test_every_code_of_every_example_is_listed(contract):
    known = lists(contract)
    seen = set()
    for path in CALCULATIONS:
        content = contract["paths"][path]["post"]["requestBody"]["content"]["application/json"]
        for example in content["examples"].values():
            answer = post_json(path, example["value"]).json
            for name, code in coded(contract, answer_schema(contract, path), answer):
                assert code in known[name], (path, name, code)
                seen.add(name)
    assert seen == set(known)
