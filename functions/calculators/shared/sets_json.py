"""Serializes what a set of limits gives to a household for the API."""

from __future__ import annotations

from typing import Any

from functions.http.serialization import to_text
from functions.law.waiver.other_limits import SetAnswer


def set_json(answer: SetAnswer) -> dict[str, Any]:
    """The set, how certain it is, its figures, and the share that it gives."""
    return {
        "parameterSet": answer.parameter_set.value,
        "status": answer.status.value,
        "minimum": to_text(answer.minimum),
        "maximum": to_text(answer.maximum),
        "flatReduction": to_text(answer.household.flat_reduction),
        "countable": to_text(answer.household.countable),
        "percentage": to_text(answer.percentage),
    }
