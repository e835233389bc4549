"""What is wrong with one answer, in the terms of the questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from functions.law.core.values import Value


class ParseErrorCode(StrEnum):
    """Why an answer cannot be read. The law adds its own reasons (``functions.law.core.errors``).

    Each has a sentence in the words of every language, under ``errors``.
    """

    UNKNOWN = "unknown"
    REPEATED = "repeated"
    EMPTY_BODY = "empty_body"
    NOT_JSON = "not_json"
    MEMBER_TWICE = "member_twice"
    NOT_UTF8 = "not_utf8"
    NOT_AN_OBJECT = "not_an_object"
    NOT_A_LIST = "not_a_list"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    NOT_A_DATE = "not_a_date"
    NO_SUCH_DATE = "no_such_date"
    SHORT_YEAR = "short_year"
    NOT_A_MONTH = "not_a_month"
    NOT_A_BOOLEAN = "not_a_boolean"
    NOT_A_CHOICE = "not_a_choice"
    NOT_AN_AMOUNT = "not_an_amount"
    NOT_AN_INDEX = "not_an_index"
    NOT_AN_INTEGER = "not_an_integer"
    TOO_MANY_DECIMALS = "too_many_decimals"
    NEGATIVE = "negative"
    UNCLEAR = "unclear"
    NOT_AN_EMAIL = "not_an_email"
    UNSEEN = "unseen"
    TOO_SHORT = "too_short"
    NOT_A_KEY = "not_a_key"
    NOT_A_TEXT = "not_a_text"
    TOO_LONG = "too_long"
    NOT_A_REFERENCE = "not_a_reference"
    ALREADY_OVER = "already_over"
    UNPRINTABLE = "unprintable"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldError:
    """One refused answer: where it is, why, within which limits, and what was typed.

    ``path`` is written as in the request (``children[0].birthDate``); ``code`` is an
    ``ParseErrorCode`` or a ``Refusal`` of the law. ``limits`` may hold ``minimum``, ``maximum`` and
    what else the sentence needs; ``entry_month`` names the month that a row of a list is about.
    """

    path: str
    code: str
    limits: Mapping[str, Value] = field(default_factory=dict)
    value: str = ""
