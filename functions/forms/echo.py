"""What was typed, made safe to show again: short, on one line, and always writable."""

from __future__ import annotations

import re

from functions.forms.parse_json import JsonNumber

LONGEST = 100
UNWRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
REPLACEMENT = "\ufffd"


def echo_safely(answer: object) -> str:
    """The answer as text; empty for an object or a list, which no message repeats."""
    match answer:
        case None:
            return "null"
        case bool():
            return "true" if answer else "false"
        case JsonNumber():
            return truncate(answer.text)
        case int() | str():
            return truncate(str(answer))
        case _:
            return ""


def echo_path(path: str) -> str:
    """The name of an unknown answer, as it may be repeated."""
    return truncate(path)


def truncate(text: str) -> str:
    """The beginning of a text, without what cannot be shown or written."""
    cut = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    return UNWRITABLE.sub(REPLACEMENT, cut)
