"""Makes a tree of the names and values that a page sends: ``children[0].birthDate=…``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from functions.forms.definition import FormDefinition
from functions.forms.echo import echo_path, echo_safely
from functions.forms.errors import FieldError, ParseErrorCode
from functions.forms.parse import MOST_UNKNOWN
from functions.forms.paths import FIELD_INDEX

STEP = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9]*)(?:\[(?P<index>[0-9]+)\])?")


@dataclass(frozen=True, slots=True)
class Form:
    """What a page sent: what was typed by name, and what is wrong with the names themselves."""

    typed: Mapping[str, str]
    issues: tuple[FieldError, ...]


def parse_fields(questions: FormDefinition, pairs: Iterable[tuple[str, str]]) -> Form:
    """What was typed for each question. A name that is no question, or comes twice, is refused."""
    known = {question.path for question in questions.questions()}
    typed: dict[str, str] = {}
    issues: list[FieldError] = []
    for name, value in pairs:
        if FIELD_INDEX.sub("[]", name) not in known:
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
    root: dict[str, object] = {}
    for name, value in typed.items():
        place = root
        *groups, last = name.split(".")
        for group in groups:
            place = _entered(place, group)
        if value.strip():
            place[last] = value
    return _without_empty_groups(root)


def _entered(place: dict[str, object], group: str) -> dict[str, object]:
    """The object of that name inside another, made where it is not there yet."""
    step = STEP.fullmatch(group)
    if step is None:
        raise ValueError(group)
    if step["index"] is None:
        inside = place.setdefault(step["name"], {})
    else:
        rows = place.setdefault(step["name"], [])
        if not isinstance(rows, list):
            raise TypeError(group)
        rows.extend({} for _ in range(int(step["index"]) + 1 - len(rows)))
        inside = rows[int(step["index"])]
    if not isinstance(inside, dict):
        raise TypeError(group)
    return inside


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
