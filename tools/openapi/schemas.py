"""The schemas of requests, made from the definitions of the forms.

Type, options, bounds, defaults, required members and buttons come from the definitions. What a
definition does not hold is kept from the description as it is: the names of components, and the
``description`` and ``example`` of each schema. A new answer is described by its English label.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import yaml

from functions.calculators.registry import CALCULATORS
from functions.forms.definition import FormDefinition, Kind, Question, form_definition
from functions.forms.tree import Node, tree_of
from functions.i18n.catalog import catalog_of
from functions.pages.kept import YES
from functions.pages.repeated_rows import CALCULATE, intent_pattern
from tools.openapi.codes import code_schemas
from tools.openapi.ranges import first_days

Schema = dict[str, Any]

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
REFERENCE = "#/components/schemas/"
LANGUAGE = "en"
"""The language of the OpenAPI description."""
CONTACT = "/contactMessages"
"""The operation of the contact form; the buttons of its page are its own."""
LETTER = "/writeLetter/{letterName}"
"""The operation of the model letters; the same holds for its page."""
FIELDS = (
    "The form of the page. Each answer of {request} is a field of that path; booleans are yes or "
    "no, dates and amounts as people write them."
)
"""The description of a new form."""
INTENT = "The button that was pressed"
NEUTRAL = "Whether a downloaded file gets a neutral name and title"
FILL = "The amount for every month that is still empty; no answer, the rows are"
TYPES = {Kind.BOOLEAN: "boolean", Kind.INTEGER: "integer"}
FORMATS = {Kind.DATE: "date", Kind.EMAIL: "email"}


class ConflictingSchemas(ValueError):
    """Two forms use one component, or a form and a value, and would describe it differently."""


def request_schemas(text: str) -> dict[str, Schema]:
    """The components of request bodies by name, each after the one that refers to it, and codes.

    ``text`` is the OpenAPI description in YAML.

    Raises:
        ConflictingSchemas: two definitions describe the same component in different ways.
    """
    document: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    made = _Components(existing=document["components"]["schemas"])
    for entry in CALCULATORS.values():
        request = _component(_operation(document, f"/{entry.operation}"), JSON)
        made.find_without_effect(tree_of(form_definition(entry.name)), request)
    for entry in CALCULATORS.values():
        form, operation = form_definition(entry.name), _operation(document, f"/{entry.operation}")
        request = _component(operation, JSON)
        examples = operation["requestBody"]["content"][JSON]["examples"].values()
        first = first_days(entry.name, [example["value"] for example in examples])
        made.add_request(form, request, operation["summary"], first)
        made.add_form(form, _component(operation, FORM), request)
    contact = _operation(document, CONTACT)
    made.add_request(form_definition("contact"), _component(contact, JSON), contact["summary"])
    letter = _operation(document, LETTER)
    made.add_request(form_definition("letters"), _component(letter, JSON), letter["summary"])
    return made.schemas | code_schemas()


def _operation(document: Mapping[str, Any], path: str) -> Mapping[str, Any]:
    operation: Mapping[str, Any] = document["paths"][path]["post"]
    return operation


def _component(operation: Mapping[str, Any], media_type: str) -> str:
    """The name of the component of a request body."""
    return _name(operation["requestBody"]["content"][media_type]["schema"])


def _name(reference: Mapping[str, str]) -> str:
    return reference["$ref"].removeprefix(REFERENCE)


@dataclass(slots=True, kw_only=True)
class _Components:
    """The components as they are, and those that are made."""

    existing: Mapping[str, Schema]
    schemas: dict[str, Schema] = field(default_factory=dict)
    without_effect: set[tuple[str, str]] = field(default_factory=set)
    """Members of a component of which some operation makes nothing: none may require them."""

    def find_without_effect(self, node: Node, name: str) -> None:
        """Note such members of that component, and of those within."""
        before = self.existing.get(name, {}).get("properties", {})
        for member, inside in node.members.items():
            was = before.get(member, {})
            if not inside.has_effect:
                self.without_effect.add((name, member))
            elif "$ref" in (reference := was.get("items", was)):
                self.find_without_effect(inside, _name(reference))

    def add_request(
        self,
        form: FormDefinition,
        name: str,
        summary: str,
        first_days: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """The request of a form in JSON; ``summary`` describes a new one.

        ``first_days``: the first day that is accepted for a date, by the path of the answer.
        """
        _Request(form=form, components=self, first_days=first_days).object(
            tree_of(form), name, summary
        )

    def add_form(self, form: FormDefinition, name: str, request: str) -> None:
        """The request of a form as its page sends it, with the answers of ``request``."""
        was = self.existing.get(name, {})
        fields: Schema = {
            "language": {"$ref": f"{REFERENCE}Language"},
            "intent": _intent(form),
        }
        if form.offers:
            fields["neutral"] = {"description": NEUTRAL, "type": "string", "enum": [YES]}
        if form.table is not None:
            fields["fill"] = {"description": FILL, "type": "string"}
        self.set(
            name,
            {
                "description": was.get("description", FIELDS.format(request=request)),
                "type": "object",
                "properties": fields,
                "additionalProperties": {"type": "string"},
            },
        )

    def set(self, name: str, schema: Schema) -> None:
        """Keep a component.

        Raises:
            ConflictingSchemas: another form describes it differently.
        """
        if self.schemas.setdefault(name, schema) != schema:
            raise ConflictingSchemas(name)

    def value(self, question: Question) -> Schema:
        """A reference to the component of an amount, an index or a month.

        Raises:
            ConflictingSchemas: the component has other bounds than the question.
        """
        name = {Kind.INDEX: "IndexFigure", Kind.MONTH: "YearMonth"}.get(question.kind, "Amount")
        if name == "Amount" and question.default is not None:
            name = "OptionalAmount"
        elif name == "Amount" and question.minimum != "0.00":
            name = "PositiveAmount"
        bounds = tuple(self.existing[name].get(x) for x in ("x-minimum", "x-maximum", "default"))
        if bounds != (question.minimum, question.maximum, question.default):
            raise ConflictingSchemas(f"{name}, {question.path}")
        return {"$ref": f"{REFERENCE}{name}"}


def _intent(form: FormDefinition) -> Schema:
    """The buttons of the page: a list where each has one name, else a pattern."""
    pattern = intent_pattern(form)
    names = pattern.removeprefix("^(").removesuffix(")$").split("|")
    buttons = {"enum": names} if all(name.isalpha() for name in names) else {"pattern": pattern}
    return {"description": INTENT, "type": "string", **buttons, "default": CALCULATE}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    """The schemas of one request in JSON."""

    form: FormDefinition
    components: _Components
    first_days: Mapping[str, str]

    def object(self, node: Node, name: str, said: str) -> None:
        """Make the component of an object, and those of its members."""
        was = self.components.existing.get(name, {})
        before = was.get("properties", {})
        schema: Schema = {
            "description": was.get("description", said),
            "type": "object",
            "additionalProperties": False,
        }
        # Its place is before the components of its members.
        self.components.schemas.setdefault(name, schema)
        made = {
            member: self._member(member, inside, before.get(member, {}))
            for member, inside in node.members.items()
        }
        required = [
            member
            for member, inside in node.members.items()
            if _is_required(inside) and (name, member) not in self.components.without_effect
        ]
        if required:
            schema["required"] = required
        schema["properties"] = made
        self.components.set(name, schema)

    def _member(self, name: str, node: Node, was: Schema) -> Schema:
        if node.question is not None:
            return self._answer(node.question, was)
        if node.bounds is None:
            return self._reference(node, was, name)
        return {
            "description": was.get("description", name),
            "type": "array",
            "minItems": node.bounds.minimum,
            "maxItems": node.bounds.maximum,
            "items": self._reference(node, was.get("items", {}), name),
        }

    def _reference(self, node: Node, was: Schema, name: str) -> Schema:
        component = _name(was) if "$ref" in was else f"{name[0].upper()}{name[1:]}"
        self.object(node, component, said=name)
        return {"$ref": f"{REFERENCE}{component}"}

    def _answer(self, question: Question, was: Schema) -> Schema:
        if question.kind in (Kind.AMOUNT, Kind.INDEX, Kind.MONTH):
            return self.components.value(question)
        if "$ref" in was:
            said = self.components.existing[_name(was)]
            self.components.set(_name(was), self._single(question, said))
            return was
        return self._single(question, was)

    def _single(self, question: Question, was: Schema) -> Schema:
        """The schema of one answer."""
        label = f"{self.form.name}.{question.key}.label"
        schema: Schema = {
            "description": was.get("description") or catalog_of(LANGUAGE).gettext(label),
            "type": TYPES.get(question.kind, "string"),
        }
        if question.kind in FORMATS:
            schema["format"] = FORMATS[question.kind]
        if question.path in self.first_days:
            schema["x-minimum"] = self.first_days[question.path]
        if question.options:
            schema["enum"] = list(question.options)
        low, high = ("minLength", "maxLength") if question.kind.is_words else ("minimum", "maximum")
        if question.minimum is not None:
            schema[low] = int(question.minimum)
        if question.maximum is not None:
            schema[high] = int(question.maximum)
        if question.default is not None:
            schema["default"] = _default(question.kind, question.default)
        if "example" in was:
            schema["example"] = was["example"]
        return schema


def _is_required(node: Node) -> bool:
    """Whether a request without it is refused: an object is needed for what is needed in it."""
    if node.question is not None:
        return node.question.required
    if node.bounds is not None:
        return node.bounds.minimum > 0
    return any(_is_required(member) for member in node.members.values())


def _default(kind: Kind, text: str) -> str | int | bool:
    if kind is Kind.BOOLEAN:
        return text == "yes"
    return int(text) if kind is Kind.INTEGER else text
