"""From the answers of a request to typed values, with everything that is wrong said at once."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from functions.forms import parse_form, parse_json
from functions.forms.definition import FormDefinition, Kind, Question
from functions.forms.echo import echo_path, echo_safely
from functions.forms.errors import FieldError, ParseErrorCode
from functions.forms.names import camel, snake
from functions.forms.numbers import ParseError
from functions.forms.order import in_order
from functions.forms.partial_answers import PartialAnswers
from functions.forms.tree import Node, tree
from functions.law.core.errors import Issue, ValidationErrorCode
from functions.law.core.values import Month

Reader = Callable[[Question, object], object]
ABSENT = object()
MOST_UNKNOWN = 50
"""How many unknown properties are named: enough to see the mistake, too few to swell the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSchema:
    """What turns the answers of one simulator into the terms of the law.

    ``choices`` makes the law's own value of a chosen option, by the path of the question;
    ``check`` is the law's own check of a draft.
    """

    form: FormDefinition
    choices: Mapping[str, Callable[[str], object]]
    check: Callable[[Any], Iterable[Issue]]


@dataclass(frozen=True, slots=True)
class ParseResult:
    """The answers as far as they could be read, and what is wrong with the others."""

    answers: PartialAnswers
    issues: tuple[FieldError, ...]


def parse_json_answers(schema: FormSchema, answers: Mapping[str, object]) -> ParseResult:
    """Reads the answers of a JSON request."""
    return _decode(schema, answers, parse_json.read)


def parse_form_answers(
    schema: FormSchema, answers: Mapping[str, object], today: date
) -> ParseResult:
    """Reads the answers of a page, made a tree by ``form.nest``, as they are meant today."""
    return _decode(schema, answers, parse_form.read, today)


def _decode(
    schema: FormSchema, answers: Mapping[str, object], read: Reader, today: date | None = None
) -> ParseResult:
    walk = _Walk(schema=schema, read=read, today=today)
    draft = PartialAnswers(walk.members(tree(schema.form.name), answers, ""))
    walk.add_issues_of_the_law(draft)
    return ParseResult(draft, in_order(schema.form, walk.issues))


@dataclass(slots=True, kw_only=True)
class _Walk:
    """One walk through the tree of the questions, collecting what is wrong on the way."""

    schema: FormSchema
    read: Reader
    today: date | None
    issues: list[FieldError] = field(default_factory=list)
    unknown: int = 0

    def refuse(self, path: str, code: str, answer: object = ABSENT, **limits: int) -> None:
        value = "" if answer is ABSENT else echo_safely(answer)
        self.issues.append(FieldError(path=path, code=code, limits=limits, value=value))

    def members(self, node: Node, answers: Mapping[str, object], path: str) -> dict[str, object]:
        """The values of the members of an object."""
        for name in answers:
            if name not in node.members and self.unknown < MOST_UNKNOWN:
                self.unknown += 1
                unknown = echo_path(_join(path, name))
                self.refuse(unknown, ParseErrorCode.UNKNOWN, answers[name])
        return {
            snake(name): self.value(member, answers.get(name, ABSENT), _join(path, name))
            for name, member in node.members.items()
        }

    def value(self, node: Node, answer: object, path: str) -> object:
        """The value of one place of the tree."""
        if node.question is not None:
            return self.single(node.question, answer, path)
        if node.bounds is not None:
            return self.entries(node, answer, path)
        return self.group(node, answer, path)

    def group(self, node: Node, answer: object, path: str) -> PartialAnswers | None:
        """An object; without any member it counts as not given."""
        if answer is not ABSENT and not isinstance(answer, Mapping):
            self.refuse(path, ParseErrorCode.NOT_AN_OBJECT, answer)
            return None
        given: Mapping[str, object] = answer if isinstance(answer, Mapping) else {}
        values = self.members(node, given, path)
        return PartialAnswers(values) if given else None

    def entries(self, node: Node, answer: object, path: str) -> tuple[PartialAnswers, ...]:
        """The entries of a list, up to the most that it may have."""
        if node.bounds is None or answer is ABSENT:
            if node.bounds is not None and node.bounds.minimum > 0:
                self.refuse(path, ValidationErrorCode.REQUIRED)
            return ()
        if not isinstance(answer, list):
            self.refuse(path, ParseErrorCode.NOT_A_LIST, answer)
            return ()
        if len(answer) < node.bounds.minimum:
            self.refuse(path, ParseErrorCode.TOO_FEW, minimum=node.bounds.minimum)
        if len(answer) > node.bounds.maximum:
            self.refuse(path, ParseErrorCode.TOO_MANY, maximum=node.bounds.maximum)
        return tuple(
            self.entry(node, entry, f"{path}[{position}]")
            for position, entry in enumerate(answer[: node.bounds.maximum])
        )

    def entry(self, node: Node, answer: object, path: str) -> PartialAnswers:
        """One entry of a list; it counts as an entry even when nothing in it was answered."""
        if not isinstance(answer, Mapping):
            self.refuse(path, ParseErrorCode.NOT_AN_OBJECT, answer)
            return PartialAnswers({})
        before = len(self.issues)
        values = self.members(node, answer, path)
        month = values.get(node.asks_for_month or "")
        if isinstance(month, Month):
            self.issues[before:] = [
                dataclasses.replace(issue, limits={**issue.limits, "entry_month": month})
                for issue in self.issues[before:]
            ]
        return PartialAnswers(values)

    def single(self, question: Question, answer: object, path: str) -> object:
        """A single answer, or what its absence means."""
        if answer is ABSENT:
            if question.today and self.today is not None:
                return Month.of(self.today) if question.kind is Kind.MONTH else self.today
            if question.default is not None:
                return self.chosen(question, _default(question))
            if question.required:
                self.refuse(path, ValidationErrorCode.REQUIRED)
            return None
        try:
            return self.chosen(question, self.read(question, answer))
        except ParseError as refused:
            self.issues.append(
                FieldError(
                    path=path, code=refused.code, limits=refused.limits, value=echo_safely(answer)
                )
            )
            return None

    def chosen(self, question: Question, value: object) -> object:
        """The law's own value of a chosen option; any other value as it is."""
        choice = self.schema.choices.get(question.path)
        return choice(value) if choice is not None and isinstance(value, str) else value

    def add_issues_of_the_law(self, draft: PartialAnswers) -> None:
        """What the law refuses, except where the answer could not even be read."""
        refused = {issue.path for issue in self.issues}
        for issue in self.schema.check(draft):
            path = camel(issue.field)
            if not any(place in refused for place in _places_up_from(path)):
                self.issues.append(FieldError(path=path, code=issue.refusal, limits=issue.limits))


@cache
def _default(question: Question) -> object:
    """What an absent answer means. Kept, since it is read for nearly every question."""
    return parse_form.read(question, question.default)


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _places_up_from(path: str) -> tuple[str, ...]:
    """The place itself and every object and list that it lies in."""
    return (path, *(path[: mark.start()] for mark in re.finditer(r"[.\[]", path)))
