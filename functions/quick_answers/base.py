"""What a quick answer is made of: its questions, and what it says to the answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from functions.exports.days import Days
from functions.forms.parse import FormSchema
from functions.i18n.catalog import Catalog
from functions.law.core.values import BasisPoints
from functions.pages.answer_view import Action, NextStep, Tone
from functions.pages.days_strip import DaysStrip

Request = TypeVar("Request")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer in sentences. What is empty is not shown.

    ``figure`` and its ``unit`` are what the reader came for, ``before`` a word in front of them;
    ``sentence`` is the heading. ``share`` is what the picture shows of a whole, ``strip`` the days
    that are left. ``asks`` is the question below the answer that makes it more exact,
    ``asks_button`` its button. ``supposes`` is what was not asked. ``actions`` has the most useful
    first. What follows ``actions`` is shown where the answer has a page to itself.
    """

    tone: Tone
    tag: str
    sentence: str
    before: str = ""
    figure: str = ""
    unit: str = ""
    reason: str = ""
    share: BasisPoints | None = None
    strip: DaysStrip | None = None
    asks: str = ""
    asks_button: str = ""
    supposes: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    calendar: Days | None = None
    warning: str = ""
    steps: tuple[NextStep, ...] = ()
    others: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Generic[Request]):
    """What was answered: as it was typed, as it is meant, on which day, in which language."""

    request: Request
    typed: Mapping[str, str]
    today: date
    catalog: Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickAnswer(Generic[Request]):
    """The questions of a quick answer, what it says to them, and the answers in a few words."""

    schema: FormSchema[Request]
    answer: Callable[[Asked[Request]], Answer]
    summary: Callable[[Asked[Request]], tuple[str, ...]]
