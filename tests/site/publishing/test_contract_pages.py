"""The pages on the API show the contract as it is, and examples that the functions answer."""

import json

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.reference.api_description import document
from publishing.contract import operations, schemas
from publishing.worked_examples import worked_examples


def test_every_operation_of_contract_is_shown():
    expected = {
        operation["operationId"]
        for item in document()["paths"].values()
        for method, operation in item.items()
        if method in {"get", "post", "put", "delete", "patch"}
    }
    assert {operation["id"] for operation in operations()} == expected


def test_every_schema_of_contract_is_shown_with_its_properties():
    shown = {
        schema["name"]: {part["name"] for part in schema["properties"]} for schema in schemas()
    }
    expected = {
        name: set(schema.get("properties", {}))
        for name, schema in document()["components"]["schemas"].items()
    }
    assert shown == expected


def test_every_schema_link_target_exists():
    names = {schema["name"] for schema in schemas()}
    parts = [part for schema in schemas() for part in (schema, *schema["properties"])]
    for operation in operations():
        parts += operation["requests"]
        parts += [part for response in operation["responses"] for part in response["contents"]]
    assert {part["schema"] for part in parts} - {""} <= names


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_calculation_has_worked_example_with_its_steps(language):
    worked = {example["id"]: example for example in worked_examples(catalog_of(language))}
    assert worked.keys() == {o["id"] for o in operations() if o["calculates"]}
    assert all(example["steps"] for example in worked.values())


def test_steps_of_example_are_those_of_answer_and_cite_their_text():
    (example,) = (e for e in worked_examples(catalog_of("en")) if e["id"] == "simulateAdvances")
    first = example["steps"][0]
    assert first["rule"] == "intervention.residenceApplicant"
    assert first["citation"].text == "act of 21 February 2003, art.\u00a06"


def test_request_that_is_shown_is_one_that_was_calculated():
    shown = {o["id"]: o["examples"][0]["value"] for o in operations() if o["examples"]}
    for example in worked_examples(catalog_of("en")):
        assert json.loads(example["request"]) == shown[example["id"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_built_page_names_every_schema_as_place_to_jump_to(pages, language):
    page = pages[f"/{language}/about/contract/"]
    assert {f"schema-{schema['name']}" for schema in schemas()} <= page.ids
    assert {f"operation-{operation['id']}" for operation in operations()} <= page.ids


@pytest.mark.parametrize("language", LANGUAGES)
def test_descriptions_of_contract_are_marked_as_english(pages, language):
    page = pages[f"/{language}/about/contract/"]
    assert len(page.all("td", lang="en")) == sum(
        len(part["properties"]) for part in schemas()
    ) + sum(len(operation["parameters"]) for operation in operations())
