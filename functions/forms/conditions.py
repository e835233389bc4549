"""Which questions of a page apply, by the answers given so far, and what then is counted.

An answer to a question that does not apply stays in the form and is not counted. "I do not know"
counts as the answer that the definition names. What only the page asks is checked here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from functions.forms.definition import NOT_KNOWN, FormDefinition, Question, ShownIf
from functions.forms.echo import echo_safely
from functions.forms.errors import FieldError, ParseErrorCode
from functions.forms.numbers import ParseError
from functions.forms.parse_form import parse_value
from functions.forms.paths import INDEX, question_path
from functions.law.core.errors import ValidationErrorCode

YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a page counts of the answers typed.

    ``assumed`` names the questions answered by "I do not know"; ``issues`` says what is wrong
    with the answers that only the page asks for.
    """

    answers: Mapping[str, str]
    assumed: tuple[str, ...] = ()
    issues: tuple[FieldError, ...] = ()


class Conditions:
    """The conditions of a question set, for the answers typed and the facts derived from them."""

    def __init__(
        self,
        questions: FormDefinition,
        typed: Mapping[str, str],
        facts: Mapping[str, str] | None = None,
    ) -> None:
        """Keep the answers, the facts among them."""
        self._questions = questions.by_path
        self._sections = questions.section_shown_if
        self._answers = {**typed, **(facts or {})}

    def apply(self, name: str) -> bool:
        """Whether the question behind the field of that name applies."""
        path = question_path(name)
        question = self._questions.get(path)
        own = None if question is None else question.shown_if
        of_section = self._sections.get(path)
        if own is None and of_section is None:
            return True
        return self.holds(of_section, name) and self.holds(own, name)

    def holds(self, condition: ShownIf | None, name: str = "") -> bool:
        """Whether a condition is met, for the entry of a list that a field is about."""
        if condition is None:
            return True
        entry = INDEX.search(name) if "[" in name else None
        path = condition.path if entry is None else condition.path.replace("[]", entry[0])
        answer = self._answers.get(path, "").strip() or self._default(path)
        return answer in condition.answers and (path == name or self.apply(path))

    def _default(self, path: str) -> str:
        question = self._questions.get(question_path(path))
        return "" if question is None else question.default or ""


def counted(
    questions: FormDefinition, typed: Mapping[str, str], facts: Mapping[str, str] | None = None
) -> Counted:
    """What is counted of the answers typed."""
    conditions = Conditions(questions, typed, facts)
    answers: dict[str, str] = {}
    assumed = []
    for name, text in typed.items():
        question = questions.by_path.get(question_path(name))
        if question is None or question.page_only or not conditions.apply(name):
            continue
        answers[name] = text
        if question.unknown is not None and text.strip() == NOT_KNOWN:
            answers[name] = question.unknown
            assumed.append(name)
    answers |= {
        other: YES
        for question in questions.questions()
        if _is_yes(question, typed) and conditions.apply(question.path)
        for other in question.stands_for
    }
    issues = tuple(_page_issues(questions, typed, conditions))
    return Counted(answers=answers, assumed=tuple(assumed), issues=issues)


def _is_yes(question: Question, typed: Mapping[str, str]) -> bool:
    return typed.get(question.path, "").strip() == YES


def given_on_page(
    questions: FormDefinition, typed: Mapping[str, str], facts: Mapping[str, str] | None = None
) -> Mapping[str, str]:
    """What was answered on the page alone: an option or a question that a request in JSON lacks.

    A question that stands for others is left out, as these are answered themselves.
    """
    conditions = Conditions(questions, typed, facts)
    return {
        question.path: text
        for question in questions.questions()
        if (text := typed.get(question.path, "").strip())
        and not question.stands_for
        and (question.page_only or text in set(question.page_options) - set(question.options))
        and conditions.apply(question.path)
    }


def with_stand_ins(questions: FormDefinition, typed: Mapping[str, str]) -> Mapping[str, str]:
    """The answers, with that of a question which stands for others where only those were given."""
    found = dict(typed)
    for question in questions.questions():
        given = [typed.get(path, "").strip() for path in question.stands_for]
        if given and all(given) and not typed.get(question.path, "").strip():
            found[question.path] = YES if set(given) == {YES} else NO
    return found


def is_stood_for(questions: FormDefinition, path: str) -> bool:
    """Whether another question of the page can answer the question behind that path."""
    return any(path in question.stands_for for question in questions.questions())


def _page_issues(
    questions: FormDefinition, typed: Mapping[str, str], conditions: Conditions
) -> Iterator[FieldError]:
    for question in questions.questions():
        if question.page_only and conditions.apply(question.path):
            found = _page_issue(question, typed.get(question.path, ""))
            if found is not None:
                yield found


def _page_issue(question: Question, text: str) -> FieldError | None:
    if not text.strip():
        required = FieldError(path=question.path, code=ValidationErrorCode.REQUIRED)
        return required if question.required else None
    if question.options:
        if text.strip() in question.offered:
            return None
        code = ParseErrorCode.NOT_A_CHOICE
        return FieldError(path=question.path, code=code, value=echo_safely(text))
    try:
        parse_value(question, text)
    except ParseError as refused:
        return FieldError(
            path=question.path, code=refused.code, limits=refused.limits, value=echo_safely(text)
        )
    return None
