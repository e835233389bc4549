"""Parses one answer of a JSON request, strictly: exactly what the contract says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from functions.forms import parse_text
from functions.forms.definition import Kind, Question
from functions.forms.errors import ParseErrorCode
from functions.forms.numbers import (
    NOT_A_FIGURE,
    ParseError,
    bounds,
    calendar_date,
    calendar_month,
    figure,
    within_bounds,
)
from functions.law.core.errors import ValidationErrorCode
from functions.law.core.values import Month

ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
DECIMAL = re.compile(r"(?P<sign>-?)(?P<whole>[0-9]+)(?:\.(?P<decimals>[0-9]+))?")


@dataclass(frozen=True, slots=True)
class JsonNumber:
    """A JSON number that no answer can be: with a decimal point, or too long to be meant.

    It is kept as its text, so that no figure ever passes through a binary fraction.
    """

    text: str


def parse_value(question: Question, answer: object) -> object:
    """The value of an answer.

    Raises:
        ParseError: the answer is not what the contract says.
    """
    return PARSERS[question.kind](question, answer)


def _date(_: Question, answer: object) -> date:
    match = ISO_DATE.fullmatch(answer) if isinstance(answer, str) else None
    if match is None:
        raise ParseError(ParseErrorCode.NOT_A_DATE)
    return calendar_date(*match.groups())


def _month(_: Question, answer: object) -> Month:
    match = ISO_MONTH.fullmatch(answer) if isinstance(answer, str) else None
    if match is None:
        raise ParseError(ParseErrorCode.NOT_A_MONTH)
    return calendar_month(*match.groups())


def _boolean(_: Question, answer: object) -> bool:
    if not isinstance(answer, bool):
        raise ParseError(ParseErrorCode.NOT_A_BOOLEAN)
    return answer


def _choice(question: Question, answer: object) -> str:
    if answer not in question.options:
        raise ParseError(ParseErrorCode.NOT_A_CHOICE)
    return str(answer)


def _decimal(question: Question, answer: object) -> int:
    """A decimal string: a JSON number is refused, since readers of JSON make a fraction of it."""
    match = DECIMAL.fullmatch(answer) if isinstance(answer, str) else None
    if match is None:
        raise ParseError(NOT_A_FIGURE[question.kind])
    if match["sign"]:
        raise ParseError(ParseErrorCode.NEGATIVE, bounds(question))
    if len(match["whole"]) > _longest(question):
        raise ParseError(ValidationErrorCode.OUT_OF_RANGE, bounds(question))
    return figure(question, match["whole"], match["decimals"] or "")


def _longest(question: Question) -> int:
    """How many digits are before the decimal point at most, leading zeros included."""
    return 7 if question.kind is Kind.AMOUNT else 3


def _integer(question: Question, answer: object) -> int:
    if isinstance(answer, JsonNumber) and answer.text.removeprefix("-").isdigit():
        raise ParseError(ValidationErrorCode.OUT_OF_RANGE, bounds(question))
    if not isinstance(answer, int) or isinstance(answer, bool):
        raise ParseError(ParseErrorCode.NOT_AN_INTEGER)
    return within_bounds(question, answer)


PARSERS: dict[Kind, Callable[[Question, object], object]] = {
    Kind.DATE: _date,
    Kind.MONTH: _month,
    Kind.BOOLEAN: _boolean,
    Kind.CHOICE: _choice,
    Kind.AMOUNT: _decimal,
    Kind.INDEX: _decimal,
    Kind.INTEGER: _integer,
    Kind.LINE: parse_text.parse_value,
    Kind.EMAIL: parse_text.parse_value,
    Kind.TEXT: parse_text.parse_value,
}
