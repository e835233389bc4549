"""Until when a decision is kept, by the law, with what interrupted or suspended the period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from functions.law.waiver.limitation import Interruption, Suspension
from functions.law.waiver.retention import (
    RetainedDecision,
    RetentionRequest,
    RetentionResult,
    check_retention,
)
from functions.parameters import load


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """An act or a period that makes the period longer. An interruption has one day only.

    ``is_open``: a suspension of which nobody knows the last day yet.
    """

    first_day: date
    last_day: date | None = None
    is_open: bool = False

    @property
    def is_interruption(self) -> bool:
        """Whether the period begins again, instead of being suspended."""
        return self.last_day is None and not self.is_open

    def closes(self, other: Extension) -> bool:
        """Whether this is the suspension that was open, with its last day."""
        return other.is_open and self.last_day is not None and self.first_day == other.first_day


def keep_until(
    decided_on: date,
    kind: RetainedDecision,
    document_drawn_up: bool,
    extensions: Sequence[Extension] = (),
) -> date | None:
    """The last day on which the data are kept (decree of 27 April 2018, arts 95 to 99).

    There is none while a suspension is open.

    Raises:
        InvalidInput: the days contradict each other or lie outside the known law.
    """
    request = request_of(decided_on, kind, document_drawn_up, extensions)
    return check_retention(request, load.waiver()).keep_until


def retained(
    decided_on: date,
    kind: RetainedDecision,
    document_drawn_up: bool,
    extensions: Sequence[Extension],
    kept_until: date,
) -> RetentionResult:
    """The whole check, for data that are kept until that day.

    Raises:
        InvalidInput: as ``keep_until``.
    """
    request = request_of(decided_on, kind, document_drawn_up, extensions, kept_until)
    return check_retention(request, load.waiver())


def request_of(
    decided_on: date,
    kind: RetainedDecision,
    document_drawn_up: bool,
    extensions: Sequence[Extension],
    kept_until: date | None = None,
) -> RetentionRequest:
    """The question to the law, the extensions in the order in which they were sent."""
    return RetentionRequest(
        decided_on=decided_on,
        kind=kind,
        document_drawn_up=document_drawn_up,
        kept_until=kept_until,
        interruptions=tuple(
            Interruption(date=extension.first_day)
            for extension in extensions
            if extension.is_interruption
        ),
        suspensions=tuple(
            Suspension(first_day=extension.first_day, last_day=extension.last_day)
            for extension in extensions
            if not extension.is_interruption
        ),
    )
