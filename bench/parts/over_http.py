"""The same two questions over HTTP, at eight clients: the self-hosted server and the baselines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from bench.console import say
from bench.engines import OPENFISCA, PUBLICODES
from bench.measurement import Options, interleaved, spread
from bench.results import Cell, Result, Table, Target
from bench.servers import ADVANCE, FIGURES, WAIVER, WHOLE, WORKERS, Server, running

CLIENTS = 8
SECONDS = 1.0
FASTER = 2
COLUMNS = ("requests a second", "p99 ms", "CPU ms a request", "bytes of an answer")
TARGETS = ((ADVANCE, WHOLE, OPENFISCA), (WAIVER, WHOLE, OPENFISCA), (WAIVER, FIGURES, PUBLICODES))
"""Each question, with what of ours is compared with which baseline."""
SCOPE = (
    f"{CLIENTS} clients on the same machine, {WORKERS} processes of each server. “Whole answer” "
    "holds every step in words with its figures and article; the baselines give figures only, and "
    "so does “figures alone”. CPU is that of all processes of the server: other load changes it "
    "less than the rate."
)

Loads = Mapping[str, Sequence[Mapping[str, float]]]


def measure(options: Options) -> Result:
    """All servers at once, their loads in turns."""
    notes: list[str] = []
    tables: list[Table] = []
    targets: list[Target] = []
    with running(notes) as servers:
        for question in (ADVANCE, WAIVER):
            say(f"  comparing the answers: {question} ...")
            sizes = {server.name: server.check(question) for server in servers}
            loads = _loads(question, servers, options.rounds)
            rows = {name: (*_cells(found), sizes[name]) for name, found in loads.items()}
            tables.append(Table(f"{question}, {CLIENTS} clients", COLUMNS, rows))
            targets += _targets(question, loads)
            notes += _failures(question, loads)
    return Result(tuple(tables), tuple(targets), (*notes, SCOPE))


def _loads(question: str, servers: Sequence[Server], rounds: int) -> Loads:
    for server in servers:
        # Every process has started, and every compiler has seen the code.
        server.load(question, CLIENTS, SECONDS)
    work = {server.name: partial(server.load, question, CLIENTS, SECONDS) for server in servers}
    return interleaved(work, rounds, question)


def _cells(found: Sequence[Mapping[str, float]]) -> tuple[Cell, ...]:
    return tuple(spread([load[name] for load in found]) for name in ("rate", "p99", "cpu"))


def _targets(question: str, loads: Loads) -> list[Target]:
    found = []
    for asked, ours, theirs in TARGETS:
        if asked == question and theirs in loads:
            rate, their_rate = (_median(loads[name], "rate") for name in (ours, theirs))
            wait, their_wait = (_median(loads[name], "p99") for name in (ours, theirs))
            name = f"{question}: {ours} against {theirs}"
            found.append(Target(f"{name}, rate", rate / their_rate, at_least=FASTER))
            found.append(Target(f"{name}, p99", wait / their_wait, at_most=1))
    return found


def _failures(question: str, loads: Loads) -> list[str]:
    return [
        f"{name}: {failures:.0f} requests failed ({question})"
        for name, found in loads.items()
        if (failures := sum(load["failures"] for load in found))
    ]


def _median(found: Sequence[Mapping[str, float]], name: str) -> float:
    return spread([load[name] for load in found]).median
