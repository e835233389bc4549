"""The questions as the tree that an answer to them has: objects, lists and single answers."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from functions.forms.definition import FormDefinition, ListBounds, Question

LIST_MARK = "[]"


@dataclass(slots=True, kw_only=True)
class Node:
    """One place of the tree. ``question`` marks a single answer, ``bounds`` a list of objects.

    ``field`` is the field of the request that the place fills and ``absent`` its value without an
    answer. ``may_be_absent`` says that nothing is missing then, and that no page takes today's date
    for it. ``convert`` makes that value of a chosen option; ``build`` makes the dataclass of the
    values of the members, of which ``month`` is the one that a row is about. ``has_effect`` is
    false for an answer that is checked, and of which nothing is made.
    """

    question: Question | None = None
    bounds: ListBounds | None = None
    members: dict[str, Node] = dataclasses.field(default_factory=dict)
    field: str = ""
    absent: object = None
    may_be_absent: bool = False
    convert: Callable[[Any], object] | None = None
    build: Callable[..., object] = dict
    month: str | None = None
    has_effect: bool = True


def tree_of(questions: FormDefinition) -> Node:
    """The tree of a question set, from the paths of what a request in JSON holds."""
    root = Node()
    asked = (question for question in questions.questions() if not question.page_only)
    for question, has_effect in (
        *((question, True) for question in asked),
        *((question, False) for question in questions.accepts),
    ):
        place = root
        *groups, last = question.path.split(".")
        for position, group in enumerate(groups):
            member = group.removesuffix(LIST_MARK)
            place = place.members.setdefault(member, Node())
            if group.endswith(LIST_MARK):
                path = ".".join(groups[: position + 1]).removesuffix(LIST_MARK)
                place.bounds = questions.lists[path]
        place.members[last] = Node(question=question, has_effect=has_effect)
    return root
