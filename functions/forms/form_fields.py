"""Makes a tree of the names and values that a page sends: ``children[0].birthDate=…``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from functions.forms.definition import FormDefinition
from functions.forms.echo import echo_path, echo_safely
from functions.forms.errors import FieldError, ParseErrorCode
from functions.forms.parse import MOST_UNKNOWN
from functions.forms.paths import FIELD_INDEX
from functions.forms.tree import LIST_MARK


@dataclass(frozen=True, slots=True)
class Form:
    """What a page sent: what was typed by name, and what is wrong with the names themselves."""

    typed: Mapping[str, str]
    issues: tuple[FieldError, ...]


def parse_fields(questions: FormDefinition, pairs: Iterable[tuple[str, str]]) -> Form:
    """What was typed for each question. A name that is no question, or comes twice, is refused."""
    typed: dict[str, str] = {}
    issues: list[FieldError] = []
    for name, value in pairs:
        if LIST_MARK in name or FIELD_INDEX.sub(LIST_MARK, name) not in questions.by_path:
            issues.append(_issue(name, ParseErrorCode.UNKNOWN, value))
        elif name in typed:
            issues.append(_issue(name, ParseErrorCode.REPEATED, value))
        else:
            typed[name] = value
    return Form(typed, tuple(issues[:MOST_UNKNOWN]))


def _issue(name: str, code: str, value: str) -> FieldError:
    return FieldError(path=echo_path(name), code=code, value=echo_safely(value))


def nest(typed: Mapping[str, str]) -> dict[str, object]:
    """The tree of what was typed. What was left blank is not there; a row is there if asked.

    Expects the names that ``parse_fields`` lets pass.
    """
    root: dict[str, Any] = {}
    for name, value in typed.items():
        place = root
        *groups, last = name.split(".")
        for group in groups:
            place = _entered(place, group)
        if value.strip():
            place[last] = value
    return _without_empty_groups(root)


def _entered(place: dict[str, Any], group: str) -> dict[str, Any]:
    """The object of that name inside another, made where it is not there yet."""
    name, bracket, index = group.removesuffix("]").partition("[")
    if not bracket:
        inside: dict[str, Any] = place.setdefault(name, {})
        return inside
    rows: list[dict[str, Any]] = place.setdefault(name, [])
    rows.extend({} for _ in range(int(index) + 1 - len(rows)))
    return rows[int(index)]


def _without_empty_groups(place: dict[str, object]) -> dict[str, object]:
    """The same without the objects in which everything was left blank; rows of lists stay."""
    kept: dict[str, object] = {}
    for name, inside in place.items():
        if isinstance(inside, dict):
            if members := _without_empty_groups(inside):
                kept[name] = members
        else:
            kept[name] = inside
    return kept
