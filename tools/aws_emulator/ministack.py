"""MiniStack, the emulator of AWS: in a process of its own, on loopback only."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import http.client
import os
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tools.dev.places import ROOT
from tools.dev.port import HOST

ACCOUNT = "000000000000"
"""The number of the account, in every name that holds one."""
HEALTH = "/_ministack/health"
STARTS_WITHIN_SECONDS = 20.0
POLLED_EVERY_SECONDS = 0.05
FOLDER = "alimenta-emulator-"
"""The beginning of the name of a temporary folder; the number of the process follows."""
PARENT_DEATH_SIGNAL = 1
"""``PR_SET_PDEATHSIG`` of prctl(2)."""


class NotStarted(RuntimeError):
    """The emulator did not start."""


class MiniStack:
    """One running emulator. What it holds goes with it, and so does its temporary folder."""

    def __init__(self, region: str, settings: Mapping[str, str] | None = None) -> None:
        """Choose a free port; ``start`` begins."""
        self.region = region
        self.port = _free_port()
        self._settings = dict(settings or {})
        self._folder: Path | None = None
        self._process: asyncio.subprocess.Process | None = None

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://{HOST}:{self.port}"

    def environment(self) -> dict[str, str]:
        """What a client of AWS needs to speak with it; the credentials are of no use elsewhere."""
        return {
            "AWS_ENDPOINT_URL": self.address,
            "AWS_ACCESS_KEY_ID": ACCOUNT,
            "AWS_SECRET_ACCESS_KEY": "local",
            "AWS_DEFAULT_REGION": self.region,
        }

    async def start(self) -> None:
        """Start it, and come back when it answers.

        Raises:
            NotStarted: it ended, or does not answer in time.
        """
        # It unpacks functions and notes its process there, and leaves both when it is killed.
        self._folder = _new_folder()
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tools.aws_emulator.process"),
            cwd=ROOT,
            env=self._own_environment() | {"TMPDIR": str(self._folder)},
            stdin=asyncio.subprocess.DEVNULL,
            # It logs every call, and the text of mails: that is nobody's to read here.
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_end_with_parent,
        )
        try:
            async with asyncio.timeout(STARTS_WITHIN_SECONDS):
                while not await asyncio.to_thread(_is_up, self.port):
                    if self._process.returncode is not None:
                        raise NotStarted(f"it ended with {self._process.returncode}")
                    await asyncio.sleep(POLLED_EVERY_SECONDS)
        except TimeoutError:
            await self.stop()
            raise NotStarted(f"no answer within {STARTS_WITHIN_SECONDS:g} s") from None

    async def stop(self) -> None:
        """End it, and whatever it started."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        await self._process.wait()
        if self._folder is not None:
            await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)

    def _own_environment(self) -> dict[str, str]:
        """Nothing of the person who runs this, above all no credentials and no addresses."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
        return {
            **kept,
            "BIND_HOST": HOST,
            "GATEWAY_PORT": str(self.port),
            "IOT_MTLS_ENABLED": "0",
            "MINISTACK_ACCOUNT_ID": ACCOUNT,
            "MINISTACK_HOST": HOST,
            "MINISTACK_REGION": self.region,
            "AWS_ENDPOINT_URL": self.address,
            **self._settings,
        }


def _new_folder() -> Path:
    """A temporary folder that names this process. Those of processes that were killed go."""
    base = Path(tempfile.gettempdir())
    for left in base.glob(f"{FOLDER}*"):
        process = left.name.removeprefix(FOLDER).partition("-")[0]
        if process.isdecimal() and not _runs(int(process)):
            shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{FOLDER}{os.getpid()}-"))


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _end_with_parent() -> None:
    """Have the kernel end this process when its parent is killed, where it can (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind((HOST, 0))
        port: int = trial.getsockname()[1]
        return port


def _is_up(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=1)
    try:
        connection.request("GET", HEALTH)
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
