"""Counts as CloudWatch reads them from a line of the log (embedded metric format).

Dimensions are the operation and the class of its outcome only: each pair is paid as one metric,
and neither says anything of a person.
"""

from __future__ import annotations

from typing import Any

from functions.http import clock

NAMESPACE = "Alimenta"
COUNT = "Count"
DIMENSIONS = ["operation", "outcome"]
MILLISECONDS = 1000


def counted(operation: str, outcome: str) -> dict[str, Any]:
    """The members of a line of the log that count one outcome of an operation."""
    return {
        "_aws": {
            "Timestamp": clock.seconds() * MILLISECONDS,
            "CloudWatchMetrics": [
                {
                    "Namespace": NAMESPACE,
                    "Dimensions": [DIMENSIONS],
                    "Metrics": [{"Name": COUNT, "Unit": "Count"}],
                }
            ],
        },
        "operation": operation,
        "outcome": outcome,
        COUNT: 1,
    }


def outcome_of(status: int) -> str:
    """The class of an answer: ``answered``, ``refused`` (of the client) or ``failed`` (ours)."""
    if status >= 500:  # noqa: PLR2004 - the classes of HTTP
        return "failed"
    return "refused" if status >= 400 else "answered"  # noqa: PLR2004 - as above
