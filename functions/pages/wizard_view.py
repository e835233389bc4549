"""The sections of a form as steps: what is still to do in each, and its answers to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from functions.forms.errors import FieldError
from functions.pages.answers_view import Said
from functions.pages.field_view import Field, Form, FormSection, MonthTable
from functions.pages.repeated_rows import CALCULATE, CHECK, NEXT
from functions.pages.wizard import WizardState, step_of


class State(StrEnum):
    """How far a step is; each has its words."""

    TO_DO = "toDo"
    STARTED = "started"
    ANSWERED = "answered"
    OPTIONAL = "optional"
    ERROR = "error"

    @property
    def is_done(self) -> bool:
        """Whether the result can be calculated as far as this step goes."""
        return self in (State.ANSWERED, State.OPTIONAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepAnswer:
    """A question and its answer; empty where it is missing. ``wrong``: it cannot be used so."""

    question: str
    answer: str
    wrong: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StepAnswers:
    """The answers of a step, or of one entry of its list. No heading where it would repeat."""

    heading: str
    answers: tuple[StepAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step. ``name`` is what its buttons call it."""

    name: str
    number: int
    section: FormSection
    state: State
    is_open: bool
    takes_focus: bool
    answers: tuple[StepAnswers, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The steps of a form.

    ``checks`` says that all answers are shown; ``takes_focus`` that the reader went there just now.
    ``enter`` is the button that the Enter key presses, ``kept`` what the other steps hold.
    """

    steps: tuple[Step, ...]
    checks: bool
    takes_focus: bool
    enter: str
    kept: tuple[tuple[str, str], ...] = ()

    @property
    def opened(self) -> Step | None:
        """The step that is shown, where one is."""
        return next((step for step in self.steps if step.is_open), None)

    @property
    def before(self) -> Step | None:
        """The step before the one that is shown."""
        return None if self.opened is None else self._at(self.opened.number - 1)

    @property
    def after(self) -> Step | None:
        """The step after the one that is shown."""
        return None if self.opened is None else self._at(self.opened.number + 1)

    def _at(self, number: int) -> Step | None:
        return next((step for step in self.steps if step.number == number), None)

    @property
    def total(self) -> int:
        """How many steps there are before the last look."""
        return len(self.steps)

    @property
    def left(self) -> int:
        """How many steps need something more."""
        return sum(not step.state.is_done for step in self.steps)


def steps_view(
    form: Form, issues: Sequence[FieldError], place: WizardState | None, answer: Said
) -> Steps:
    """The steps of a form, with the errors that are shown in it; at its start without a place."""
    every = zip(form.questions.sections, form.sections, strict=True)
    sections = [(section, shown) for section, shown in every if shown.applies]
    names = [section.id for section, _ in sections]
    at = place or WizardState(opened=names[0], wrong=frozenset(_required(form, answer)))
    opened = at.opened if at.opened in (*names, CHECK) else names[0]
    refused = {step_of(form.questions, issue.path) for issue in issues}
    unsettled = {step_of(form.questions, path) for path in at.wrong}
    focused = opened if at.moved and not form.problems else None
    steps = []
    for number, (section, shown) in enumerate(sections, start=1):
        table = _table_of(form, section.id)
        state = _state(
            shown, table, refused=section.id in refused, unsettled=section.id in unsettled
        )
        steps.append(
            Step(
                name=section.id,
                number=number,
                section=shown,
                state=state,
                is_open=section.id == opened,
                takes_focus=section.id == focused,
                answers=tuple(_answers(shown, table, at.wrong, answer)),
            )
        )
    is_last = opened in (CHECK, names[-1])
    return Steps(
        steps=tuple(steps),
        checks=opened == CHECK,
        takes_focus=focused == CHECK,
        enter=CALCULATE if is_last else f"{NEXT}:{opened}",
        kept=tuple(_kept(form, opened)),
    )


def _kept(form: Form, opened: str) -> Iterator[tuple[str, str]]:
    """The answers of the steps that are not shown, by name: they are sent along unseen."""
    for section, shown in zip(form.questions.sections, form.sections, strict=True):
        if section.id != opened:
            # A row of several is kept by its first field, also while it is empty.
            several = shown.rows if section.list_path and len(shown.rows) > 1 else ()
            starts = {row.fields[0].name for row in several}
            every = ((field.name, field.typed) for field in shown.fields)
            yield from ((name, typed) for name, typed in every if typed or name in starts)
    table = form.table
    if table is None or _table_of(form, opened) is not None:
        return
    if any(field.applies or field.typed.strip() for field in table.fields):
        for row in table.rows:
            yield row.name, str(row.month)
            yield from ((field.name, field.typed) for field in row.fields if field.typed)


def _required(form: Form, answer: Said) -> Iterator[str]:
    """The answers that an empty form still needs."""
    for section in form.sections:
        for field in section.fields:
            question = field.question
            if not (field.applies and section.applies):
                continue
            if question.required and not question.today and not answer(field):
                yield field.name


def _table_of(form: Form, step: str) -> MonthTable | None:
    path = form.questions.table
    return form.table if path is not None and step_of(form.questions, path) == step else None


def _state(
    section: FormSection, table: MonthTable | None, *, refused: bool, unsettled: bool
) -> State:
    if refused:
        return State.ERROR
    fields = section.fields if table is None else (*section.fields, *table.fields)
    if any(field.is_touched for field in fields):
        return State.STARTED if unsettled else State.ANSWERED
    return State.TO_DO if unsettled else State.OPTIONAL


def _answers(
    section: FormSection, table: MonthTable | None, wrong: frozenset[str], answer: Said
) -> Iterator[StepAnswers]:
    """What was answered, and what is missing; a question that may stay empty is left out."""
    folded = tuple(field for field in section.more if field.is_touched or field.name in wrong)
    for row in section.rows:
        heading = ""
        if section.list_key:
            heading = answer.catalog.gettext(f"{section.list_key}.entry", number=row.number)
        yield _group(heading, (*row.fields, *folded), wrong, answer)
    if table is not None and table.rows:
        caption = answer.catalog.gettext(f"{table.key}.caption")
        yield _group(caption, table.fields, wrong, answer)


def _group(
    heading: str, fields: Sequence[Field], wrong: frozenset[str], answer: Said
) -> StepAnswers:
    return StepAnswers(
        heading=heading,
        answers=tuple(
            StepAnswer(question=field.label, answer=text, wrong=field.name in wrong)
            for field in fields
            if field.applies and ((text := answer(field)) or field.name in wrong)
        ),
    )
