"""Binds the questions of a form to the fields of the dataclass that a request becomes.

The annotations of the dataclass say what each answer becomes: a nested dataclass, an entry of a
tuple, a member of an enumeration, a month, a date, a number in its smallest unit. What does not
fit is an error where the schema is defined, so at import.
"""

from __future__ import annotations

import dataclasses
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from functions.forms import parse_form
from functions.forms.definition import FormDefinition, Kind, Question
from functions.forms.names import snake
from functions.forms.tree import Node, tree_of
from functions.law.core.values import Cents, IndexPoints, Month

TYPES: dict[Kind, tuple[type, ...]] = {
    Kind.DATE: (date,),
    Kind.MONTH: (Month,),
    Kind.BOOLEAN: (bool,),
    Kind.AMOUNT: (int, Cents),
    Kind.INDEX: (int, IndexPoints),
    Kind.INTEGER: (int,),
    Kind.LINE: (str,),
    Kind.EMAIL: (str,),
    Kind.TEXT: (str,),
}


class SchemaError(TypeError):
    """The questions of a form do not fit the fields of its request."""


def structure(form: FormDefinition, request: type) -> Node:
    """The tree of the form, each place bound to the field of ``request`` that it fills.

    Raises:
        SchemaError: a question has no field, a field without default has no question, a type does
            not fit, or an answer may be absent where its field cannot be.
    """
    root = tree_of(form)
    _bind_members(root, request, may_be_absent=False)
    for member in root.members.values():
        _mark_absence(member)
    return root


def _mark_absence(node: Node) -> None:
    """Note what is known of a place without looking at any answer: what its absence means."""
    for member in node.members.values():
        _mark_absence(member)
    if (question := node.question) is not None:
        if question.default is not None:
            node.absent = converted(node, parse_form.parse_value(question, question.default))
        elif question.required:
            node.absent = None
        node.may_be_absent = not question.today and (
            question.default is not None or not question.required
        )
    elif node.bounds is not None:
        node.absent = ()
        node.may_be_absent = node.bounds.minimum == 0
    else:
        node.may_be_absent = all(member.may_be_absent for member in node.members.values())


def converted(node: Node, value: object) -> object:
    """The law's own value of a chosen option; any other value as it is."""
    return value if node.convert is None else node.convert(value)


def _bind_members(node: Node, request: Any, *, may_be_absent: bool) -> None:
    fields, annotations = _fields(request)
    node.build = request
    for name, member in node.members.items():
        if not member.has_effect:
            continue
        member.field = snake(name)
        where = f"{request.__name__}.{member.field}"
        if member.field not in fields:
            raise SchemaError(f"{where}: there is a question, but no such field")
        default = fields[member.field].default
        member.absent = None if default is dataclasses.MISSING else default
        optional = default is not dataclasses.MISSING or may_be_absent
        _bind(member, annotations[member.field], where, optional)
        if member.question is not None and member.question.kind is Kind.MONTH:
            node.month = member.field
    asked = {member.field for member in node.members.values()}
    for name, field in fields.items():
        if name not in asked and field.default is dataclasses.MISSING:
            raise SchemaError(f"{request.__name__}.{name}: there is neither question nor default")


def _bind(node: Node, annotation: object, where: str, may_be_absent: bool) -> None:
    """Bind one place to its field; ``may_be_absent``: the field needs no value of its own."""
    whole, optional = _without_none(annotation)
    if node.question is not None:
        _bind_question(node, node.question, whole, where)
        absent = not node.question.required and node.question.default is None
        if absent and not (optional or may_be_absent):
            raise SchemaError(f"{where}: the answer may be absent, the field may not be None")
    elif node.bounds is not None:
        if get_args(whole)[1:] != (...,):
            raise SchemaError(f"{where}: a list of answers needs a tuple")
        _bind_members(node, get_args(whole)[0], may_be_absent=False)
    else:
        _bind_members(node, whole, may_be_absent=optional)


def _bind_question(node: Node, question: Question, wanted: Any, where: str) -> None:
    """An option becomes the member of an enumeration, or the number that it is written with."""
    options = set(question.options)
    if question.kind is not Kind.CHOICE:
        if wanted not in TYPES[question.kind]:
            raise SchemaError(f"{where}: {question.kind} does not become {wanted}")
    elif isinstance(wanted, type) and issubclass(wanted, Enum):
        if options != {member.value for member in wanted}:
            raise SchemaError(f"{where}: the options are not the values of {wanted.__name__}")
        node.convert = wanted
    elif wanted is int and all(option.isdecimal() for option in options):
        node.convert = int
    elif wanted is not str:
        raise SchemaError(f"{where}: an option does not become {wanted}")


def _without_none(annotation: Any) -> tuple[Any, bool]:
    """The type without ``None``, and whether ``None`` was one of its values."""
    if get_origin(annotation) is not UnionType:
        return annotation, False
    one, *others = (member for member in get_args(annotation) if member is not NoneType)
    return annotation if others else one, NoneType in get_args(annotation)


@cache
def _fields(request: Any) -> tuple[dict[str, dataclasses.Field[Any]], dict[str, Any]]:
    """The fields of a dataclass by name, and their annotations."""
    if not dataclasses.is_dataclass(request):
        raise SchemaError(f"a group of answers needs a dataclass, not {request}")
    return {field.name: field for field in dataclasses.fields(request)}, get_type_hints(request)
