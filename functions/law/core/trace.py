"""How a result explains itself: steps, notes and the sources they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from functions.law.core.values import Value


class Status(StrEnum):
    """How firm a rule or a figure is."""

    LAW = "law"
    OFFICIAL = "official"
    SECONDARY = "secondary"
    INFERRED = "inferred"
    GAP = "gap"
    USER = "user"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule or a figure stands: the act, its article, and how firm that ground is."""

    act: str
    article: str = ""
    status: Status = Status.LAW

    def __hash__(self) -> int:
        """That of the texts: citations are looked up for every step."""
        return hash((self.act, self.article))


class TraceStep(NamedTuple):
    """One step of a computation: what went in, what came out, and why.

    ``rule`` names both the sentence in the words of each language and the formula, so that
    the result can be recomputed from the steps alone. ``child`` is the position of the child
    in the application, where the step concerns one child.
    """

    rule: str
    inputs: Mapping[str, Value]
    value: Value
    source: Source
    child: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something the reader must know beside the result: a gap, an assumption, a limit."""

    code: str
    inputs: Mapping[str, Value] = field(default_factory=dict)
    source: Source
