"""What the person at the terminal reads."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator

CANNOT = 2
"""The exit code when something must be put right before the work can begin."""


class Problem(Exception):
    """What is wrong and what cures it; the first line says both."""


def say(words: str, *, end: str = "\n") -> None:
    """Print at once, also into a pipe."""
    print(words, end=end, flush=True)  # noqa: T201 - the one place that prints


def complain(line: str) -> int:
    """Print what is wrong, and return the exit code."""
    print(line, file=sys.stderr)  # noqa: T201 - the one place that complains
    return CANNOT


@contextlib.contextmanager
def step(words: str) -> Iterator[None]:
    """Say what is being done, and how long it took."""
    say(f"{words} ... ", end="")
    start = time.monotonic()
    try:
        yield
    except BaseException:
        say("stopped")
        raise
    say(f"{time.monotonic() - start:.1f} s")
