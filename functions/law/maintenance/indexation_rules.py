"""The rules of indexation: the amount of the title, adapted, kept, and looked up for a month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from functions.law.core.parameter import Unit
from functions.law.core.rule import (
    AnyRule,
    Before,
    Explanation,
    RuleError,
    amount_of,
    input_of,
    rule,
    rule_after,
)
from functions.law.core.trace import TraceStep
from functions.law.core.values import (
    MONTHS_IN_YEAR,
    Cents,
    Coefficient,
    IndexPoints,
    Month,
    divide_half_up,
)
from functions.law.maintenance.indexation import (
    INDEXATION_BY_LAW,
    StartPoints,
    TitleIndex,
    adapted,
)


@rule("indexation.none", INDEXATION_BY_LAW)
def no_indexation(maintenance: Cents) -> Cents:
    """The amount of a title that follows no index."""
    return maintenance


@rule("indexation.first_year", INDEXATION_BY_LAW, thresholds=("title_date", "first_adaptation"))
def first_year(
    maintenance: Cents, title_date: date, first_adaptation: Month | None = None
) -> Cents:
    """The amount of the title until its first adaptation, which the title itself can fix."""
    return maintenance


def first_by_law_or_title(step: TraceStep) -> Month:
    """The month of the first adaptation, of a step of the first year."""
    if "first_adaptation" in step.inputs:
        return input_of(step, "first_adaptation", Month)
    return Month.of(input_of(step, "title_date", date)).plus(MONTHS_IN_YEAR)


def start_points(
    start_index: IndexPoints,
    typed_start_index: IndexPoints | None,
    coefficient: Coefficient | None,
) -> StartPoints:
    """The start index in full: as published, or as typed and brought to the base of the series."""
    if typed_start_index is None:
        return StartPoints(start_index)
    if coefficient is None:
        return StartPoints(typed_start_index)
    exact = Fraction(typed_start_index * coefficient, Unit.COEFFICIENT.scale)
    return StartPoints(exact.numerator, exact.denominator)


def is_shown_start(
    start_index: IndexPoints,
    typed_start_index: IndexPoints | None,
    coefficient: Coefficient | None,
) -> bool:
    """Whether the start index that is shown is the one in full, to two decimals."""
    start = start_points(start_index, typed_start_index, coefficient)
    return divide_half_up(start.numerator, start.denominator) == start_index


def is_known_index(from_month: Month, index_month: Month, start_month: Month | None) -> bool:
    """Whether neither index is that of a month after the one it adapts."""
    return index_month < from_month and (start_month is None or start_month <= from_month)


@rule(
    "indexation.adapted",
    INDEXATION_BY_LAW,
    when=(is_shown_start, is_known_index),
    informs=("series", "base_year"),
    thresholds=(
        "maintenance",
        "from_month",
        "index",
        "index_month",
        "start_index",
        "start_month",
        "typed_start_index",
        "coefficient",
    ),
)
def adapted_amount(  # noqa: PLR0913, PLR0917 - everything that the sentence names
    maintenance: Cents,
    series: str,
    from_month: Month,
    index: IndexPoints,
    index_month: Month,
    start_index: IndexPoints,
    start_month: Month | None = None,
    typed_start_index: IndexPoints | None = None,
    base_year: str | None = None,
    coefficient: Coefficient | None = None,
) -> Cents:
    """The amount of the title, by the index over the start index, half-up to the cent."""
    start = start_points(start_index, typed_start_index, coefficient)
    return adapted(maintenance, index, start)


def is_kept(kept: Cents, before: Before) -> bool:
    """Whether it is the last amount that is known."""
    last = before.last(*INDEXATION)
    return last is not None and last.value == kept


@rule(
    "indexation.not_published",
    INDEXATION_BY_LAW,
    when=(is_kept,),
    informs=("series", "index_month"),
    thresholds=("from_month",),
)
def not_published(series: str, from_month: Month, index_month: Month, kept: Cents) -> Cents:
    """The amount before stays while no newer index is published."""
    return kept


INDEXATION = (no_indexation, first_year, adapted_amount, not_published)
"""The rules whose step gives an amount from a month on."""
CODES = frozenset(one.code for one in INDEXATION)


def amount_in(before: Before, month: Month, since: AnyRule | None = None) -> Cents | None:
    """The amount of the same child that holds in a month; ``None`` if no step gives one.

    ``since``: only the steps after the last one of that rule count.
    """
    for step in reversed(before.steps):
        if step.child != before.child:
            continue
        if since is not None and step.rule == since.code:
            return None
        if step.rule in CODES and holds_in(step, month):
            return Cents(amount_of(step))
    return None


def holds_in(step: TraceStep, month: Month) -> bool:
    """Whether the amount of the step holds in a month."""
    since = step.inputs.get("from_month")
    return since is None or (isinstance(since, Month) and since <= month)


def amount_of_all(before: Before, month: Month) -> Cents:
    """What the index gives for every child in a month, added up."""
    by_child: dict[int | None, int] = {}
    for step in before.steps:
        if step.rule in CODES and holds_in(step, month):
            by_child[step.child] = amount_of(step)
    return Cents(sum(by_child.values()))


@rule_after("indexation.month", INDEXATION_BY_LAW, thresholds=("month",))
def amount_of_month(before: Before, month: Month) -> Cents:
    """The amount that holds in the month that is asked about."""
    found = amount_in(before, month)
    if found is None:
        raise RuleError("indexation.month: no amount")
    return found


def explain_amount(
    explanation: Explanation, maintenance: int, month: Month, index: TitleIndex
) -> Cents:
    """Adds the step for an amount of the title from a month on, and gives it."""
    base, title, found = Cents(maintenance), index.title, index.in_month(month)
    if index.name is None:
        return explanation.add(no_indexation, base)
    if found.index is None or found.index_month is None or found.start is None:
        own = title.indexation_month or title.first_indexation
        first = None if own is None else index.first
        return explanation.add(first_year, base, title.date, first)
    start, used = found.start, index.start
    published = None if used is None else used.month
    typed = title.start_index if published is None else None
    return explanation.add(
        adapted_amount,
        maintenance=base,
        series=index.name,
        from_month=month,
        index=found.index,
        index_month=found.index_month,
        start_index=IndexPoints(divide_half_up(start.numerator, start.denominator)),
        start_month=published,
        typed_start_index=None if typed is None else IndexPoints(typed.figure),
        base_year=None if typed is None else str(typed.base_year),
        coefficient=None if used is None else used.coefficient,
    )


def explain_amounts(
    explanation: Explanation, amounts: Iterable[int], month: Month, index: TitleIndex
) -> None:
    """Adds the step for the amount of every child from a month on."""
    for child, maintenance in enumerate(amounts):
        explain_amount(explanation.of_child(child), maintenance, month, index)
