"""The replay of an explanation: every step is computed anew from its inputs and those before it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import wraps
from itertools import zip_longest
from typing import Any, TypeVar

from functions.law.core.rule import REGISTRY, AnyRule, Before, RuleError
from functions.law.core.trace import TraceStep
from functions.law.core.values import Month, Value

T = TypeVar("T")


class ReplayError(RuleError):
    """A step has no formula, lacks an input, or another value than its inputs give."""


@dataclass(frozen=True, slots=True)
class ReplayStep:
    """A step with the steps before it, whose values hold already. Reads the inputs by kind."""

    step: TraceStep
    before: Sequence[TraceStep]

    def value(self, name: str) -> Value:
        """An input, whatever it is.

        Raises:
            ReplayError: the step has no such input.
        """
        if name not in self.step.inputs:
            raise self.wrong(name)
        return self.step.inputs[name]

    def number(self, name: str) -> int:
        """An input that is a number or an amount."""
        value = self.value(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise self.wrong(name)

    def yes(self, name: str) -> bool:
        """An input that is a yes or a no."""
        value = self.value(name)
        if isinstance(value, bool):
            return value
        raise self.wrong(name)

    def day(self, name: str) -> date:
        """An input that is a date."""
        value = self.value(name)
        if isinstance(value, date):
            return value
        raise self.wrong(name)

    def month(self, name: str) -> Month:
        """An input that is a month."""
        value = self.value(name)
        if isinstance(value, Month):
            return value
        raise self.wrong(name)

    def code(self, name: str) -> str:
        """An input that is a code."""
        value = self.value(name)
        if isinstance(value, str):
            return value
        raise self.wrong(name)

    def has(self, name: str) -> bool:
        """Whether there is such an input."""
        return name in self.step.inputs

    def require(self, holds: bool, what: str) -> None:
        """What must hold for the step's rule to be the one that applies.

        Raises:
            ReplayError: it does not.
        """
        if not holds:
            raise self.wrong(what)

    def wrong(self, what: str) -> ReplayError:
        """The error that names the step."""
        return ReplayError(f"{self.step.rule}: {what}")

    def earlier(self, prefix: str) -> Sequence[ReplayStep]:
        """The steps before this one whose rule begins so, of the same child."""
        return [
            ReplayStep(step, self.before)
            for step in self.before
            if step.rule.startswith(prefix) and step.child == self.step.child
        ]

    def latest(self, prefix: str) -> ReplayStep:
        """The last step before this one whose rule begins so, of the same child.

        Raises:
            ReplayError: there is none.
        """
        found = self.earlier(prefix)
        if not found:
            raise self.wrong(f"no {prefix} before it")
        return found[-1]

    @property
    def amount(self) -> int:
        """The value of the step, where it is a number."""
        value = self.step.value
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise self.wrong("value")


Formula = Callable[[ReplayStep], Value]


def told(name: str) -> Formula:
    """The formula of a step whose value is what was told."""

    def formula(step: ReplayStep) -> Value:
        return step.value(name)

    return formula


def replay(steps: Sequence[TraceStep], formulas: Mapping[str, Formula] | None = None) -> None:
    """Computes every step anew, in order, by the rules of the modules that were imported.

    Raises:
        ReplayError: a step has no rule, lacks an input, or does not follow from its inputs.
    """
    before: list[TraceStep] = []
    folded: dict[object, tuple[int, Any]] = {}
    for step in steps:
        rule = REGISTRY.get(step.rule)
        if rule is None:
            _replay_formula(step, before, formulas or {})
        else:
            try:
                rule.check(step, Before(before, step.child, folded))
            except RuleError as error:
                raise ReplayError(str(error)) from error
        before.append(step)


def _replay_formula(
    step: TraceStep, before: Sequence[TraceStep], formulas: Mapping[str, Formula]
) -> None:
    replayed = ReplayStep(step, before)
    formula = formulas.get(step.rule)
    if formula is None:
        raise replayed.wrong("no rule")
    value = _computed(replayed, formula)
    replayed.require(value == step.value, f"{value} instead of {step.value}")


def _computed(step: ReplayStep, formula: Formula) -> Value:
    """What the formula gives; inputs that no calculation can take are an error of the step."""
    try:
        return formula(step)
    except ReplayError:
        raise
    except (ArithmeticError, ValueError) as error:
        raise step.wrong("out of range") from error


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
