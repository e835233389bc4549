"""Builds the site in a process that waits between two builds, with all that they need loaded."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import tempfile
from pathlib import Path

from tools.dev.environment import environment
from tools.dev.places import BUILD, PYTHON, ROOT
from tools.dev.processes import STOP_SECONDS, Outcome
from tools.dev.site import CODE, PAPER, BuildRequest, fingerprint, in_new_process

STOP = signal.SIGUSR1
"""Ends the build that runs; the process waits for the next one."""
STOPPED = Outcome(1, "stopped")


class BuildClient:
    """Asks for one build at a time."""

    def __init__(self, python: Path = PYTHON) -> None:
        """Start the process."""
        self._python = python
        self._is_closed = False
        self._process = self._started()

    def __call__(self, request: BuildRequest) -> Outcome:
        """Build; where the process has ended, in another one."""
        with tempfile.NamedTemporaryFile(dir=BUILD, prefix="output.") as output:
            code = self._ask(_line(request, output.name))
            if code is not None:
                return Outcome(code, output.read().decode("utf-8", "replace"))
        if self._is_closed:
            return STOPPED
        self._end()
        self._process = self._started()
        return in_new_process(self._python)(request)

    def prepare(self) -> None:
        """Load the code as it is now, so that the first build finds it loaded."""
        line = {"request": None, "code": fingerprint()[CODE], "output": os.devnull}
        self._ask(f"{json.dumps(line)}\n")

    def stop(self) -> None:
        """End the build that runs, if there is one."""
        self._signal(STOP)

    def close(self) -> None:
        """End the process, and the build that runs."""
        self._is_closed = True
        self.stop()
        self._end()

    def _started(self) -> subprocess.Popen[str]:
        return subprocess.Popen(  # noqa: S603 - our own command
            [str(self._python), "-m", "publishing.build_server"],
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def _ask(self, line: str) -> int | None:
        """The exit code of a build; none where the process ends before."""
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            return None
        try:
            stdin.write(line)
            stdin.flush()
            return int(stdout.readline())
        except (OSError, ValueError):  # also a line that is empty, or a pipe that is closed
            return None

    def _end(self) -> None:
        with contextlib.suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(STOP_SECONDS)
        self._signal(signal.SIGKILL)
        self._process.wait()

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, number)


def _line(request: BuildRequest, output: str) -> str:
    """The request as the process reads it; what the build prints goes into the file ``output``."""
    wanted = {
        "site": str(request.site),
        "paper": str(PAPER),
        "languages": list(request.languages),
        "whole": request.whole,
        "older_papers": request.older_papers,
    }
    return f"{json.dumps({'request': wanted, 'code': request.code, 'output': output})}\n"
