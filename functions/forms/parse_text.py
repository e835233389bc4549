"""Parses an answer in words: one line, an e-mail address, or a text of several lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from functions.forms.definition import Kind, Question
from functions.forms.errors import ParseErrorCode
from functions.forms.numbers import ParseError

LINE_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
UNSEEN_CATEGORIES = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})
REORDERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that change the order in which a text is read: they can make it look like another one."""
EMPTY_SIGNS = frozenset("\u200b\u2060\ufeff")
LONGEST_LOCAL_PART = 64
LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
DOMAIN = re.compile(rf"(?:{LABEL}\.)+[A-Za-z](?:[A-Za-z0-9-]{{0,61}}[A-Za-z0-9])")


def parse_value(question: Question, answer: object) -> str:
    """The words of an answer, without the white space around them.

    Raises:
        ParseError: it is no text, holds signs that nobody sees, or is too short or too long.
    """
    if not isinstance(answer, str):
        raise ParseError(ParseErrorCode.NOT_A_TEXT)
    text = _lines(question, answer).strip()
    if unseen := [sign for sign in text if _is_unseen(question, sign)]:
        raise ParseError(ParseErrorCode.UNSEEN, {"signs": named(unseen)})
    if question.minimum is not None and len(text) < int(question.minimum):
        raise ParseError(ParseErrorCode.TOO_SHORT, {"minimum": int(question.minimum)})
    if question.maximum is not None and len(text) > int(question.maximum):
        raise ParseError(ParseErrorCode.TOO_LONG, {"maximum": int(question.maximum)})
    if question.kind is Kind.EMAIL and not is_address(text):
        raise ParseError(ParseErrorCode.NOT_AN_EMAIL)
    return text


def without_unseen(question: Question, text: str) -> str:
    """The text without the signs that nobody sees: who pasted them cannot find them either."""
    return "".join(s for s in _lines(question, text) if not _is_unseen(question, s))


def named(signs: Iterable[str]) -> str:
    r"""Signs that nobody sees, by their numbers in Unicode.

    >>> named("\u202e\u200b\u202e")
    'U+202E, U+200B'
    """
    return ", ".join(f"U+{ord(sign):04X}" for sign in dict.fromkeys(signs))


def is_address(text: str) -> bool:
    """Whether the syntax of this is that of a mail address.

    Letters outside ASCII, quotes, comments and addresses without a domain are refused: nothing of
    the sort can then end up in the header of a mail.
    """
    local_part, _, domain = text.rpartition("@")
    return bool(
        len(local_part) <= LONGEST_LOCAL_PART
        and LOCAL_PART.fullmatch(local_part)
        and DOMAIN.fullmatch(domain)
    )


def _lines(question: Question, text: str) -> str:
    """The text with one kind of line break, where it may have several lines."""
    return LINE_BREAKS.sub("\n", text) if question.kind is Kind.TEXT else text


def _is_unseen(question: Question, sign: str) -> bool:
    """Whether the sign has no place in the text.

    Signs that join letters or colour a picture stay: some scripts and names need them.
    """
    has_place = question.kind is Kind.TEXT and sign in "\n\t"
    return not has_place and (
        unicodedata.category(sign) in UNSEEN_CATEGORIES or sign in REORDERING or sign in EMPTY_SIGNS
    )
