"""What can be chosen for a run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """How long a run takes and how sure it is.

    ``rounds`` is how often everything that is compared takes its turn; ``seconds`` how long one
    load over HTTP lasts.
    """

    rounds: int = 15
    seconds: float = 1.0
