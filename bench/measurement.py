"""How a figure is taken: in rounds in which all cases that are compared alternate."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bench.console import progress

Case = TypeVar("Case")
Figure = TypeVar("Figure")


@dataclass(frozen=True, slots=True)
class Options:
    """How often each case is measured, and how many lines the longest file of ``batch`` has."""

    rounds: int = 15
    rows: int = 4000


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some figures, and their quartiles."""

    median: float
    lower: float
    upper: float

    def times(self, factor: float) -> Spread:
        """The same in another unit."""
        return Spread(self.median * factor, self.lower * factor, self.upper * factor)


def spread(figures: Sequence[float]) -> Spread:
    """The median and the quartiles; of a single figure, that figure three times.

    Raises:
        ValueError: there is no figure.
    """
    if not figures:
        raise ValueError("no figure was taken")
    if len(figures) == 1:
        return Spread(figures[0], figures[0], figures[0])
    lower, median, upper = statistics.quantiles(figures, n=4, method="inclusive")
    return Spread(median, lower, upper)


def interleaved(
    cases: Mapping[Case, Callable[[], Figure]], rounds: int, label: str
) -> dict[Case, list[Figure]]:
    """What each case gave in each round, so that other load slows all of them alike.

    Every other round runs in reverse order.
    """
    taken: dict[Case, list[Figure]] = {name: [] for name in cases}
    for number in range(rounds):
        progress(label, number, rounds)
        order = list(cases.items())
        for name, take in order if number % 2 == 0 else reversed(order):
            taken[name].append(take())
    progress(label, rounds, rounds)
    return taken


def seconds(work: Callable[[], object], calls: int = 1) -> float:
    """How long one call takes, in seconds, as the mean of so many calls."""
    start = time.perf_counter()
    for _ in range(calls):
        work()
    return (time.perf_counter() - start) / calls


def calls_for(seconds_a_call: float, wanted: float = 0.05, most: int = 2000) -> int:
    """How many calls make a round long enough to be measured."""
    return max(1, min(most, math.ceil(wanted / max(seconds_a_call, 1e-9))))


def exponent(points: Mapping[int, float]) -> float:
    """The power ``k`` of the size that fits best: a figure grows as ``size ** k``.

    By least squares on the logarithms: 1 is linear growth, 0 is none.

    Raises:
        ValueError: fewer than two sizes.
    """
    slope, _ = statistics.linear_regression(
        [math.log(size) for size in points], [math.log(figure) for figure in points.values()]
    )
    return slope
