"""One worker: the real Lambda runtime client in a process of its own, as Lambda would start it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tools.gateway.runtime_api import RuntimeApi, Task

_LOG_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerConfig:
    """Where a function's code and pages are, and what Lambda would give it."""

    root: Path
    pages: Path
    memory_mb: int
    region: str
    environment: Mapping[str, str] = field(default_factory=dict)
    """Further variables, as the stack sets them."""


class Worker:
    """The life of one process, from its start to its end."""

    def __init__(self, task: Task, config: WorkerConfig) -> None:
        """Prepare; ``live`` starts the process."""
        self._task = task
        self._config = config
        self._process: asyncio.subprocess.Process | None = None
        self.api = RuntimeApi(task, on_deadline=self.kill)

    async def live(self) -> None:
        """Run the process until it ends, or until this is cancelled."""
        port = await self.api.start()
        log: asyncio.Task[None] | None = None
        try:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "awslambdaric",
                f"functions.handlers.{self._task.name}.handler",
                env=environment(self._task.name, f"127.0.0.1:{port}", self._config),
                cwd=self._config.root,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
                # Ctrl-C in the terminal is for the gateway, which then ends its workers.
                start_new_session=True,
            )
            log = asyncio.create_task(self._pass_on_log(self._process))
            await self._process.wait()
        finally:
            self.kill()
            if self._process is not None:
                await self._process.wait()
            if log is not None:
                await asyncio.wait([log], timeout=1)
                log.cancel()
            await self.api.stop("the worker ended before it answered")

    def kill(self) -> None:
        """End the process, and whatever the function started in it."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)

    async def _pass_on_log(self, process: asyncio.subprocess.Process) -> None:
        if process.stdout is None:
            return
        while piece := await process.stdout.read(_LOG_PIECE):
            # Lambda keeps a trace in one log entry by parting its lines with carriage returns.
            sys.stdout.write(piece.decode("utf-8", "replace").replace("\r", "\n  "))
            sys.stdout.flush()


def environment(name: str, runtime_api: str, config: WorkerConfig) -> dict[str, str]:
    """What Lambda sets, and nothing of the person who runs this: above all no credentials."""
    return {
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(config.memory_mb),
        "AWS_LAMBDA_FUNCTION_NAME": name,
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_LOG_FORMAT": "JSON",
        "AWS_LAMBDA_LOG_LEVEL": "INFO",
        "AWS_LAMBDA_RUNTIME_API": runtime_api,
        "AWS_DEFAULT_REGION": config.region,
        "AWS_REGION": config.region,
        "LAMBDA_TASK_ROOT": str(config.root),
        "LANG": "C.UTF-8",
        "PAGES_DIRECTORY": str(config.pages),
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "POWERTOOLS_SERVICE_NAME": name,
        "PYTHONPATH": str(config.root),
        "TZ": "UTC",
        "_HANDLER": f"functions.handlers.{name}.handler",
        **config.environment,
    }
