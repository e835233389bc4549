"""From the answers of a request to typed values, with everything that is wrong said at once."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from functions.forms import parse_form, parse_json
from functions.forms.definition import FormDefinition, Kind, ListBounds, Question
from functions.forms.echo import echo_path, echo_safely
from functions.forms.errors import FieldError, ParseErrorCode
from functions.forms.names import camel
from functions.forms.numbers import ParseError
from functions.forms.order import in_order
from functions.forms.paths import enclosing_paths
from functions.forms.structure import converted, structure
from functions.forms.tree import Node
from functions.law.core.errors import Issue, ValidationErrorCode
from functions.law.core.validation import Partial
from functions.law.core.values import Month

Request = TypeVar("Request")
ValueParser = Callable[[Question, object], object]
ABSENT = object()
PART = re.compile(r"[^.\[\]]+")
MOST_UNKNOWN = 50
"""How many unknown properties are named: enough to see the mistake, too few to swell the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSchema(Generic[Request]):
    """What turns the answers to a form into the request that the law knows.

    ``request`` is a dataclass with a field for every question; ``validate`` is the law's own check
    of such a request, which may be incomplete.

    Raises:
        SchemaError: the questions and the fields do not fit.
    """

    form: FormDefinition
    request: type[Request]
    validate: Callable[[Partial[Request]], Iterable[Issue]] = lambda _: ()
    root: Node = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Bind every question to its field, once."""
        object.__setattr__(self, "root", structure(self.form, self.request))


@dataclass(frozen=True, slots=True)
class ParseResult(Generic[Request]):
    """The answers as far as they could be parsed, and what is wrong with the others."""

    answers: Partial[Request]
    issues: tuple[FieldError, ...]

    @property
    def request(self) -> Request:
        """The request: every answer was parsed, and the law refuses none.

        Raises:
            ValueError: something is wrong with the answers.
        """
        if self.issues:
            raise ValueError("an incomplete request cannot be used")
        return self.answers


def parse_json_answers(
    schema: FormSchema[Request], answers: Mapping[str, object]
) -> ParseResult[Request]:
    """Parses the answers of a JSON request."""
    return _parse(schema, answers, parse_json.parse_value)


def parse_form_answers(
    schema: FormSchema[Request],
    answers: Mapping[str, object],
    today: date,
    parse_value: ValueParser = parse_form.parse_value,
) -> ParseResult[Request]:
    """Parses the answers of a page as they are meant today; ``form_fields.nest`` makes the tree.

    ``parse_value`` can be a parser that keeps what it parsed, where nobody's answers are secret.
    """
    return _parse(schema, answers, parse_value, today)


def _parse(
    schema: FormSchema[Request],
    answers: Mapping[str, object],
    parse_value: ValueParser,
    today: date | None = None,
) -> ParseResult[Request]:
    parser = _Parser(parse_value=parse_value, today=today)
    request = schema.request(**parser.values(schema.root, answers, ""))
    parser.add_issues(schema.validate(request), answers)
    issues = in_order(schema.form, parser.issues) if parser.issues else ()
    return ParseResult(request, issues)


@dataclass(slots=True, kw_only=True)
class _Parser:
    """Goes once through the tree of the questions, and collects what is wrong on the way."""

    parse_value: ValueParser
    today: date | None
    issues: list[FieldError] = field(default_factory=list)
    unknown: int = 0

    def refuse(self, path: str, code: str, answer: object = ABSENT, **limits: int) -> None:
        value = "" if answer is ABSENT else echo_safely(answer)
        self.issues.append(FieldError(path=path, code=code, limits=limits, value=value))

    def values(self, node: Node, answers: Mapping[str, object], path: str) -> dict[str, object]:
        """The values of the members of an object, by field; ``None`` where one was not parsed."""
        for name in answers:
            if name not in node.members and self.unknown < MOST_UNKNOWN:
                self.unknown += 1
                unknown = echo_path(_join(path, name))
                self.refuse(unknown, ParseErrorCode.UNKNOWN, answers[name])
        values: dict[str, object] = {}
        for name, member in node.members.items():
            if name in answers:
                value = self.value(member, answers[name], _join(path, name))
            elif member.may_be_absent or not member.has_effect:
                value = member.absent
            else:
                value = self.value(member, ABSENT, _join(path, name))
            if member.has_effect:
                values[member.field] = value
        return values

    def value(self, node: Node, answer: object, path: str) -> object:
        """The value of one place of the tree."""
        if node.question is not None:
            return self.single(node, node.question, answer, path)
        if node.bounds is not None:
            return self.entries(node, node.bounds, answer, path)
        return self.group(node, answer, path)

    def group(self, node: Node, answer: object, path: str) -> object:
        """An object; without any member it counts as not given."""
        if answer is not ABSENT and not isinstance(answer, Mapping):
            self.refuse(path, ParseErrorCode.NOT_AN_OBJECT, answer)
            return None
        given: Mapping[str, object] = answer if isinstance(answer, Mapping) else {}
        values = self.values(node, given, path)
        return node.build(**values) if given else node.absent

    def entries(
        self, node: Node, bounds: ListBounds, answer: object, path: str
    ) -> tuple[object, ...]:
        """The entries of a list, up to the most that it may have."""
        if answer is ABSENT:
            self.refuse(path, ValidationErrorCode.REQUIRED)
            return ()
        if not isinstance(answer, list):
            self.refuse(path, ParseErrorCode.NOT_A_LIST, answer)
            return ()
        if len(answer) < bounds.minimum:
            self.refuse(path, ParseErrorCode.TOO_FEW, minimum=bounds.minimum)
        if len(answer) > bounds.maximum:
            self.refuse(path, ParseErrorCode.TOO_MANY, maximum=bounds.maximum)
        return tuple(
            self.entry(node, entry, f"{path}[{position}]")
            for position, entry in enumerate(answer[: bounds.maximum])
        )

    def entry(self, node: Node, answer: object, path: str) -> object:
        """One entry of a list; it counts as an entry even when nothing in it was answered."""
        if not isinstance(answer, Mapping):
            self.refuse(path, ParseErrorCode.NOT_AN_OBJECT, answer)
            members = (member for member in node.members.values() if member.has_effect)
            return node.build(**{member.field: None for member in members})
        before = len(self.issues)
        values = self.values(node, answer, path)
        month = values.get(node.month or "")
        if isinstance(month, Month):
            self.issues[before:] = [
                dataclasses.replace(issue, limits={**issue.limits, "entry_month": month})
                for issue in self.issues[before:]
            ]
        return node.build(**values)

    def single(self, node: Node, question: Question, answer: object, path: str) -> object:
        """A single answer, or what its absence means."""
        if answer is ABSENT:
            if question.today and self.today is not None:
                return Month.of(self.today) if question.kind is Kind.MONTH else self.today
            if question.required and question.default is None:
                self.refuse(path, ValidationErrorCode.REQUIRED)
            return node.absent
        try:
            return converted(node, self.parse_value(question, answer))
        except ParseError as error:
            self.issues.append(
                FieldError(
                    path=path, code=error.code, limits=error.limits, value=echo_safely(answer)
                )
            )
            return None

    def add_issues(self, found: Iterable[Issue], answers: Mapping[str, object]) -> None:
        """What the law refuses of the answers, except what could not even be parsed."""
        refused = {issue.path for issue in self.issues}
        for issue in found:
            path = camel(issue.field)
            if not any(place in refused for place in enclosing_paths(path)):
                value = echo_safely(_answer_at(answers, path))
                self.issues.append(
                    FieldError(path=path, code=issue.refusal, limits=issue.limits, value=value)
                )


def _answer_at(answers: object, path: str) -> object:
    """The answer at a path such as ``children[0].birthDate``; ``ABSENT`` where none was given."""
    for name in PART.findall(path):
        if isinstance(answers, Mapping):
            answers = answers.get(name, ABSENT)
        elif isinstance(answers, list) and name.isdecimal() and int(name) < len(answers):
            answers = answers[int(name)]
        else:
            return ABSENT
    return answers


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
