"""Reads which members of a response a client selects (Belgian REST guide, partial responses)."""

from __future__ import annotations

import re
from collections.abc import Collection

from functions.forms.echo import truncate
from functions.forms.errors import FieldError, ParseErrorCode
from functions.http.problem import Problem, Problems

SELECT = "select"
NAMES = re.compile(r"\([A-Za-z]+(?:,[A-Za-z]+)*\)")


def selected(text: str, known: Collection[str]) -> frozenset[str]:
    """The members that a text such as ``(outcome,waiver)`` names.

    Raises:
        Problem: it names another member than the known ones, or is no such text.
    """
    names = frozenset(text[1:-1].split(",")) if NAMES.fullmatch(text) else frozenset()
    if names and names <= frozenset(known):
        return names
    issue = FieldError(
        path=SELECT,
        code=ParseErrorCode.NOT_A_CHOICE,
        limits={"options": ", ".join(known)},
        value=truncate(text),
    )
    raise Problem(Problems.BAD_REQUEST, (issue,), where="query")
