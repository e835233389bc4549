"""Builds what the page shows of a form: the words of each question, what was typed and refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from functions.edge.render_fields import Field, Form, FormSection, MonthRow, Option, Problem, Row
from functions.law.values import Month, Value
from functions.questions.definition import Kind, Question, QuestionSet, Section
from functions.questions.issues import InputIssue
from functions.words.load import Words
from functions.words.messages import message

FORM_ID = "simulator-form"
PAYMENTS = "receivedPayments"
AMOUNT = f"{PAYMENTS}[].amount"
MONTH_NAME = re.compile(rf"{PAYMENTS}\[(?P<place>[0-9]+)\]\.month")
TODAY_IF_EMPTY = frozenset({"applicationDate", "requestDate"})
"""On a page, these dates may be left empty: today counts. A machine must give them."""


class FormBuilder:
    """Builds the form from what was typed and what is wrong with it."""

    def __init__(
        self,
        questions: QuestionSet,
        words: Words,
        typed: Mapping[str, str],
        issues: Sequence[InputIssue],
    ) -> None:
        """Keep what every field needs."""
        self._questions = questions
        self._words = words
        self._typed = typed
        self._issues = issues

    def form(self, *, child_rows: int, month_rows: Sequence[Month]) -> Form:
        """The form with that many children and those months to fill in."""
        sections = tuple(self._section(section, child_rows) for section in self._questions.sections)
        months = tuple(self._months(month_rows))
        return Form(
            questions=self._questions,
            sections=sections,
            months=months,
            problems=tuple(self._problems(sections, months)),
        )

    def _section(self, section: Section, child_rows: int) -> FormSection:
        asked = [q for q in section.questions if q.list_path != PAYMENTS]
        repeats = section.list_path is not None
        count = child_rows if repeats else 1
        bounds = self._questions.lists[section.list_path] if section.list_path else None
        return FormSection(
            id=f"{self._questions.name}-{section.id}",
            key=f"{self._questions.name}.sections.{section.id}",
            rows=tuple(
                Row(
                    number=place + 1,
                    fields=tuple(self._field(q, place, place) for q in asked if not q.more),
                )
                for place in range(count)
            ),
            more=tuple(self._field(q, 0, 0) for q in asked if q.more),
            reasons=tuple((self._word(q, "label"), self._word(q, "why")) for q in asked),
            repeats=repeats,
            can_add=bounds is not None and child_rows < bounds.maximum,
            can_remove=bounds is not None and child_rows > bounds.minimum,
        )

    def _word(self, question: Question, part: str, **inputs: Value) -> str:
        key = f"{self._questions.name}.questions.{question.path}.{part}"
        return self._words.text(key, **inputs)

    def _field(
        self, question: Question, place: int, typed_place: int | None, **inputs: Value
    ) -> Field:
        """The question in that row, with what was typed for it in the row ``typed_place``."""
        name = question.path.replace("[]", f"[{place}]")
        typed_name = question.path.replace("[]", f"[{typed_place}]")
        html_id = id_of(name)
        typed = self._typed.get(typed_name, "")
        return Field(
            question=question,
            name=name,
            id=html_id,
            label=self._word(question, "label", **inputs),
            hint=self._word(question, "hint"),
            typed=typed,
            errors=tuple(
                self._message(issue) for issue in self._issues if issue.path == typed_name
            ),
            optional=not question.more
            and (question.default is not None or question.path in TODAY_IF_EMPTY),
            options=tuple(self._options(question, html_id, typed.strip() or question.default)),
            is_new=self._starts_new_row(question, place),
        )

    def _starts_new_row(self, question: Question, place: int) -> bool:
        """Whether this is the first question of a child, or of the months, just asked for."""
        if question.list_path == PAYMENTS:
            asked = f"{PAYMENTS}["
            return place == 0 and not any(name.startswith(asked) for name in self._typed)
        row = f"{question.list_path}[{place}]."
        sections = (s for s in self._questions.sections if s.list_path == question.list_path)
        first = any(section.questions[0] is question for section in sections)
        return place > 0 and first and not any(name.startswith(row) for name in self._typed)

    def _options(self, question: Question, html_id: str, chosen: str | None) -> Iterator[Option]:
        values: tuple[str, ...] = question.options
        if question.kind is Kind.BOOLEAN:
            values = ("yes", "no")
        for value in values:
            key = f"{self._questions.name}.questions.{question.path}.options.{value}"
            if question.kind is Kind.BOOLEAN:
                key = f"common.{value}"
            yield Option(
                id=f"{html_id}-{value}",
                value=value,
                label=self._words.text(key),
                chosen=value == chosen,
            )

    def _months(self, month_rows: Sequence[Month]) -> Iterator[MonthRow]:
        """One row a month. What was typed is found by its month, for the window may have moved."""
        for place, month in enumerate(month_rows):
            (question,) = (q for q in self._questions.questions() if q.path == AMOUNT)
            told = self._place_as_typed(month, place)
            yield MonthRow(
                month=month,
                month_name=self._words.figure(month),
                amount=self._field(question, place, told, month=month),
            )

    def _place_as_typed(self, month: Month, place: int) -> int | None:
        """The row in which that month was typed; ``None`` if other months were, but not this."""
        rows = [MONTH_NAME.fullmatch(name) for name in self._typed]
        told = {self._typed[row[0]].strip(): int(row["place"]) for row in rows if row}
        return told.get(str(month)) if told else place

    def _message(self, issue: InputIssue) -> str:
        return message(self._words.language, self._questions, issue)

    def _problems(
        self, sections: Sequence[FormSection], months: Sequence[MonthRow]
    ) -> Iterator[Problem]:
        fields = [field for section in sections for field in section.fields]
        fields += [row.amount for row in months]
        for issue in self._issues:
            text = self._message(issue)
            yield Problem(text=text, target=self._target(issue.path, sections, fields))

    def _target(self, path: str, sections: Sequence[FormSection], fields: Sequence[Field]) -> str:
        """Where to put it right: the field, one of its group, one of its section, or the form."""
        group = path.rpartition(".")[0]
        of_section = (
            field
            for section, shown in zip(self._questions.sections, sections, strict=True)
            if any(question.path.startswith(f"{path}[") for question in section.questions)
            for field in shown.fields
        )
        candidates = (
            *(field for field in fields if field.name == path),
            *(field for field in fields if field.name.startswith((f"{path}.", f"{path}["))),
            *(field for field in fields if group and field.name.startswith(f"{group}.")),
            *of_section,
        )
        return candidates[0].target if candidates else FORM_ID


def id_of(name: str) -> str:
    """The id of the field of that name: ``children[0].birthDate`` is ``children-0-birthDate``."""
    return name.replace("[", "-").replace("]", "").replace(".", "-")
