"""Builds again and again, for whoever works on the site: ``python -m publishing.build_server``.

A request is a line of JSON on standard input; its exit code follows on standard output. What a
build loads stays loaded: this process has the packages of others, a fork of it the code and data of
the functions, and each build is a fork of that one. When the code or data have changed, which a
line says by another ``code``, a new fork loads them. So each build reads the sources as they are.

The signal ``USR1`` to all these processes ends the build that runs.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import traceback
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

OF_OTHERS = (
    "babel.support",
    "html.parser",
    "jinja2.ext",
    "markdown.extensions.attr_list",
    "markdown.extensions.def_list",
    "markdown.extensions.tables",
    "markdown.extensions.toc",
    "mkdocs.commands.build",
    "mkdocs.config.defaults",
    "mkdocs.localization",
    "mkdocs.theme",
    "pikepdf",
    "segno",
    "tomllib",
    "yaml",
    "zoneinfo",
)
"""The packages that a build imports. One that is missing here is loaded for each build."""
FORKED = get_context("fork")
FAILED = 1


class Loaded:
    """A process that has loaded our code and data, and builds."""

    def __init__(self, code: str) -> None:
        """Start it; what it loads is the state that requests call ``code``."""
        self.code = code
        self._requests, inside = FORKED.Pipe()
        self._process = FORKED.Process(target=_serve, args=(inside, self._requests))
        self._process.start()
        inside.close()

    @property
    def is_alive(self) -> bool:
        """Whether it takes another request."""
        return self._process.is_alive()

    def build(self, request: dict[str, Any] | None, output: str) -> int:
        """Build, with what is printed in the file ``output``, and return the exit code.

        Without a request it loads alone.
        """
        try:
            self._requests.send((request, output))
            return int(self._requests.recv())
        except (OSError, EOFError):
            self.end()
            return FAILED

    def end(self) -> None:
        """End it."""
        self._requests.close()
        self._process.join()


def _serve(requests: Connection, outside: Connection) -> None:
    """Load with the first request, and build in a fork for each; ends when there is nobody left."""
    outside.close()
    builds: Any = None
    building: BaseProcess | None = None

    def stop(number: int, frame: object) -> None:
        del number, frame
        if building is not None and building.pid is not None:
            with contextlib.suppress(OSError):
                os.killpg(building.pid, signal.SIGKILL)

    signal.signal(signal.SIGUSR1, stop)
    with requests:
        while True:
            try:
                request, output = requests.recv()
            except EOFError:
                return
            _print_to(output)
            if builds is None:
                try:
                    builds = _loaded()
                except Exception:  # noqa: BLE001 - whatever a mistake being typed raises
                    traceback.print_exc()
                    return
            if request is None:
                requests.send(0)
                continue
            building = FORKED.Process(target=_build, args=(builds, request))
            building.start()
            building.join()
            requests.send(building.exitcode)
            building = None


def _print_to(output: str) -> None:
    """From now on what this process and its forks print is in that file."""
    with Path(output).open("ab") as file:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
            os.dup2(file.fileno(), stream.fileno())


def _loaded() -> Any:
    builds = import_module("publishing.builds")
    import_module("publishing.hook")
    builds.languages.read_shared()
    return builds


def _build(builds: Any, request: dict[str, Any]) -> None:
    os.setpgrp()  # with the processes of its languages
    paths = {name: Path(request.pop(name)) for name in ("site", "paper")}
    sys.exit(builds.run_build(builds.BuildRequest(**paths, **request)))


def main() -> None:
    """Answer one request after the other, until there are no more."""
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    for name in OF_OTHERS:
        import_module(name)
    loaded: Loaded | None = None
    for line in map(json.loads, sys.stdin):
        code, output = line["code"], line["output"]
        if loaded is not None and not (loaded.is_alive and loaded.code == code):
            loaded.end()
            loaded = None
        if loaded is None:
            loaded = Loaded(code)
        sys.stdout.write(f"{loaded.build(line['request'], output)}\n")
        sys.stdout.flush()
    if loaded is not None:
        loaded.end()


if __name__ == "__main__":
    main()
