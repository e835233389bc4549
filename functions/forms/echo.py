"""What was typed, made safe to show again: short, on one line, and always writable."""

from __future__ import annotations

import re

from functions.forms.parse_json import JsonNumber

LONGEST = 100
UNWRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
REPLACEMENT = "\ufffd"


def as_typed(answer: object) -> str:
    """The answer as text; empty for an object or a list, which no message repeats."""
    match answer:
        case None:
            return "null"
        case bool():
            return "true" if answer else "false"
        case JsonNumber():
            return shortened(answer.text)
        case int() | str():
            return shortened(str(answer))
        case _:
            return ""


def path_as_typed(path: str) -> str:
    """The name of an unknown answer, as it may be repeated."""
    return shortened(path)


def shortened(text: str) -> str:
    """The beginning of a text, without what cannot be shown or written."""
    cut = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    return UNWRITABLE.sub(REPLACEMENT, cut)
