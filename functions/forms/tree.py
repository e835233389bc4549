"""The questions as the tree that an answer to them has: objects, lists and single answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from functions.forms.definition import FormDefinition, ListBounds, Question, form_definition

LIST_MARK = "[]"


@dataclass(slots=True, kw_only=True)
class Node:
    """One place of the tree. ``question`` marks a single answer, ``bounds`` a list of objects."""

    question: Question | None = None
    bounds: ListBounds | None = None
    members: dict[str, Node] = field(default_factory=dict)

    @property
    def asks_for_month(self) -> str | None:
        """The name of the member that is a month, for the rows of a list told month by month."""
        return next(
            (
                name
                for name, member in self.members.items()
                if member.question is not None and member.question.kind == "month"
            ),
            None,
        )


@cache
def tree(name: str) -> Node:
    """The tree of the question set of that name."""
    return tree_of(form_definition(name))


def tree_of(questions: FormDefinition) -> Node:
    """The tree of a question set, from the paths of its questions."""
    root = Node()
    for question in questions.questions():
        place = root
        *groups, last = question.path.split(".")
        for position, group in enumerate(groups):
            member = group.removesuffix(LIST_MARK)
            place = place.members.setdefault(member, Node())
            if group.endswith(LIST_MARK):
                path = ".".join(groups[: position + 1]).removesuffix(LIST_MARK)
                place.bounds = questions.lists[path]
        place.members[last] = Node(question=question)
    return root
