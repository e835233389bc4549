"""The implementations that answer the same cases, each in a process of its own."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import TracebackType
from typing import Any, Self

from bench.cases import Case
from bench.paths import BASELINES, BUILD, CONSUMER_PRICE_INDEX, ROOT
from tests.support.environments import NotInstalled, install_by_npm, node, python_of

ALIMENTA = "Alimenta, whole answer"
ALIMENTA_FIGURES = "Alimenta, figures alone"
OPENFISCA = "OpenFisca-Core"
PUBLICODES = "publicodes"
CENTS = 100


class EngineFailed(Exception):
    """An implementation ended before it answered."""


class Engine:
    """A process that answers cases, and reports how long it takes."""

    def __init__(self, command: Sequence[str], extra: Mapping[str, str], *, units: int = 1) -> None:
        """Start it; it ends with the block. ``units``: how many of its units make a euro."""
        self._units = units
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **extra},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def __enter__(self) -> Self:
        """The engine itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()

    def answers(self, rule: str, cases: Sequence[Case]) -> list[dict[str, Any]]:
        """The answers to some cases: amounts in euros and percentages, without any rounding.

        Raises:
            EngineFailed: the process ended.
        """
        found = self._request(do="answer", rule=rule, cases=cases)["answers"]
        return [{name: self._in_euros(value) for name, value in one.items()} for one in found]

    def seconds(self, rule: str, cases: Sequence[Case], calls: int) -> float:
        """How long one call takes, as the process itself measured it.

        Raises:
            EngineFailed: the process ended.
        """
        taken = self._request(do="time", rule=rule, cases=cases, calls=calls)["seconds"]
        return float(taken) / calls

    def _in_euros(self, value: Any) -> Any:
        match value:
            case bool() | None:
                return value
            case list():
                return [self._in_euros(one) for one in value]
            case _:
                return Decimal(value) / self._units

    def _request(self, **members: Any) -> Any:
        if self._process.stdin is None or self._process.stdout is None:
            raise EngineFailed("no pipe")
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(members) + "\n")
            self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise EngineFailed(f"ended with {self._process.wait()}")
        return json.loads(line, parse_float=Decimal)


def alimenta(*arguments: str) -> Engine:
    """The product: its whole answer, or what the baselines compute with ``figures``."""
    command = [sys.executable, "-m", "bench.alimenta_engine", *arguments]
    return Engine(command, {"PYTHONPATH": str(ROOT)}, units=CENTS)


def openfisca() -> Engine:
    """OpenFisca with a country package of both rules.

    Raises:
        NotInstalled: it does not install.
    """
    command = [str(python_of("openfisca")), "-m", "bench.baselines.openfisca_engine"]
    return Engine(command, openfisca_environment())


def publicodes() -> Engine:
    """The engine of publicodes with a model of both rules.

    Raises:
        NotInstalled: it does not install.
    """
    command = [str(node()), str(BASELINES / "publicodes" / "loop.mjs")]
    return Engine(command, publicodes_environment())


def openfisca_environment() -> dict[str, str]:
    """Where the country package and the index are."""
    path = os.pathsep.join((str(ROOT), str(BASELINES)))
    return {"PYTHONPATH": path, "CONSUMER_PRICE_INDEX": str(CONSUMER_PRICE_INDEX)}


def publicodes_environment() -> dict[str, str]:
    """Where the installed packages and the index are.

    Raises:
        NotInstalled: they do not install.
    """
    folder = BUILD / "node"
    install_by_npm(BASELINES, folder)
    return {"BASELINES": str(folder), "CONSUMER_PRICE_INDEX": str(CONSUMER_PRICE_INDEX)}


ENGINES: Mapping[str, Callable[[], Engine]] = {
    ALIMENTA: alimenta,
    ALIMENTA_FIGURES: lambda: alimenta("figures"),
    OPENFISCA: openfisca,
    PUBLICODES: publicodes,
}


@contextlib.contextmanager
def running(notes: list[str]) -> Iterator[dict[str, Engine]]:
    """All implementations that can be installed; the notes say which could not."""
    with contextlib.ExitStack() as stack:
        engines: dict[str, Engine] = {}
        for name, start in ENGINES.items():
            try:
                engines[name] = stack.enter_context(start())
            except NotInstalled as reason:
                notes.append(str(reason))
        yield engines
