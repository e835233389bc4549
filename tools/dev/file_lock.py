"""Lets only one process at a time do a piece of work."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator

from tools.dev.places import BUILD


@contextlib.contextmanager
def only_one(work: str) -> Iterator[None]:
    """Wait for whoever does this work already; the work is then found done."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / f"{work}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
