"""On which machine the figures were taken: ratios travel between machines, times do not."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

CPU = Path("/proc/cpuinfo")
MEMORY = Path("/proc/meminfo")


def machine() -> dict[str, Any]:
    """Processor, cores, memory, system, Python, day, and how busy it was with other things."""
    return {
        "taken": datetime.now(UTC).date().isoformat(),
        "processor": _first(CPU, "model name") or platform.machine(),
        "cores": os.cpu_count(),
        "memory": _first(MEMORY, "MemTotal"),
        "system": f"{platform.system()} {platform.release()}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "load": round(os.getloadavg()[0], 2),
    }


def _first(file: Path, name: str) -> str:
    """The value of the first line of that name; nothing where the system has no such file."""
    if not file.is_file():
        return ""
    for row in file.read_text(encoding="utf-8").splitlines():
        key, _, value = row.partition(":")
        if key.strip() == name:
            return value.strip()
    return ""
