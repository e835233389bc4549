"""What every simulator does with a request: JSON in and out, or a form in and the page out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from functions.edge.answers import Answer
from functions.edge.bodies import json_object
from functions.edge.negotiation import FORM, HTML, JSON, quality
from functions.edge.problems import Problem, Problems
from functions.edge.requests import Request
from functions.edge.wire import to_json
from functions.law.values import Month
from functions.questions.decode import Rules, decode_json
from functions.questions.draft import Draft
from functions.words.load import Words, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """A form as the reader wants it next: what was typed, and how many rows there are.

    ``asks`` says that the reader is still filling in: the form comes back without a result.
    ``needs`` holds the answers without which even that cannot be; ``None`` stands for all.
    """

    typed: Mapping[str, str]
    child_rows: int = 1
    months: tuple[Month, ...] = ()
    asks: bool = False
    needs: frozenset[str] | None = None


Arrange = Callable[[str, Mapping[str, str], date], Arranged]


def as_it_is(intent: str, typed: Mapping[str, str], today: date) -> Arranged:
    """The arrangement of a form without rows: there is nothing to add to it or to take away."""
    del intent, today
    return Arranged(typed=typed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulator:
    """One simulator: its questions, its page, its rules, and how its result is told.

    ``day`` is the question that a page may leave empty to mean today. ``buttons`` are the values
    of ``intent`` that its page sends besides ``calculate``, each with the number it may end in.
    """

    rules: Rules
    page: str
    day: str
    result: Callable[[Draft], object]
    tell: Callable[[Any, Words], Mapping[str, Any]]
    arrange: Arrange = as_it_is
    buttons: frozenset[str] = field(default_factory=frozenset)


def answer(simulator: Simulator, request: Request) -> Answer:
    """The answer to a request of either kind.

    Raises:
        Problem: the request cannot be used.
    """
    request.parameters()
    match request.media_type:
        case "application/json":
            _must_accept(request, JSON)
            return _answer_json(simulator, request)
        case "application/x-www-form-urlencoded":
            _must_accept(request, HTML)
            # Read only here: a request in JSON does not pay for the templates.
            from functions.edge.simulator_page import answer_page  # noqa: PLC0415

            return answer_page(simulator, request)
        case _:
            raise Problem(Problems.UNSUPPORTED, headers={"Accept-Post": f"{JSON}, {FORM}"})


def _must_accept(request: Request, media_type: str) -> None:
    if quality(request.accept, media_type) == 0:
        raise Problem(Problems.NOT_ACCEPTABLE)


def _answer_json(simulator: Simulator, request: Request) -> Answer:
    decoded = decode_json(simulator.rules, json_object(request))
    if decoded.issues:
        name = simulator.rules.questions.name
        raise Problem(Problems.BAD_REQUEST, decoded.issues, questions=name)
    told = words(request.language)
    document = simulator.tell(simulator.result(decoded.draft), told)
    return Answer(body=to_json(document), media_type=JSON, language=told.language)
