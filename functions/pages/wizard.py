"""Where a reader is in a page of steps: which step is open, and which of them still need answers.

The steps are the sections of the page, to be done in any order. All their answers are sent each
time, so that nothing typed is lost whichever step is left.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from functions.forms.definition import FormDefinition, Section
from functions.forms.errors import FieldError
from functions.forms.paths import question_path
from functions.pages.repeated_rows import (
    ADD,
    CHECK,
    FILL,
    NEXT,
    REMOVE,
    STEP,
    FormState,
    asks_for_months,
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
    said: bool,
    result: bool,
) -> WizardState:
    """Where the reader is after that button.

    ``wrong`` is all that is wrong, ``said`` whether any of it is shown, and ``result`` whether
    there is a result: its answers are below it.
    """
    opened = CHECK if result else _opened(questions, intent, asks=arranged.asks, said=said)
    return WizardState(
        opened=opened,
        wrong=frozenset(issue.path for issue in wrong),
        moved=_moved(questions, intent)
        and not said
        and opened != submitted_step(questions, intent),
    )


def _opened(questions: FormDefinition, intent: str, *, asks: bool, said: bool) -> str:
    """The step to open. What is wrong opens its own steps besides."""
    button, _, rest = intent.partition(":")
    ids = [section.id for section in questions.sections]
    with_table = _with_list(questions, questions.table)
    if button == CHECK:
        return CHECK
    if button == STEP:
        return rest
    if button == NEXT:
        # A table that was just asked for is filled in before its step is left.
        stays = said or (asks and rest == with_table)
        return rest if stays else (*ids, CHECK)[ids.index(rest) + 1]
    if button in (ADD, REMOVE):
        return _with_list(questions, rest.partition(":")[0])
    if asks_for_months(intent) or not said:
        return with_table
    return ""


def _with_list(questions: FormDefinition, path: str | None) -> str:
    """The step that shows the rows of that list; the first one where none does."""
    return next((s.id for s in questions.sections if _shows(s, path)), questions.sections[0].id)


def _shows(section: Section, path: str | None) -> bool:
    return path in (section.list_path, section.table, *(q.table for q in section.questions))
