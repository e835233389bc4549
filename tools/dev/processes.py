"""Runs other programs, and leaves nothing of them behind."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tools.dev.console import say
from tools.dev.environment import environment
from tools.dev.places import ROOT

STOP_SECONDS = 5.0
"""How long a program has to leave by itself; one started in the background may ignore Ctrl-C."""


class Outcome(NamedTuple):
    """How a program ended, and what it printed."""

    code: int
    output: str


def run(
    command: Sequence[str], *, show: bool = False, extra: Mapping[str, str] | None = None
) -> Outcome:
    """Run a program to its end."""
    with started(command, extra) as process:
        return outcome_of(process, show=show)


@contextlib.contextmanager
def started(
    command: Sequence[str], extra: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """A program in a group of its own; the end of the block ends whatever of the group is left."""
    process = subprocess.Popen(  # noqa: S603 - our own commands, no shell
        command,
        cwd=ROOT,
        env={**environment(), **(extra or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
    try:
        yield process
    except BaseException:
        # Ctrl-C first, as in a terminal: pytest then closes its browser and its gateway.
        _signal_group(process, signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)
        raise
    finally:
        _signal_group(process, signal.SIGKILL)
        process.wait()


def outcome_of(process: subprocess.Popen[str], *, show: bool = False) -> Outcome:
    """How a program ends that was started, once it has."""
    lines: list[str] = []
    for line in process.stdout or ():
        lines.append(line)
        if show:
            say(line, end="")
    return Outcome(process.wait(), "".join(lines))


def _signal_group(process: subprocess.Popen[str], number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)
