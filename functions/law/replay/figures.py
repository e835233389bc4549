"""The final figures of a result, read from the replayed steps of its explanation alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from functions.law.core.replay import ReplayError, ReplayStep
from functions.law.core.replay import replay as replay_steps
from functions.law.core.trace import TraceStep
from functions.law.core.values import Value
from functions.law.replay import arrears, collection, maintenance, terms, waiver

FORMULAS = {
    **maintenance.FORMULAS,
    **arrears.FORMULAS,
    **collection.FORMULAS,
    **waiver.FORMULAS,
    **terms.FORMULAS,
}
"""The formula of every rule. A step of another rule cannot be replayed, which is an error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceFigures:
    """What the steps of a simulation come to, in cents; the totals by child."""

    is_open: bool
    totals: tuple[int, ...]
    conditional_totals: tuple[int, ...]
    contribution: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverFigures:
    """What the steps of a calculation come to: basis points and cents.

    ``visit`` is ``None`` where fraud closes the procedure.
    """

    percentage: int
    waived: int
    recovered: int
    visit: bool | None


def replay(steps: Sequence[TraceStep]) -> None:
    """Computes every step anew, in order.

    Raises:
        ReplayError: a step has no formula, lacks an input, or does not follow from its inputs.
    """
    replay_steps(steps, FORMULAS)


def advance_figures(steps: Sequence[TraceStep]) -> AdvanceFigures:
    """The figures of an advance simulation.

    Raises:
        ReplayError: the steps do not hold.
    """
    replay(steps)
    totals = [
        ReplayStep(step, steps[:position])
        for position, step in enumerate(steps)
        if step.rule == "advance.total"
    ]
    return AdvanceFigures(
        is_open=all(step.value for step in steps if step.rule.startswith("intervention.")),
        totals=tuple(total.amount for total in totals),
        conditional_totals=tuple(
            sum(months * advance for months, advance, on_condition in runs if on_condition)
            for runs in map(maintenance.runs, totals)
        ),
        contribution=ReplayStep(last(steps, "contribution."), ()).amount,
    )


def waiver_figures(steps: Sequence[TraceStep]) -> WaiverFigures:
    """The figures of a waiver calculation.

    Raises:
        ReplayError: the steps do not hold.
    """
    replay(steps)
    amount = ReplayStep(last(steps, "waiver.amount"), ())
    visits = [step.value is True for step in steps if step.rule.startswith("waiver.visit.")]
    return WaiverFigures(
        percentage=amount.number("percentage"),
        waived=amount.amount,
        recovered=ReplayStep(last(steps, "waiver.recovered"), ()).amount,
        visit=visits[-1] if visits else None,
    )


def figures(steps: Sequence[TraceStep]) -> dict[str, Value]:
    """The value of the last step of every rule, once all of them hold.

    Raises:
        ReplayError: the steps do not hold.
    """
    replay(steps)
    return {step.rule: step.value for step in steps}


def last(steps: Sequence[TraceStep], prefix: str) -> TraceStep:
    """The last step whose rule begins so.

    Raises:
        ReplayError: there is none.
    """
    for step in reversed(steps):
        if step.rule.startswith(prefix):
            return step
    raise ReplayError(f"no step of {prefix}")
