"""The bar at the terminal, where there is one."""

from __future__ import annotations

import sys
import time
from typing import TextIO

WIDTH = 30
SECONDS_BETWEEN = 0.2


class Progress:
    """Says how far the work is; says nothing where nobody looks."""

    def __init__(self, stream: TextIO = sys.stderr) -> None:
        """Begin to count the time."""
        self._stream = stream
        self._shown = stream.isatty()
        self._start = time.monotonic()
        self._last = 0.0

    def show(self, rows: int, share: float | None) -> None:
        """Show the number of rows done and the share of the file that was read."""
        now = time.monotonic()
        if not self._shown or now - self._last < SECONDS_BETWEEN:
            return
        self._last = now
        bar = ""
        if share is not None:
            done = int(share * WIDTH)
            bar = f"[{'#' * done}{'.' * (WIDTH - done)}] {share:4.0%}  "
        rate = rows / max(now - self._start, 1e-9)
        self._stream.write(f"\r{bar}{rows:,} rows, {rate:,.0f} a second ")
        self._stream.flush()

    def end(self, line: str) -> None:
        """Take the bar away, and say the last line, also into a pipe."""
        clear = "\r\x1b[K" if self._shown else ""
        seconds = time.monotonic() - self._start
        self._stream.write(f"{clear}{line}, {seconds:.1f} s\n")
        self._stream.flush()
