"""Reads the body of a request as a JSON object, or as the fields of a form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NoReturn
from urllib.parse import parse_qsl

from functions.forms.echo import echo_path
from functions.forms.errors import FieldError, ParseErrorCode
from functions.forms.parse_json import JsonNumber
from functions.http.problem import Problem, Problems
from functions.http.request import MOST_FIELDS, Request

LONGEST_INTEGER = 15
BYTE_ORDER_MARK = "\ufeff"


def json_object(request: Request) -> Mapping[str, object]:
    """The object that the body is. A byte order mark before it is no error.

    Raises:
        Problem: the body is empty, no JSON or no object, or names a member twice.
    """
    text = request.text().removeprefix(BYTE_ORDER_MARK)
    if not text.strip():
        raise _refused(ParseErrorCode.EMPTY_BODY)
    try:
        document = json.loads(
            text,
            parse_int=_integer,
            parse_float=JsonNumber,
            parse_constant=_no_number,
            object_pairs_hook=_without_duplicates,
        )
    except json.JSONDecodeError as found:
        raise _refused(ParseErrorCode.NOT_JSON, line=found.lineno, column=found.colno) from found
    except (ValueError, RecursionError) as unreadable:
        raise _refused(ParseErrorCode.NOT_JSON) from unreadable
    if not isinstance(document, dict):
        raise _refused(ParseErrorCode.NOT_AN_OBJECT)
    return document


def _refused(code: ParseErrorCode, path: str = "", **limits: int) -> Problem:
    """The problem of a body that cannot be read, for that reason."""
    return Problem(Problems.BAD_REQUEST, (FieldError(path=path, code=code, limits=limits),))


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
        names = [name for name, _ in pairs]
        twice = next(name for place, name in enumerate(names) if name in names[:place])
        raise _refused(ParseErrorCode.MEMBER_TWICE, echo_path(twice))
    return members
