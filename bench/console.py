"""What is printed while the figures are taken."""

from __future__ import annotations

import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

CPU = Path("/proc/cpuinfo")
BAR = 20


def say(text: str) -> None:
    """Print at once, also into a pipe."""
    print(text, flush=True)


def progress(label: str, done: int, total: int) -> None:
    """How far it is: a bar that moves in a terminal, one line at the start in a pipe."""
    if sys.stdout.isatty():
        bar = "#" * (BAR * done // total)
        end = "\n" if done == total else ""
        print(f"\r  {label} [{bar:.<{BAR}}] {done}/{total}", end=end, flush=True)
    elif done == 0:
        say(f"  {label}: {total} {'round' if total == 1 else 'rounds'} ...")


def machine() -> str:
    """Day, processor, cores, Python and load of the machine, in one line."""
    rows = CPU.read_text(encoding="utf-8").splitlines() if CPU.is_file() else []
    models = (row.partition(":")[2].strip() for row in rows if row.startswith("model name"))
    return (
        f"{datetime.now(UTC).date()}, {next(models, platform.machine())}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"
    )
