"""What every simulator does with a request: JSON in and out, or a form in and the page out.

Both also give the days of a result as a calendar, to who asks for one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from functions.edge.answers import Answer
from functions.edge.bodies import json_object
from functions.edge.calendar_file import calendar_file
from functions.edge.days import Days
from functions.edge.negotiation import CALENDAR, FORM, JSON, preferred, quality
from functions.edge.problems import Problem, Problems
from functions.edge.requests import Request
from functions.edge.rows import Arranged
from functions.edge.wire import to_json
from functions.questions.decode import Rules, decode_json
from functions.questions.draft import Draft
from functions.words.load import Words, words

Arrange = Callable[[Arranged, str, date], Arranged]


def as_it_is(arranged: Arranged, intent: str, today: date) -> Arranged:
    """The arrangement of a form whose rows only come and go by their buttons."""
    del intent, today
    return arranged


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulator:
    """One simulator: its questions, its page, its rules, and how its result is told.

    ``arrange`` is what the simulator itself does to a form before it is shown or calculated,
    given the button that was pressed and today's date. ``days`` words the days of a result, where
    results have some.
    """

    rules: Rules
    page: str
    result: Callable[[Draft], object]
    tell: Callable[[Any, Words], Mapping[str, Any]]
    arrange: Arrange = as_it_is
    days: Callable[[Any, Words], Days] | None = None


def answer(simulator: Simulator, request: Request) -> Answer:
    """The answer to a request of either kind.

    Raises:
        Problem: the request cannot be used.
    """
    request.parameters()
    match request.media_type:
        case "application/json":
            return _answer_json(simulator, request)
        case "application/x-www-form-urlencoded":
            # Read only here: a request in JSON does not pay for the templates.
            from functions.edge.simulator_page import answer_page  # noqa: PLC0415

            return answer_page(simulator, request)
        case _:
            raise Problem(Problems.UNSUPPORTED, headers={"Accept-Post": f"{JSON}, {FORM}"})


def must_accept(request: Request, media_type: str) -> None:
    """Goes on where the client can read an answer of that type.

    Raises:
        Problem: it cannot.
    """
    if quality(request.accept, media_type) == 0:
        raise Problem(Problems.NOT_ACCEPTABLE)


def _answer_json(simulator: Simulator, request: Request) -> Answer:
    offered = (JSON,) if simulator.days is None else (JSON, CALENDAR)
    wanted = preferred(request.accept, offered)
    if wanted is None:
        raise Problem(Problems.NOT_ACCEPTABLE)
    decoded = decode_json(simulator.rules, json_object(request))
    if decoded.issues:
        name = simulator.rules.questions.name
        raise Problem(Problems.BAD_REQUEST, decoded.issues, questions=name)
    told = words(request.language)
    found = simulator.result(decoded.draft)
    days = days_of(simulator, found, told) if wanted == CALENDAR else None
    if days:
        return calendar_answer(simulator, days, told)
    # A result without any day cannot be a calendar: JSON, for who takes that as well.
    must_accept(request, JSON)
    document = simulator.tell(found, told)
    return Answer(body=to_json(document), media_type=JSON, language=told.language)


def days_of(simulator: Simulator, result: object, words: Words) -> Days | None:
    """The days of a result in a language; ``None`` where it has none."""
    if simulator.days is None:
        return None
    return simulator.days(result, words) or None


def calendar_answer(simulator: Simulator, days: Days, words: Words) -> Answer:
    """The days as a file to save."""
    questions = simulator.rules.questions
    name = questions.name.replace("_", "-")
    return Answer(
        body=calendar_file(questions.operation, days, words),
        media_type=CALENDAR,
        language=words.language,
        headers={"Content-Disposition": f'attachment; filename="alimenta-{name}.ics"'},
    )
