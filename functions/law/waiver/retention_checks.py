"""What the days of a retention must hold: none before the decision, in order, no overlap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Protocol

from functions.law.core.errors import Issue, ValidationErrorCode
from functions.law.core.validation import day_issues
from functions.law.core.values import Value
from functions.law.waiver.parameters import WaiverParameters


class InterruptionAnswers(Protocol):
    """An interruption as far as it could be read."""

    @property
    def date(self) -> date | None: ...  # noqa: D102


class SuspensionAnswers(Protocol):
    """A suspension as far as it could be read."""

    @property
    def first_day(self) -> date | None: ...  # noqa: D102
    @property
    def last_day(self) -> date | None: ...  # noqa: D102


class RetentionAnswers(Protocol):
    """A request as far as it could be read."""

    @property
    def decided_on(self) -> date | None: ...  # noqa: D102
    @property
    def kept_until(self) -> date | None: ...  # noqa: D102
    @property
    def interruptions(self) -> Sequence[InterruptionAnswers]: ...  # noqa: D102
    @property
    def suspensions(self) -> Sequence[SuspensionAnswers]: ...  # noqa: D102


def issues(answers: RetentionAnswers, parameters: WaiverParameters) -> Iterator[Issue]:
    """Every reason why no last day can be given, in the order of the questions."""
    first, last = parameters.first_day, parameters.last_day
    found = tuple(day_issues("decided_on", answers.decided_on, first, last))
    yield from found
    if answers.decided_on is not None and not found:
        first = answers.decided_on
    if answers.kept_until is not None and answers.kept_until < first:
        yield Issue("kept_until", ValidationErrorCode.OUT_OF_RANGE, {"minimum": first})
    for name, entries in (
        ("interruptions", answers.interruptions),
        ("suspensions", answers.suspensions),
    ):
        if len(entries) > parameters.longest_ledger:
            limits: dict[str, Value] = {"minimum": 0, "maximum": parameters.longest_ledger}
            yield Issue(name, ValidationErrorCode.OUT_OF_RANGE, limits)
    for position, interruption in enumerate(answers.interruptions):
        yield from day_issues(f"interruptions[{position}].date", interruption.date, first, last)
    yield from _suspension_issues(answers.suspensions, first, last)


def _suspension_issues(
    suspensions: Sequence[SuspensionAnswers], first: date, last: date
) -> Iterator[Issue]:
    """Each suspension begins after the decision and ends after it began; no two overlap."""
    in_order: list[tuple[date, date, int]] = []
    for position, period in enumerate(suspensions):
        path = f"suspensions[{position}]"
        yield from day_issues(f"{path}.first_day", period.first_day, first, last)
        begins = max(first, period.first_day or first)
        yield from day_issues(f"{path}.last_day", period.last_day, begins, last)
        if period.first_day is not None and period.last_day is not None:
            in_order.append((period.first_day, period.last_day, position))
    for (_, earlier_last, _), (begins, _, position) in pairwise(sorted(in_order)):
        if begins <= earlier_last <= last:
            free = earlier_last + timedelta(days=1)
            yield Issue(
                f"suspensions[{position}].first_day",
                ValidationErrorCode.OUT_OF_RANGE,
                {"minimum": free},
            )
