"""Whether two implementations give the same answers, and where floating point shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bench.cases import Case

CENT = Decimal("0.01")
LABELS = {"persons", "months"}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many figures of a baseline equal ours to the cent, and how many without rounding.

    ``differing`` lists those that do not, the widest apart first, with their case; ``widest`` is
    the largest of these differences, in euros.
    """

    figures: int
    same: int
    exact: int
    widest: Decimal
    differing: tuple[str, ...]


def agreement(
    cases: Sequence[Case],
    ours: Sequence[Mapping[str, Any]],
    theirs: Sequence[Mapping[str, Any]],
) -> Agreement:
    """Compare answer by answer.

    Raises:
        ValueError: there are not as many answers as cases.
    """
    pairs = [
        (case, a, b)
        for case, mine, other in zip(cases, ours, theirs, strict=True)
        for a, b in zip(_figures(mine), _figures(other), strict=True)
    ]
    apart = [(abs(a - b), case, a, b) for case, a, b in pairs if a != b.quantize(CENT)]
    return Agreement(
        figures=len(pairs),
        same=len(pairs) - len(apart),
        exact=sum(a == b for _, a, b in pairs),
        widest=max((difference for difference, *_ in apart), default=Decimal(0)),
        differing=tuple(
            f"{_label(case)}: {a:.2f} and {b}"
            for _, case, a, b in sorted(apart, key=lambda one: one[0], reverse=True)
        ),
    )


def _figures(answer: Mapping[str, Any]) -> Iterator[Decimal]:
    """Every figure of an answer; yes and no as 1 and 0."""
    for value in answer.values():
        match value:
            case None:
                continue
            case list():
                yield from value
            case _:
                yield Decimal(value)


def _label(case: Case) -> str:
    """The amounts of a case, by which it can be identified."""
    return ", ".join(
        f"{name} {Decimal(value) / 100:.2f}"
        for name, value in case.items()
        if type(value) is int and name not in LABELS and value
    )
