"""What can be chosen for a run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """How long a run takes and how sure it is.

    ``rounds`` is how often everything that is compared takes its turn; ``seconds`` how long one
    load over HTTP lasts; ``rows`` how many lines the longest file of households has;
    ``lighthouse`` is the program of that name, where it is not on the path.
    """

    rounds: int = 15
    seconds: float = 1.0
    rows: int = 4000
    lighthouse: Path | None = None
