"""What a part of the load tests found: its figures, and its faults."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Findings:
    """Figures by their name, and every fault in one line; a part without faults has passed."""

    part: str
    figures: dict[str, int | str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def require(self, holds: bool, fault: str) -> None:
        """Record the fault unless the condition holds."""
        if not holds:
            self.faults.append(fault)

    def add(self, faults: Iterable[str], most: int = 5) -> None:
        """Record the first faults of a kind, and how many more there are."""
        every = list(faults)
        self.faults += every[:most]
        if len(every) > most:
            self.faults.append(f"... and {len(every) - most} more of that kind")

    def lines(self) -> list[str]:
        """The part as it is printed."""
        figures = [f"{name:44} {figure:>12}" for name, figure in self.figures.items()]
        faults = [f"FAULT {fault}" for fault in self.faults] or ["no fault"]
        return [f"{self.part}:", *(f"  {line}" for line in (*figures, *faults))]
