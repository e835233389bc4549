"""Reads the body of a request as a JSON object, or as the fields of a form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NoReturn
from urllib.parse import parse_qsl

from functions.forms.errors import FieldError, ParseErrorCode
from functions.forms.parse_json import JsonNumber
from functions.http.problem import Problem, Problems
from functions.http.request import MOST_FIELDS, Request

LONGEST_INTEGER = 15


def json_object(request: Request) -> Mapping[str, object]:
    """The object that the body is.

    Raises:
        Problem: the body is no JSON object, or names a member twice.
    """
    try:
        document = json.loads(
            request.text(),
            parse_int=_integer,
            parse_float=JsonNumber,
            parse_constant=_no_number,
            object_pairs_hook=_without_duplicates,
        )
    except (ValueError, RecursionError) as unreadable:
        raise Problem(Problems.BAD_REQUEST) from unreadable
    if not isinstance(document, dict):
        issue = FieldError(path="", code=ParseErrorCode.NOT_AN_OBJECT)
        raise Problem(Problems.BAD_REQUEST, (issue,))
    return document


def form_fields(request: Request) -> list[tuple[str, str]]:
    """The names and values that a page sends.

    Raises:
        Problem: the body is no form.
    """
    try:
        return parse_qsl(
            request.text(), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS
        )
    except ValueError as unreadable:
        raise Problem(Problems.BAD_REQUEST) from unreadable


def _integer(text: str) -> int | JsonNumber:
    """A number of thousands of digits stays a text: turning it into a number takes for ever."""
    return int(text) if len(text) <= LONGEST_INTEGER else JsonNumber(text)


def _no_number(constant: str) -> NoReturn:
    """``NaN`` and ``Infinity`` are no JSON, though the reader of the library takes them."""
    raise ValueError(constant)


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A member named twice could mean either value."""
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member is named twice")
    return members
