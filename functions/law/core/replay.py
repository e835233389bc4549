"""The replay of an explanation: every step is computed anew from its inputs and those before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from functions.law.core.trace import TraceStep
from functions.law.core.values import Month, Value


class ReplayError(ValueError):
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


def replay(steps: Sequence[TraceStep], formulas: Mapping[str, Formula]) -> None:
    """Computes every step anew, in order.

    Raises:
        ReplayError: a step has no formula, lacks an input, or does not follow from its inputs.
    """
    for position, step in enumerate(steps):
        replayed = ReplayStep(step, steps[:position])
        formula = formulas.get(step.rule)
        if formula is None:
            raise replayed.wrong("no formula")
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
