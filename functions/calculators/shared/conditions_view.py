"""What the pages show of the conditions of an intervention, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from functions.i18n.catalog import Words
from functions.law.maintenance.intervention import Condition
from functions.pages.explanation_view import Explained, explain_step


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionLine:
    """A condition, whether it is met, from which day time alone meets it, or what would.

    ``change`` is empty where the condition is met, or where waiting is enough.
    """

    explained: Explained
    met: bool
    met_from: date | None
    change: str


def condition_lines(
    words: Words, subject: str, conditions: Iterable[Condition]
) -> Iterator[ConditionLine]:
    """The conditions in the words of a subject."""
    for condition in conditions:
        stays_unmet = not condition.met and condition.met_from is None
        yield ConditionLine(
            explained=explain_step(words, subject, condition.step),
            met=condition.met,
            met_from=condition.met_from,
            change=words.text(f"{subject}.change.{condition.step.rule}") if stays_unmet else "",
        )
