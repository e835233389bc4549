"""What the page shows of an indexed maintenance amount, put together for its template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from functions.i18n.catalog import Catalog
from functions.law.core.values import Cents, Month
from functions.law.maintenance.indexation import first_adaptation, index_name
from functions.law.maintenance.indexation_history import IndexationResult
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.pages.explanation_view import ExplainedView, explain_result


class Verdict(StrEnum):
    """What the amount of the month is."""

    INDEXED = "indexed"
    FIRST_YEAR = "firstYear"
    NOT_PUBLISHED = "notPublished"
    NOT_INDEXED = "notIndexed"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexationView(ExplainedView):
    """Everything that the template of the result needs.

    ``change`` is the amount less that of the title. ``next_change`` is the month of the adaptation
    to look out for: the first one that is not known yet, or the next one to come.
    """

    result: IndexationResult
    verdict: Verdict
    tone: str
    base: Cents
    change: Cents
    title_month: Month
    next_change: Month | None
    next_keys: tuple[str, ...]

    @property
    def difference(self) -> Cents:
        """How far the amount lies from that of the title."""
        return Cents(abs(self.change))


def indexation_view(
    result: IndexationResult, catalog: Catalog, parameters: MaintenanceParameters
) -> IndexationView:
    """The view of an indexed amount in the words of a language."""
    request = result.request
    verdict = verdict_of(result, parameters)
    change = Cents(result.amount - request.monthly_maintenance)
    return IndexationView(
        result=result,
        verdict=verdict,
        tone="later" if verdict is Verdict.NOT_PUBLISHED else "yes",
        base=Cents(request.monthly_maintenance),
        change=change,
        title_month=Month.of(request.title.date),
        next_change=next_change(result, parameters),
        next_keys=tuple(_next_keys(verdict, change)),
        **explain_result(catalog, "indexation", result),
    )


def verdict_of(result: IndexationResult, parameters: MaintenanceParameters) -> Verdict:
    """What the amount is, in a word."""
    title = result.request.title
    if index_name(title.indexation, title.date, parameters) is None:
        return Verdict.NOT_INDEXED
    if not result.published:
        return Verdict.NOT_PUBLISHED
    return Verdict.INDEXED if result.adaptations else Verdict.FIRST_YEAR


def next_change(result: IndexationResult, parameters: MaintenanceParameters) -> Month | None:
    """The first adaptation that waits for its index, else the one after the last."""
    if verdict_of(result, parameters) is Verdict.NOT_INDEXED:
        return None
    waiting = (a.month for a in result.adaptations if not a.published)
    title = result.request.title
    if not result.adaptations:
        return first_adaptation(title, parameters)
    every = parameters.indexation_months.on(title.date)
    return next(waiting, result.adaptations[-1].month.plus(every))


def _next_keys(verdict: Verdict, change: Cents) -> Iterator[str]:
    """What the reader can do now, the most useful first."""
    match verdict:
        case Verdict.NOT_INDEXED:
            yield "court"
            return
        case Verdict.NOT_PUBLISHED:
            yield "wait"
            return
        case Verdict.INDEXED if change != 0:
            yield "tell"
            yield "pay"
    if change > 0:
        yield "difference"
    yield "again"
