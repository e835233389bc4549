"""The definition of a question: the page, the request check and the paper form all read it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


class Kind(StrEnum):
    """What an answer is."""

    DATE = "date"
    MONTH = "month"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    AMOUNT = "amount"
    INDEX = "index"
    INTEGER = "integer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. ``minimum`` and ``maximum`` as written in the definition, both accepted.

    ``path`` names the answer everywhere; ``children[].birthDate`` is asked for each child.
    ``default`` is what an absent answer means; ``more`` folds the question away on the page.
    """

    path: str
    kind: Kind
    required: bool = False
    options: tuple[str, ...] = ()
    minimum: str | None = None
    maximum: str | None = None
    default: str | None = None
    widget: str = ""
    more: bool = False

    @property
    def list_path(self) -> str | None:
        """The list that the question belongs to, if it is asked for each entry of one."""
        head, bracket, _ = self.path.partition("[]")
        return head if bracket else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A group of questions under one heading; ``list_path`` repeats it for each entry of a list."""

    id: str
    questions: tuple[Question, ...]
    list_path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListBounds:
    """How many entries a list may have."""

    path: str
    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSet:
    """The questions of one simulator and the operation of the API that answers them."""

    name: str
    operation: str
    sections: tuple[Section, ...]
    lists: Mapping[str, ListBounds]

    def questions(self) -> Iterator[Question]:
        """Every question, in the order of the page."""
        for section in self.sections:
            yield from section.questions


@cache
def question_set(name: str) -> QuestionSet:
    """The question set of that name.

    Raises:
        FileNotFoundError: there is no such set.
    """
    with (HERE / f"{name}.toml").open("rb") as file:
        data = tomllib.load(file)
    return QuestionSet(
        name=data["name"],
        operation=data["operation"],
        sections=tuple(_section(section) for section in data["sections"]),
        lists={entry["path"]: ListBounds(**entry) for entry in data.get("lists", ())},
    )


def _section(data: Mapping[str, Any]) -> Section:
    return Section(
        id=data["id"],
        list_path=data.get("list"),
        questions=tuple(_question(question) for question in data["questions"]),
    )


def _question(data: Mapping[str, Any]) -> Question:
    values = dict(data)
    values["kind"] = Kind(values.pop("type"))
    values["options"] = tuple(values.get("options", ()))
    values |= {bound: str(values[bound]) for bound in ("minimum", "maximum") if bound in values}
    return Question(**values)
