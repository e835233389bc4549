"""Work in forked processes: what a mutant breaks, it breaks there."""

from __future__ import annotations

import enum
import os
import pickle
import resource
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

Task = TypeVar("Task")

MEMORY = 4 * 2**30
"""Bytes; a mutant that fills more has gone wrong."""


class Outcome(enum.IntEnum):
    """How a mutant ended. ``BROKEN``: the runner itself failed."""

    SURVIVED = 0
    KILLED = 1
    TIMEOUT = 2
    BROKEN = 3


def leave(outcome: Outcome) -> None:
    """End this process at once, without the exit handlers of what it was forked from."""
    os._exit(outcome)


def limit_seconds(seconds: float) -> None:
    """End this process when it has used so much processor time from now on."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


def outcomes(
    tasks: Iterable[Task], work: Callable[[Task], Outcome], workers: int
) -> Iterator[tuple[Task, Outcome]]:
    """Do each task in a child of its own, ``workers`` at a time, and say how each ended."""
    running: dict[int, Task] = {}
    for task in tasks:
        if len(running) == workers:
            yield _ended(running)
        running[_forked(work, task)] = task
    while running:
        yield _ended(running)


def result_of(work: Callable[[], Any]) -> Any:
    """What the work returns, done in a child."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "result")

        def kept(_: None) -> Outcome:
            file.write_bytes(pickle.dumps(work()))
            return Outcome.SURVIVED

        for _, outcome in outcomes([None], kept, 1):
            if outcome is not Outcome.SURVIVED:
                raise ChildProcessError(f"ended as {outcome.name}")
        return pickle.loads(file.read_bytes())  # noqa: S301 - written by our own child


def _forked(work: Callable[[Task], Outcome], task: Task) -> int:
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        leave(work(task))
    except BaseException:  # noqa: BLE001 - a child must never go on as its parent
        traceback.print_exc()
    finally:
        leave(Outcome.BROKEN)
    return 0


def _ended(running: dict[int, Task]) -> tuple[Task, Outcome]:
    child, status = os.wait()
    if os.WIFSIGNALED(status):
        timeout = os.WTERMSIG(status) in {signal.SIGPROF, signal.SIGKILL}
        return running.pop(child), Outcome.TIMEOUT if timeout else Outcome.BROKEN
    return running.pop(child), Outcome(os.WEXITSTATUS(status))
