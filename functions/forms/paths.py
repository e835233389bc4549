"""The paths of answers: ``children[0].birthDate`` answers the question ``children[].birthDate``."""

from __future__ import annotations

import re

INDEX = re.compile(r"\[([0-9]+)\]")
FIELD_INDEX = re.compile(r"\[(0|[1-9][0-9]?)\]")
"""The index in the name of a field of a page, or of a column: two digits, no zero before them."""
ENTRY = re.compile(r"(?P<list>[\w.]+)\[(?P<index>[0-9]+)\](?:\.(?P<name>[\w.]+))?")


def question_path(path: str) -> str:
    """The path of the question that is answered there.

    >>> question_path("children[0].birthDate")
    'children[].birthDate'
    """
    return INDEX.sub("[]", path) if "[" in path else path


def enclosing_paths(path: str) -> tuple[str, ...]:
    """The path itself, and every object and list that the answer lies in.

    >>> enclosing_paths("children[0].birthDate")
    ('children[0].birthDate', 'children', 'children[0]')
    """
    return (path, *(path[: mark.start()] for mark in re.finditer(r"[.\[]", path)))
