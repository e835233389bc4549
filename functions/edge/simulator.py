"""What every simulator does with a request: JSON in and out, or a form in and the page out.

Both also give the days of a result as a calendar, and its table as a file, to who asks for one.
Where a simulator makes a paper, that paper is its only answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from functions.edge.answers import Answer
from functions.edge.bodies import json_object
from functions.edge.negotiation import CALENDAR, CSV, FORM, JSON, ODS, PDF, preferred
from functions.edge.problems import Problem, Problems
from functions.edge.requests import Request
from functions.edge.rows import SAVE_CSV, SAVE_DATES, SAVE_ODS, Arranged
from functions.edge.wire import to_json
from functions.questions.decode import Rules, decode_json
from functions.questions.draft import Draft
from functions.words.load import Words, words

if TYPE_CHECKING:
    # Only what has days or a table reads how they are kept.
    from functions.edge.days import Days
    from functions.edge.table import Table

Arrange = Callable[[Arranged, str, date], Arranged]

FILES = {SAVE_DATES: CALENDAR, SAVE_CSV: CSV, SAVE_ODS: ODS}
"""The buttons that save a file, and what it is."""
ENDINGS = {CALENDAR: "ics", CSV: "csv", ODS: "ods"}


def as_it_is(arranged: Arranged, intent: str, today: date) -> Arranged:
    """The arrangement of a form whose rows only come and go by their buttons."""
    del intent, today
    return arranged


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper made of a result: what it is called, and how it is made in a language, as a PDF."""

    name: str
    make: Callable[[Any, Words], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulator:
    """One simulator: its questions, its page, its rules, and how its result is told.

    ``arrange`` is what the simulator itself does to a form before it is shown or calculated,
    given the button that was pressed and today's date. ``days`` words the days of a result, where
    results have some; ``table`` gives the table of a result to take along. ``paper`` is made of the
    result, in place of any other answer.
    """

    rules: Rules
    page: str
    result: Callable[[Draft], object]
    tell: Callable[[Any, Words], Mapping[str, Any]]
    arrange: Arrange = as_it_is
    days: Callable[[Any, Words], Days] | None = None
    table: Callable[[Any, Words], Table] | None = None
    paper: Paper | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """The types of file that a result can be had as."""
        days = () if self.days is None else (CALENDAR,)
        table = () if self.table is None else (CSV, ODS)
        return (*days, *table)

    @property
    def answers(self) -> tuple[str, ...]:
        """The types of answer to a machine, the usual one first."""
        return (JSON, *self.files) if self.paper is None else (PDF,)


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


def _answer_json(simulator: Simulator, request: Request) -> Answer:
    wanted = preferred(request.accept, simulator.answers)
    if wanted is None:
        raise Problem(Problems.NOT_ACCEPTABLE)
    decoded = decode_json(simulator.rules, json_object(request))
    if decoded.issues:
        name = simulator.rules.questions.name
        raise Problem(Problems.BAD_REQUEST, decoded.issues, questions=name)
    told = words(request.language)
    found = simulator.result(decoded.draft)
    if simulator.paper is not None:
        return paper_answer(simulator.paper, found, told)
    if wanted != JSON and (file := file_answer(simulator, wanted, found, told)):
        return file
    # A result without any day cannot be a calendar: JSON, for who takes that as well.
    request.must_accept(JSON)
    document = simulator.tell(found, told)
    return Answer(body=to_json(document), media_type=JSON, language=told.language)


def days_of(simulator: Simulator, result: object, words: Words) -> Days | None:
    """The days of a result in a language; ``None`` where it has none."""
    if simulator.days is None:
        return None
    return simulator.days(result, words) or None


def table_of(simulator: Simulator, result: object, words: Words) -> Table | None:
    """The table of a result in a language; ``None`` where it has none."""
    if simulator.table is None:
        return None
    return simulator.table(result, words) or None


def file_answer(
    simulator: Simulator, media_type: str, result: object, words: Words
) -> Answer | None:
    """The result as a file of that type to save; ``None`` where it has nothing for one."""
    body = _file(simulator, media_type, result, words)
    if body is None:
        return None
    name = simulator.rules.questions.name.replace("_", "-")
    return Answer(
        body=body,
        media_type=media_type,
        language=words.language,
        headers={
            "Content-Disposition": f'attachment; filename="alimenta-{name}.{ENDINGS[media_type]}"'
        },
    )


def paper_answer(paper: Paper, result: object, words: Words) -> Answer:
    """The paper made of a result, to save."""
    return Answer(
        body=paper.make(result, words),
        media_type=PDF,
        language=words.language,
        headers={"Content-Disposition": f'attachment; filename="alimenta-{paper.name}.pdf"'},
    )


def _file(
    simulator: Simulator, media_type: str, result: object, words: Words
) -> str | bytes | None:
    # Each is read only here, and rarely asked for: other requests do not pay for them.
    if media_type == CALENDAR:
        days = days_of(simulator, result, words)
        if days is None:
            return None
        from functions.edge.calendar_file import calendar_file  # noqa: PLC0415

        return calendar_file(simulator.rules.questions.operation, days, words)
    table = table_of(simulator, result, words)
    if table is None:
        return None
    if media_type == CSV:
        from functions.edge.csv_file import csv_file  # noqa: PLC0415

        return csv_file(table, words.style)
    from functions.edge.ods_file import ods_file  # noqa: PLC0415

    return ods_file(table, words)
