"""The same two questions over HTTP, beside what others would put there."""

from __future__ import annotations

import contextlib
import http.client
import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import partial
from http import HTTPStatus

from bench.measuring import in_turns, spread
from bench.options import Options
from bench.peers.environments import NotInstalled
from bench.peers.places import ROOT
from bench.processes import NotStarted, free_port, resident_megabytes, serving
from bench.results import Result, Table, Target, at_least, at_most
from bench.saying import say
from bench.servers import (
    BARE,
    EXPECTED,
    MONTHS,
    OURS,
    QUESTIONS,
    SERVERS,
    WORKERS,
    Question,
    Server,
)
from tools.dev.port import HOST

CLIENTS = (1, 8, 64)
WANTED = 2
PEERS_OF_RULES = ("OpenFisca web API", "publicodes, Node")
CENT = Decimal("0.01")
Load = Mapping[str, float]
Loads = dict[tuple[str, int], dict[str, Sequence[Load]]]


class WrongAnswer(Exception):
    """A server gives another answer than the product; measuring it would say nothing."""


class Started:
    """A server that runs."""

    def __init__(self, server: Server, port: int, pid: int) -> None:
        """On that port, as that process."""
        self.server = server
        self.port = port
        self.pid = pid

    def load(self, question: str, clients: int, seconds: float) -> Load:
        """What a load of that many clients found, in a process of its own."""
        asked = self.server.questions[question]
        task = {
            "port": self.port,
            "path": asked.path,
            "body": asked.body,
            "clients": clients,
            "seconds": seconds,
        }
        outcome = subprocess.run(
            [sys.executable, "-m", "bench.load"],
            cwd=ROOT,
            input=json.dumps(task),
            capture_output=True,
            text=True,
            check=True,
        )
        found: Load = json.loads(outcome.stdout)
        return found


def measure(options: Options) -> Result:
    """All servers up at once, the loads in turns."""
    notes: list[str] = []
    with contextlib.ExitStack() as stack:
        started = [one for one in (_started(stack, make, notes) for make in SERVERS) if one]
        loads = _loads(started, options)
        memory = {one.server.name: resident_megabytes(one.pid) for one in started}
    notes += _failures(loads)
    notes.append(
        f"The advance over {MONTHS} months. {WORKERS} workers each; the client runs on the same "
        "cores. Ours and FastAPI give the whole answer with its explanation, OpenFisca and "
        "publicodes figures alone. The memory of ours is that of two functions of two workers "
        "each, and of a third one that waits."
    )
    tables = [_table(place, loads[place], memory) for place in loads]
    return Result(tuple(tables), tuple(_targets(loads)), tuple(notes))


def _started(
    stack: contextlib.ExitStack, make: Callable[[], Server], notes: list[str]
) -> Started | None:
    try:
        server = make()
        say(f"  starting: {server.name}")
        port = free_port()
        pid = stack.enter_context(
            serving(server.name, server.command(port), port, server.extra, server.folder)
        )
        for question, asked in server.questions.items():
            if server.name != BARE:
                check(server.name, port, asked, EXPECTED[question])
    except (NotInstalled, NotStarted, WrongAnswer) as reason:
        notes.append(str(reason))
        return None
    return Started(server, port, pid)


def check(name: str, port: int, asked: Question, expected: Decimal) -> None:
    """Ask once, and compare.

    Raises:
        WrongAnswer: it is no success, or another figure.
    """
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    try:
        connection.request("POST", asked.path, asked.body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        text = answer.read()
    finally:
        connection.close()
    if answer.status != HTTPStatus.OK:
        raise WrongAnswer(f"{name} answers {answer.status}")
    try:
        found = Decimal(str(asked.read(json.loads(text)))).quantize(CENT)
    except (ValueError, LookupError, TypeError, InvalidOperation) as error:
        raise WrongAnswer(f"{name} answers something else") from error
    if found != expected:
        raise WrongAnswer(f"{name} answers {found}, not {expected}")


def _loads(started: Sequence[Started], options: Options) -> Loads:
    found: Loads = {}
    rounds = max(1, options.rounds // 3)
    for question in QUESTIONS:
        for one in started:
            # Every worker has started, and every compiler has seen the code.
            one.load(question, CLIENTS[1], options.seconds)
        for clients in CLIENTS:
            turns = {
                one.server.name: partial(one.load, question, clients, options.seconds)
                for one in started
            }
            plural = "client" if clients == 1 else "clients"
            what = f"{question}, {clients} {plural}"
            found[question, clients] = dict(in_turns(turns, rounds, what))
    return found


def _table(
    place: tuple[str, int], of: Mapping[str, Sequence[Load]], memory: Mapping[str, float | None]
) -> Table:
    question, clients = place
    unit = spread([load["rate"] for load in of[OURS]]).median if OURS in of else None
    return Table(
        f"{question}, {clients} at once",
        ("requests a second", "p50 ms", "p99 ms", "memory MB", "times ours"),
        {
            name: (
                rate := spread([load["rate"] for load in loads]),
                spread([load["p50"] for load in loads]),
                spread([load["p99"] for load in loads]),
                memory[name],
                rate.median / unit if unit else None,
            )
            for name, loads in of.items()
        },
    )


def _targets(loads: Loads) -> list[Target]:
    targets = []
    for (question, clients), of in loads.items():
        if OURS not in of:
            continue
        rate, p99 = _median(of[OURS], "rate"), _median(of[OURS], "p99")
        floor = _median(of[BARE], "rate") if BARE in of else 0
        cause = (
            f"With no rule at all the gateway and the runtime client reach {floor:,.0f} a second; "
            f"we reach {rate / floor:.0%} of that."
            if floor
            else ""
        )
        for name in PEERS_OF_RULES:
            if name in of:
                what = f"{question}, {clients} at once, beside {name}"
                theirs = _median(of[name], "rate")
                if theirs:
                    targets.append(at_least(f"{what}: rate", WANTED, rate / theirs, cause=cause))
                targets.append(at_most(f"{what}: p99", _median(of[name], "p99"), p99, "ms", cause))
    return targets


def _median(loads: Sequence[Load], what: str) -> float:
    return spread([load[what] for load in loads]).median


def _failures(loads: Loads) -> list[str]:
    return [
        f"{name}: {failures:.0f} requests failed ({question}, {clients} at once)"
        for (question, clients), of in loads.items()
        for name, found in of.items()
        if (failures := sum(load["failures"] for load in found))
    ]
