"""The limits and the flat reduction that apply to a request, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from functions.law.core.trace import Source, Status
from functions.law.waiver.parameters import WaiverParameters
from functions.law.waiver.request import OwnLimits, ParameterSet

OWN = Source("own_values", "", Status.USER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The limits on monthly resources and the reduction a person, in cents, with their sources."""

    minimum: int
    maximum: int
    flat_reduction: int
    limits_source: Source
    reduction_source: Source


class FiguresAsked(Protocol):
    """Which figures are asked for: those of a set on a day, or typed ones."""

    @property
    def request_date(self) -> date: ...  # noqa: D102
    @property
    def parameter_set(self) -> ParameterSet: ...  # noqa: D102
    @property
    def own_limits(self) -> OwnLimits | None: ...  # noqa: D102


def figures_for(request: FiguresAsked, parameters: WaiverParameters) -> Figures:
    """The figures of the chosen set on the day of the request, or those that were typed."""
    own = request.own_limits
    if own is not None:
        return Figures(
            minimum=own.minimum,
            maximum=own.maximum,
            flat_reduction=own.flat_reduction,
            limits_source=OWN,
            reduction_source=OWN,
        )
    return figures_of(request.parameter_set, request.request_date, parameters)


def figures_of(chosen_set: ParameterSet, day: date, parameters: WaiverParameters) -> Figures:
    """The figures of a set on a day on which they are known."""
    chosen = parameters.sets[chosen_set.value]
    return Figures(
        minimum=chosen.minimum.on(day),
        maximum=chosen.maximum.on(day),
        flat_reduction=chosen.flat_reduction.on(day),
        limits_source=chosen.minimum.source_on(day),
        reduction_source=chosen.flat_reduction.source_on(day),
    )
