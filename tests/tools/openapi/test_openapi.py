from dataclasses import replace

import pytest
import yaml

from functions.forms.definition import Kind, Question, form_definition
from functions.law.core.rule import REGISTRY
from functions.reference.api_description import YAML_FILE
from tools.openapi import schemas
from tools.openapi.generate import generated
from tools.openapi.ranges import first_days
from tools.openapi.schemas import ConflictingSchemas, request_schemas

TEXT = YAML_FILE.read_text(encoding="utf-8")
EXAMPLES_OF_TWO_EVENTS = [
    {"event": "decisionSentToCreditor", "eventDate": "2026-03-06"},
    {"event": "applicationComplete", "eventDate": "2026-03-02"},
]


def component(text, name):
    return yaml.load(text, Loader=yaml.CSafeLoader)["components"]["schemas"][name]


@pytest.fixture(autouse=True)
def without_rules_of_tests(monkeypatch):
    """Other tests of the same process define time limits of their own."""
    for code in [code for code in REGISTRY if code.startswith(("test.", "deadline.tested"))]:
        monkeypatch.delitem(REGISTRY, code)


@pytest.fixture
def change(monkeypatch):
    """Gives a form another definition: its sections as ``changed`` returns them."""

    def changed_form(name, changed):
        def definition(asked):
            form = form_definition(asked)
            if asked != name:
                return form
            sections = tuple(
                replace(
                    section,
                    questions=tuple(found for q in section.questions for found in changed(q)),
                )
                for section in form.sections
            )
            return replace(form, sections=sections)

        monkeypatch.setattr(schemas, "form_definition", definition)

    return changed_form


def test_request_schemas_of_description_are_those_of_forms():
    # After a change of questions: python3 dev.py openapi
    assert generated(TEXT) == TEXT


def test_generated_text_differs_only_in_component_that_question_changes(change):
    change("undue", lambda q: [replace(q, required=False)] if q.path == "fraud" else [q])
    before, after = (yaml.load(text, Loader=yaml.CSafeLoader) for text in (TEXT, generated(TEXT)))
    schema = before["components"]["schemas"]["UndueRequest"]
    assert schema["required"] == ["askedOn", "undue", "fraud", "payments"]
    schema["required"].remove("fraud")
    assert after == before


def test_new_question_is_described_by_its_english_label(change):
    question = Question(path="late", kind=Kind.BOOLEAN, words="fraud")
    change("undue", lambda q: [q, question] if q.path == "fraud" else [q])
    added = component(generated(TEXT), "UndueRequest")["properties"]["late"]
    assert added == {
        "description": "Does the service say that you obtained the money by fraud?",
        "type": "boolean",
    }


def test_new_object_becomes_component_after_one_that_refers_to_it(change):
    question = Question(path="bank.since", kind=Kind.DATE, words="fraud", required=True)
    change("undue", lambda q: [q, question] if q.path == "fraud" else [q])
    text = generated(TEXT)
    request = component(text, "UndueRequest")
    assert request["properties"]["bank"] == {"$ref": "#/components/schemas/Bank"}
    assert "bank" in request["required"]
    assert component(text, "Bank")["required"] == ["since"]
    assert (
        text.index("    UndueRequest:") < text.index("    Bank:") < text.index("    LaterPayment:")
    )


def test_operation_without_its_components_gets_them():
    start = TEXT.index("    UndueRequest:")
    end = TEXT.index("    UndueRecovery:")
    text = generated(TEXT[:start] + TEXT[end:])
    request, form = component(text, "UndueRequest"), component(text, "UndueForm")
    summary = "Set an undue sum off against later payments"
    assert request == component(TEXT, "UndueRequest") | {"description": summary} | {
        "properties": request["properties"]
    }
    assert form["properties"] == component(TEXT, "UndueForm")["properties"]
    assert form["description"].startswith("The form of the page. Each answer of UndueRequest")
    assert generated(text) == text


def test_component_that_two_forms_describe_differently_is_error(change):
    change("arrears", lambda q: [replace(q, required=True)] if "baseYear" in q.path else [q])
    with pytest.raises(ConflictingSchemas, match="StartIndex"):
        request_schemas(TEXT)


def test_amount_with_bounds_of_its_own_is_error(change):
    change("undue", lambda q: [replace(q, maximum="5.00")] if q.path == "undue" else [q])
    with pytest.raises(ConflictingSchemas, match="PositiveAmount, undue"):
        request_schemas(TEXT)


def test_component_that_is_in_no_request_is_not_generated():
    assert not {"MonetaryValue", "Amount", "Step", "ContactForm"} & request_schemas(TEXT).keys()


def test_member_without_effect_in_one_operation_is_required_in_none():
    made = request_schemas(TEXT)
    assert made["MaintenanceTitle"]["required"] == ["date", "indexation"]
    assert made["Child"]["required"] == ["monthlyMaintenance"]


def test_lists_of_codes_are_those_of_product():
    made = request_schemas(TEXT)
    assert "indexation.adapted" in made["RuleCode"]["enum"]
    assert "twoReadings" in made["NoteCode"]["enum"]
    assert "appealWithoutDecision" not in made["DateMeaning"]["enum"]
    assert {"appealWithoutDecisionFirstDay", "appealWithoutDecisionLastDay"} <= set(
        made["DateMeaning"]["enum"]
    )


def test_first_day_is_that_of_every_example():
    days = first_days("deadlines", EXAMPLES_OF_TWO_EVENTS)
    assert days == {}
    assert first_days("deadlines", EXAMPLES_OF_TWO_EVENTS[:1]) == {"eventDate": "2020-06-01"}


def test_bound_that_is_another_answer_is_no_first_day():
    examples = [{"informedOn": "2026-03-02", "complaintOn": "2026-04-10"}]
    assert first_days("appeal", examples) == {"informedOn": "2019-01-01"}
