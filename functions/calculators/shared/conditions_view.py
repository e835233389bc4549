"""What the pages show of the conditions of an intervention, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from functions.calculators.shared.missed_view import missed_sentences
from functions.i18n.catalog import Catalog
from functions.law.maintenance.intervention import Condition
from functions.law.maintenance.missed_count import MissedCount
from functions.law.maintenance.missed_terms import missed_terms
from functions.pages.explanation_view import ExplanationLine, explain_step


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionLine:
    """A condition, whether it is met, from which day time alone meets it, or what would.

    ``change`` is empty where the condition is met, or where waiting is enough. ``details`` says how
    the months missed were paid.
    """

    explained: ExplanationLine
    met: bool
    met_from: date | None
    change: str
    details: tuple[str, ...] = ()


def condition_lines(
    catalog: Catalog, subject: str, conditions: Iterable[Condition], missed: MissedCount
) -> Iterator[ConditionLine]:
    """The conditions in the words of a subject."""
    for condition in conditions:
        stays_unmet = not condition.met and condition.met_from is None
        yield ConditionLine(
            explained=explain_step(catalog, subject, condition.step),
            met=condition.met,
            met_from=condition.met_from,
            change=catalog.gettext(f"{subject}.change.{condition.step.rule}")
            if stays_unmet
            else "",
            details=tuple(missed_sentences(catalog, subject, missed))
            if condition.step.rule == missed_terms.code
            else (),
        )
