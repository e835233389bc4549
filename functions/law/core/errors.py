"""What the law layer refuses, field by field."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from functions.law.core.values import Value


class ValidationErrorCode(StrEnum):
    """Why a value cannot be used. Each has a sentence in the words of every language."""

    OUT_OF_RANGE = "out_of_range"
    REQUIRED = "required"
    AFTER = "after"
    DUPLICATE = "duplicate"
    OVERLAPS = "overlaps"
    NOT_IN_PERIOD = "not_in_period"
    NOT_ALLOWED = "not_allowed"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Issue:
    """One refused value: the field's path (``children[0].birth_date``), the reason, the bounds."""

    field: str
    refusal: ValidationErrorCode
    limits: Mapping[str, Value] = dataclasses.field(default_factory=dict)


class InvalidInput(ValueError):
    """Raised instead of a figure that would be wrong. Carries every issue found, not the first."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        """Keep the issues and name their fields in the message."""
        super().__init__(", ".join(f"{issue.field}: {issue.refusal}" for issue in issues))
        self.issues = tuple(issues)


class NotKnown(LookupError):
    """Raised when a figure of the law is asked for a day on which it is not known."""
