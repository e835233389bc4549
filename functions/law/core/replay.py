"""The replay of an explanation: every step is computed anew from its inputs and those before it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import wraps
from itertools import zip_longest
from typing import Any, TypeVar

from functions.law.core.rule import REGISTRY, AnyRule, Before, RuleError
from functions.law.core.trace import TraceStep

T = TypeVar("T")


class ReplayError(RuleError):
    """A step has no rule, lacks an input, or has another value than its inputs give."""


def replay(steps: Sequence[TraceStep]) -> None:
    """Computes every step anew, in order, by the rules of the modules that were imported.

    Raises:
        ReplayError: a step has no rule, lacks an input, or does not follow from its inputs.
    """
    before: list[TraceStep] = []
    folded: dict[object, tuple[int, Any]] = {}
    for step in steps:
        rule = REGISTRY.get(step.rule)
        if rule is None:
            raise ReplayError(f"{step.rule}: no rule")
        try:
            rule.check(step, Before(before, step.child, folded))
        except RuleError as error:
            raise ReplayError(str(error)) from error
        before.append(step)


def replaying(read: Callable[[Sequence[TraceStep]], T]) -> Callable[[Sequence[TraceStep]], T]:
    """Makes a replay of what reads the figures of complete steps: they are computed anew first."""

    @wraps(read)
    def figures(steps: Sequence[TraceStep]) -> T:
        replay(steps)
        try:
            return read(steps)
        except RuleError:
            raise
        except (ArithmeticError, ValueError) as error:
            raise ReplayError("out of range") from error

    return figures


def only(steps: Sequence[TraceStep], *rules: AnyRule, child: int | None = None) -> TraceStep:
    """The one step of these rules, for a child if given, that a result must hold.

    Raises:
        ReplayError: there is none, or more than one.
    """
    found = optional(steps, *rules, child=child)
    if found is None:
        raise ReplayError(f"{rules[0].code}: not asked")
    return found


def optional(
    steps: Sequence[TraceStep], *rules: AnyRule, child: int | None = None
) -> TraceStep | None:
    """The one step of these rules that a result may hold; ``None`` if it does not.

    Raises:
        ReplayError: there is more than one.
    """
    found = Before(steps, child).of(*rules)
    if len(found) > 1:
        raise ReplayError(f"{found[1].rule}: asked twice")
    return found[0] if found else None


def in_order(steps: Sequence[TraceStep], *asked: Collection[AnyRule]) -> None:
    """The steps are those of a complete result: one of each of these groups, in their order.

    Raises:
        ReplayError: one is missing, comes twice, or stands elsewhere.
    """
    for step, rules in zip_longest(steps, asked):
        if step is None:
            raise ReplayError(f"{next(iter(rules)).code}: not asked")
        if rules is None or step.rule not in {one.code for one in rules}:
            raise ReplayError(f"{step.rule}: out of order")
