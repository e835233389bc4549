"""What a part of the soak found: its figures, and what must not be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


class Broken(AssertionError):
    """The product did with the bytes what it never may."""


@dataclass(slots=True)
class Findings:
    """Figures by their name, and every fault in one line; a part without faults holds."""

    part: str
    figures: dict[str, int | str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def must(self, holds: bool, fault: str) -> None:
        """Keep the fault where it does not hold."""
        if not holds:
            self.faults.append(fault)

    def as_json(self) -> dict[str, Any]:
        """The part for machines."""
        return {"part": self.part, "figures": self.figures, "faults": self.faults}

    def lines(self) -> list[str]:
        """The part as a table to read."""
        told = [f"{name:44} {figure:>12}" for name, figure in self.figures.items()]
        faults = [f"FAULT {fault}" for fault in self.faults] or ["no fault"]
        return [f"{self.part}:", *(f"  {line}" for line in (*told, *faults))]
