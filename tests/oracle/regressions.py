"""Cases kept as data: each made a difference once, and must make none again."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from types import NoneType
from typing import get_args, get_origin, get_type_hints

from functions.law.core.values import Month
from tests.oracle.kinds import KINDS

FOLDER = Path(__file__).parent / "regression_cases"


def kept_files():
    return sorted(FOLDER.glob("*.json"))


def read(file):
    """The kind and the case of a kept file."""
    data = json.loads(file.read_text(encoding="utf-8"))
    return data["kind"], built(KINDS[data["kind"]].REQUEST, data["case"])


def write(name, kind, was_wrong, case):
    """Keeps a case, with a line that says what was wrong and with whom."""
    data = {"kind": kind, "was_wrong": was_wrong, "case": plain(case)}
    text = json.dumps(data, indent=2, ensure_ascii=False)
    (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def plain(value):
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, date | Month):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return value


def types_within(kind):
    """The types of the members of a request, without what may be left out or repeated."""
    found = []
    for one in get_type_hints(kind).values():
        found += get_args(one) or [one]
    return [one for one in found if one not in (NoneType, Ellipsis)]


def built(kind, data):
    """The value of that type from what ``plain`` made of it."""
    if data is None:
        return None
    if get_origin(kind) is tuple:
        return tuple(built(get_args(kind)[0], one) for one in data)
    if get_args(kind):  # a type or None
        (kind,) = set(get_args(kind)) - {NoneType}
    if is_dataclass(kind):
        types = get_type_hints(kind)
        return kind(**{name: built(types[name], one) for name, one in data.items()})
    if kind is date:
        return date.fromisoformat(data)
    if kind is Month:
        return Month(*(int(part) for part in data.split("-")))
    return kind(data) if issubclass(kind, Enum) else data
