"""What a waiver request must hold before a percentage can be given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from functions.law.core.errors import Issue, ValidationErrorCode
from functions.law.core.values import Cents, Value
from functions.law.waiver.parameters import WaiverParameters
from functions.law.waiver.request import ParameterSet


class OwnLimitsAnswers(Protocol):
    """Typed limits as far as they could be read."""

    @property
    def minimum(self) -> int | None: ...  # noqa: D102
    @property
    def maximum(self) -> int | None: ...  # noqa: D102
    @property
    def flat_reduction(self) -> int | None: ...  # noqa: D102


class SetAnswers(Protocol):
    """Which figures were asked for, as far as it could be read."""

    @property
    def request_date(self) -> date | None: ...  # noqa: D102
    @property
    def parameter_set(self) -> ParameterSet | None: ...  # noqa: D102
    @property
    def own_limits(self) -> OwnLimitsAnswers | None: ...  # noqa: D102


class RequestAnswers(SetAnswers, Protocol):
    """A request as far as it could be read: what is missing or unreadable is ``None``."""

    @property
    def partner(self) -> bool | None: ...  # noqa: D102
    @property
    def debtor_resources(self) -> object | None: ...  # noqa: D102
    @property
    def partner_resources(self) -> object | None: ...  # noqa: D102


def issues(answers: RequestAnswers, parameters: WaiverParameters) -> Iterator[Issue]:
    """Every reason why no percentage can be given, in the order of the questions."""
    day = answers.request_date
    if day is not None and not parameters.first_day <= day <= parameters.last_day:
        yield Issue(
            "request_date",
            ValidationErrorCode.OUT_OF_RANGE,
            {"minimum": parameters.first_day, "maximum": parameters.last_day},
        )
        day = None
    if answers.debtor_resources is None:
        yield Issue("debtor_resources", ValidationErrorCode.REQUIRED)
    if answers.partner is False and answers.partner_resources is not None:
        yield Issue("partner_resources", ValidationErrorCode.NOT_ALLOWED)
    if answers.partner is True and answers.partner_resources is None:
        yield Issue("partner_resources", ValidationErrorCode.REQUIRED)
    yield from set_issues(answers, day, parameters)


def _own_limits_issues(own: OwnLimitsAnswers | None) -> Iterator[Issue]:
    """All three figures are typed, and the minimum is not above the maximum."""
    for name in ("minimum", "maximum", "flat_reduction"):
        if own is None or getattr(own, name) is None:
            yield Issue(f"own_limits.{name}", ValidationErrorCode.REQUIRED)
    if own is None or own.minimum is None or own.maximum is None:
        return
    if own.minimum > own.maximum:
        yield Issue(
            "own_limits.minimum", ValidationErrorCode.OUT_OF_RANGE, {"maximum": Cents(own.maximum)}
        )


def set_issues(
    answers: SetAnswers, day: date | None, parameters: WaiverParameters
) -> Iterator[Issue]:
    """The chosen figures exist on that day, or were typed in order."""
    chosen, own = answers.parameter_set, answers.own_limits
    if chosen is ParameterSet.OWN:
        yield from _own_limits_issues(own)
        return
    if own is not None and chosen is not None:
        yield Issue("own_limits", ValidationErrorCode.NOT_ALLOWED)
    if chosen is None or day is None:
        return
    figures = parameters.sets[chosen.value].minimum
    if figures.entry_on(day) is None:
        limits: dict[str, Value] = {"minimum": figures.first_day}
        last_day = figures.values[-1].last_day
        if last_day is not None:
            limits["maximum"] = last_day
        yield Issue("parameter_set", ValidationErrorCode.NOT_KNOWN, limits)
