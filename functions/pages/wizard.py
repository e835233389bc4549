"""Where a reader is in a page of steps: which step is open, and which of them still need answers.

The steps are the sections of the page that apply, one shown at a time. The answers of the others
are sent along each time, so that nothing typed is lost whichever step is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from functions.forms.conditions import Conditions
from functions.forms.definition import FormDefinition, Section
from functions.forms.errors import FieldError
from functions.forms.paths import question_path
from functions.law.core.errors import ValidationErrorCode
from functions.pages.kept import opens
from functions.pages.repeated_rows import (
    ADD,
    CHECK,
    FILL,
    NEXT,
    REMOVE,
    STEP,
    FormState,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WizardState:
    """Where a reader is. ``opened`` is the step that is open, or ``check`` for the answers.

    ``wrong`` holds the paths of the answers that are missing or cannot be used, said or not.
    ``moved`` says that the reader went there: that is where the page goes on.
    """

    opened: str
    wrong: frozenset[str] = frozenset()
    moved: bool = False


def submitted_step(questions: FormDefinition, intent: str) -> str | None:
    """The step that the button leaves, of which what is wrong is said; ``None`` for no such one."""
    button, _, step = intent.partition(":")
    return step if questions.steps and button == NEXT else None


def moves(questions: FormDefinition, intent: str) -> bool:
    """Whether the button only leads from one part of the page to another."""
    button = intent.partition(":")[0]
    return button == STEP or (questions.steps and button in (NEXT, CHECK))


def _moved(questions: FormDefinition, intent: str) -> bool:
    """Whether the step itself is where the reader goes on; a row taken away leaves nothing else."""
    gone = questions.steps and intent.startswith(f"{REMOVE}:")
    return gone or moves(questions, intent)


def errors_of_step(
    questions: FormDefinition, step: str | None, issues: Iterable[FieldError]
) -> list[FieldError]:
    """What is wrong in that step; nothing where no step is left."""
    return [
        issue for issue in issues if step is not None and step_of(questions, issue.path) == step
    ]


def first_faulty_step(
    questions: FormDefinition, issues: Sequence[FieldError]
) -> Sequence[FieldError]:
    """What is wrong in the first step that has something wrong, and with the names themselves."""
    steps = [step_of(questions, issue.path) for issue in issues]
    first = next((step for step in steps if step is not None), None)
    return [issue for issue, step in zip(issues, steps, strict=True) if step in (first, None)]


def first_shown(
    questions: FormDefinition, typed: Mapping[str, str], issues: Iterable[FieldError]
) -> frozenset[str]:
    """The questions that the answers just given make relevant, and that were not shown before.

    Such a question is in the form as a hidden field: it is sent along empty. Nobody left it out.
    """
    asked = {question.path for question in questions.questions()}
    choices = {
        question.path
        for question in questions.questions()
        if question.offered
        and question.shown_if is not None
        and question.shown_if.path not in asked
    }
    return frozenset(
        issue.path
        for issue in issues
        if issue.code == ValidationErrorCode.REQUIRED
        and typed.get(issue.path) == ""
        and question_path(issue.path) in choices
    )


def step_of_new(questions: FormDefinition, intent: str, new: Iterable[str]) -> str | None:
    """The step that asks what just became relevant, where the button would lead past it."""
    steps = dict.fromkeys(step_of(questions, path) for path in sorted(new))
    left = submitted_step(questions, intent)
    if left is not None:
        return left if left in steps else None
    return None if moves(questions, intent) else next(iter(steps), None)


def step_of(questions: FormDefinition, path: str) -> str | None:
    """The step in which an answer is given; ``None`` where the page does not ask for it."""
    if path == FILL:
        return _with_list(questions, questions.table)
    general = question_path(path)
    starts = (f"{general}.", f"{general}[")
    for section in questions.sections:
        if any(q.path == general or q.path.startswith(starts) for q in section.questions):
            return section.id
    return None


def wizard_state(  # noqa: PLR0913 - the errors, whether they are shown, and whether all is done
    questions: FormDefinition,
    intent: str,
    arranged: FormState,
    *,
    wrong: Iterable[FieldError],
    said: Sequence[FieldError],
    late: str | None,
    result: bool,
) -> WizardState:
    """Where the reader is after that button.

    ``wrong`` is all that is wrong, ``said`` what is shown of it, ``late`` the step that asks what
    just became relevant, and ``result`` whether there is a result: its answers are below it.
    """
    paths = frozenset(issue.path for issue in wrong)
    if opens(intent):
        unsettled = {step_of(questions, path) for path in paths}
        first = next((s.id for s in questions.sections if s.id in unsettled), CHECK)
        return WizardState(opened=first, wrong=paths)
    steps = applicable_steps(questions, arranged)
    faulty = (step_of(questions, issue.path) for issue in said)
    opened = CHECK if result else next((step for step in faulty if step is not None), late)
    if opened is None:
        opened = _opened(questions, intent, steps, asks=arranged.asks)
    return WizardState(
        opened=opened,
        wrong=paths,
        moved=_moved(questions, intent)
        and not said
        and late is None
        and opened != submitted_step(questions, intent),
    )


def applicable_steps(questions: FormDefinition, arranged: FormState) -> list[str]:
    """The steps that apply, in their order."""
    conditions = Conditions(questions, arranged.typed, arranged.facts)
    return [s.id for s in questions.sections if conditions.holds(s.shown_if)]


def _opened(questions: FormDefinition, intent: str, steps: Sequence[str], *, asks: bool) -> str:
    """The step to open where nothing is wrong that is shown."""
    button, _, rest = intent.partition(":")
    with_table = _with_list(questions, questions.table)
    if button == CHECK:
        return CHECK
    if button == STEP:
        return rest if rest in steps else steps[0]
    if button == NEXT:
        # A table that was just asked for is filled in before its step is left.
        if (asks and rest == with_table) or rest not in steps:
            return rest
        return (*steps, CHECK)[steps.index(rest) + 1]
    if button in (ADD, REMOVE):
        return _with_list(questions, rest.partition(":")[0])
    return with_table


def _with_list(questions: FormDefinition, path: str | None) -> str:
    """The step that shows the rows of that list; the first one where none does."""
    return next((s.id for s in questions.sections if _shows(s, path)), questions.sections[0].id)


def _shows(section: Section, path: str | None) -> bool:
    return path in (section.list_path, section.table, *(q.table for q in section.questions))
