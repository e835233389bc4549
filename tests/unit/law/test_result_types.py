"""Every value of an answer is of the type that its field states; none is missing."""

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache

import pytest

from functions.law.core.errors import InvalidInput
from tests.unit.law.cases import CASES, answer


@cache
def hints_of(kind):
    return typing.get_type_hints(kind)


def members(hint):
    """The types that a hint allows, without what they hold."""
    is_union = typing.get_origin(hint) in {typing.Union, types.UnionType}
    for one in typing.get_args(hint) if is_union else (hint,):
        yield typing.get_origin(one) or one


def wrong(held: object, path: str) -> Iterator[str]:
    """Where a value is not of the type that its field states."""
    if is_dataclass(held):
        for field in fields(held):
            value, place = getattr(held, field.name), f"{path}.{field.name}"
            allowed = tuple(members(hints_of(type(held))[field.name]))
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
