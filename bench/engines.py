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

from bench.baselines.places import CONSUMER_PRICE_INDEX, PEERS, ROOT
from bench.cases import Case
from tests.support.environments import NotInstalled, node, node_folder, python_of

OURS = "ours, whole answer"
OURS_FIGURES = "ours, figures alone"
OPENFISCA = "OpenFisca-Core"
PUBLICODES = "publicodes"
CENTS = 100


class EngineFailed(Exception):
    """An implementation ended before it answered."""


class Engine:
    """A process that answers cases, and says how long it takes."""

    def __init__(self, command: Sequence[str], extra: Mapping[str, str], *, parts: int = 1) -> None:
        """Start it; it ends with the block. ``parts``: how many of its units make a euro."""
        self._parts = parts
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
        """The answers to some cases: amounts in euros and percentages, exactly as they are held.

        Raises:
            EngineFailed: the process ended.
        """
        found = self._ask(do="answer", rule=rule, cases=cases)["answers"]
        return [{name: self._in_euros(value) for name, value in one.items()} for one in found]

    def bytes_of(self, rule: str, case: Case) -> int:
        """The size that a rule answers which makes a file.

        Raises:
            EngineFailed: the process ended.
        """
        return int(self._ask(do="answer", rule=rule, cases=[case])["answers"][0])

    def seconds(self, rule: str, cases: Sequence[Case], calls: int) -> float:
        """How long one call takes, as the process itself measured it.

        Raises:
            EngineFailed: the process ended.
        """
        return float(self._ask(do="time", rule=rule, cases=cases, calls=calls)["seconds"]) / calls

    def shares(self, rule: str, cases: Sequence[Case], calls: int) -> list[str]:
        """Where most of the time of some calls goes, by profiling; Python alone can tell.

        Raises:
            EngineFailed: the process ended.
        """
        found: list[str] = self._ask(do="profile", rule=rule, cases=cases, calls=calls)["shares"]
        return found

    def _in_euros(self, value: Any) -> Any:
        match value:
            case bool() | None:
                return value
            case list():
                return [self._in_euros(one) for one in value]
            case _:
                return Decimal(value) / self._parts

    def _ask(self, **words: Any) -> Any:
        if self._process.stdin is None or self._process.stdout is None:
            raise EngineFailed("no pipe")
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(words) + "\n")
            self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise EngineFailed(f"ended with {self._process.wait()}")
        return json.loads(line, parse_float=Decimal)


def ours() -> Engine:
    """The product: everything that it answers."""
    return Engine(
        [sys.executable, "-m", "bench.alimenta_engine"], {"PYTHONPATH": str(ROOT)}, parts=CENTS
    )


def ours_figures() -> Engine:
    """The product: what the peers answer too, and no more."""
    command = [sys.executable, "-m", "bench.alimenta_engine", "figures"]
    return Engine(command, {"PYTHONPATH": str(ROOT)}, parts=CENTS)


def openfisca() -> Engine:
    """OpenFisca with our country package.

    Raises:
        NotInstalled: it does not install.
    """
    command = [str(python_of("openfisca")), "-m", "bench.baselines.openfisca_engine"]
    return Engine(command, openfisca_environment())


def publicodes() -> Engine:
    """The engine of publicodes with our two models.

    Raises:
        NotInstalled: it does not install.
    """
    extra = publicodes_environment()
    return Engine([str(node()), str(PEERS / "publicodes" / "loop.mjs")], extra)


def openfisca_environment() -> dict[str, str]:
    """Where our country package and the index are."""
    return {
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(PEERS))),
        "CONSUMER_PRICE_INDEX": str(CONSUMER_PRICE_INDEX),
    }


def publicodes_environment() -> dict[str, str]:
    """Where the installed packages and the index are.

    Raises:
        NotInstalled: they do not install.
    """
    return {"PEERS": str(node_folder()), "CONSUMER_PRICE_INDEX": str(CONSUMER_PRICE_INDEX)}


ENGINES: Mapping[str, Callable[[], Engine]] = {
    OURS: ours,
    OURS_FIGURES: ours_figures,
    OPENFISCA: openfisca,
    PUBLICODES: publicodes,
}


@contextlib.contextmanager
def running(notes: list[str]) -> Iterator[dict[str, Engine]]:
    """All that could be installed; what could not is told in a line of the notes."""
    with contextlib.ExitStack() as stack:
        engines: dict[str, Engine] = {}
        for name, start in ENGINES.items():
            try:
                engines[name] = stack.enter_context(start())
            except NotInstalled as reason:
                notes.append(str(reason))
        yield engines
