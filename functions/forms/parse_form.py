"""Parses one answer as people type it on a page: 21/11/2026, 1.234,56, 1 234,56 €."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from functions.forms import parse_text
from functions.forms.definition import Kind, Question
from functions.forms.errors import ParseErrorCode
from functions.forms.numbers import (
    NOT_A_FIGURE,
    ParseError,
    bounds,
    figure,
)
from functions.forms.written_dates import written_date, written_month
from functions.law.core.values import Cents, Month

SPACES = re.compile(r"\s+")
CURRENCY = re.compile(r"(?i)^(?:€|euros?\b|eur\b)\s*|\s*(?:€|(?<![a-z])euros?|(?<![a-z])eur)\.?$")
NO_CENTS = re.compile(r"[.,] ?[-\u2010-\u2015\u2212]{1,2}$")
SIGN = re.compile(r"[-\u2212\u2013] ?")
# The decimal separator is the one that cannot be a thousands separator, and the other way round.
SHAPES = (
    re.compile(r"(?P<whole>[0-9]+)"),
    re.compile(r"(?P<whole>[0-9]{1,3}(?: [0-9]{3})+)(?:[.,](?P<decimals>[0-9]+))?"),
    re.compile(r"(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+),(?P<decimals>[0-9]+)"),
    re.compile(r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+)\.(?P<decimals>[0-9]+)"),
    re.compile(r"(?P<whole>[0-9]{1,3}(?:\.[0-9]{3}){2,}|[0-9]{1,3}(?:,[0-9]{3}){2,})"),
)
ONE_GROUP = re.compile(r"[0-9]{1,3}\.[0-9]{3},")
ONE_SEPARATOR = re.compile(r"(?P<whole>[0-9]+)[.,](?P<decimals>[0-9]+)")
GROUP = 3
CENTS = 100


OVERRIDES = frozenset("\u202d\u202e")
"""Signs that show digits in another order than they stand: an amount with one is refused."""


def parse_value(question: Question, answer: object) -> object:
    """The value of what was typed.

    Raises:
        ParseError: it cannot be read, or can be read in two ways.
    """
    if question.kind.is_words:
        return parse_text.parse_value(question, parse_text.without_unseen(question, str(answer)))
    return PARSERS[question.kind](question, SPACES.sub(" ", _visible(str(answer))).strip())


def _visible(text: str) -> str:
    """The text without the signs that nobody sees, which come with what is pasted."""
    if text.isascii():
        return text
    return "".join(sign for sign in text if sign in OVERRIDES or unicodedata.category(sign) != "Cf")


def _date(_: Question, text: str) -> date:
    return written_date(text)


def _month(_: Question, text: str) -> Month:
    return written_month(text)


def _boolean(_: Question, text: str) -> bool:
    if text not in ("yes", "no"):
        raise ParseError(ParseErrorCode.NOT_A_BOOLEAN)
    return text == "yes"


def _choice(question: Question, text: str) -> str:
    if text not in question.options:
        raise ParseError(ParseErrorCode.NOT_A_CHOICE)
    return text


def _decimal(question: Question, text: str) -> int:
    text = CURRENCY.sub("", CURRENCY.sub("", text)).strip()
    # 1.600,- is one thousand and more: its cents stand there, as a dash.
    text = NO_CENTS.sub(",00" if ONE_GROUP.match(text) else "", text).strip()
    if sign := SIGN.match(text):
        _parts(question, text[sign.end() :])
        raise ParseError(ParseErrorCode.NEGATIVE, bounds(question))
    whole, decimals = _parts(question, text)
    return figure(question, whole, decimals)


def _parts(question: Question, text: str) -> tuple[str, str]:
    """The digits before and after the decimal separator."""
    for shape in SHAPES:
        if match := shape.fullmatch(text):
            whole = re.sub(r"[^0-9]", "", match["whole"])
            return whole, match.groupdict().get("decimals") or ""
    match = ONE_SEPARATOR.fullmatch(text)
    if match is None:
        raise ParseError(NOT_A_FIGURE[question.kind])
    if len(match["decimals"]) == GROUP and question.kind is Kind.AMOUNT:
        # 1.234 is one thousand and more for one reader, one and a bit for another.
        if match["whole"].startswith("0"):
            raise ParseError(ParseErrorCode.UNCLEAR)
        thousands = Cents(int(match["whole"] + match["decimals"]) * CENTS)
        raise ParseError(ParseErrorCode.UNCLEAR, {"thousands": thousands})
    return match["whole"], match["decimals"]


def _integer(question: Question, text: str) -> int:
    if sign := SIGN.match(text):
        if text[sign.end() :].isdecimal():
            raise ParseError(ParseErrorCode.NEGATIVE, bounds(question))
    elif re.fullmatch(r"[0-9]+", text):
        return figure(question, text)
    raise ParseError(ParseErrorCode.NOT_AN_INTEGER, bounds(question))


PARSERS: dict[Kind, Callable[[Question, str], object]] = {
    Kind.DATE: _date,
    Kind.MONTH: _month,
    Kind.BOOLEAN: _boolean,
    Kind.CHOICE: _choice,
    Kind.AMOUNT: _decimal,
    Kind.INDEX: _decimal,
    Kind.INTEGER: _integer,
}
