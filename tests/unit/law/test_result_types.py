"""Every value of an answer is of the type that its field states; none is missing."""

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache, cached_property

import pytest

from functions.law.core.errors import InvalidInput
from tests.unit.law.cases import CASES, answer


@cache
def hints_of(kind):
    return typing.get_type_hints(kind)


def stated(kind):
    """The fields of a record and what is computed when it is asked for, each with its type."""
    hints = hints_of(kind)
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else kind._fields
    yield from ((name, hints[name]) for name in names)
    for name, member in vars(kind).items():
        if isinstance(member, cached_property):
            yield name, typing.get_type_hints(member.func)["return"]


def members(hint):
    """The types that a hint allows, without what they hold."""
    is_union = typing.get_origin(hint) in {typing.Union, types.UnionType}
    for one in typing.get_args(hint) if is_union else (hint,):
        yield typing.get_origin(one) or one


def wrong(held: object, path: str) -> Iterator[str]:
    """Where a value is not of the type that its field states."""
    if is_dataclass(held) or hasattr(held, "_fields"):
        for name, hint in stated(type(held)):
            value, place = getattr(held, name), f"{path}.{name}"
            allowed = tuple(members(hint))
            is_flag = type(value) is bool and bool not in allowed
            if is_flag or not isinstance(value, allowed):
                yield place
            yield from wrong(value, place)
    elif isinstance(held, Mapping):
        for name, value in held.items():
            yield from wrong(value, f"{path}[{name}]")
    elif type(held) is tuple:
        for number, value in enumerate(held):
            yield from wrong(value, f"{path}[{number}]")


@pytest.mark.parametrize("operation", CASES)
def test_every_value_of_an_answer_is_of_the_type_that_its_field_states(operation):
    for asked in CASES[operation].values():
        found = answer(operation, asked)
        if not isinstance(found, InvalidInput):
            assert not list(wrong(found, operation))
