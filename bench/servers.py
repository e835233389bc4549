"""The servers that answer the same two questions over HTTP, each in its own processes."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from http import HTTPStatus
from pathlib import Path
from typing import Any

from bench.cases import APPLICATION_MONTH, advance_case, waiver_case
from bench.engines import OPENFISCA, PUBLICODES, openfisca_environment, publicodes_environment
from bench.paths import BASELINES, ROOT
from functions.calculators.registry import CALCULATORS
from functions.http.select import SELECT
from tests.support.environments import NotInstalled, node, python_of
from tests.support.servers import free_port, wait_for
from tools.dev.port import HOST

WORKERS = 2
MONTHS = 12
ADVANCE, WAIVER = "advance over 12 months", "waiver"
WHOLE, FIGURES = "Alimenta, whole answer", "Alimenta, figures alone"
UNDER_LAMBDA = "Alimenta, gateway and runtime client"
EXPECTED = {ADVANCE: Decimal("130.26"), WAIVER: Decimal("720.00")}
"""The first advance, 130.00 with the index of March 2026 less 20.00; 60 % of 1,200.00."""
BODIES: Mapping[str, Mapping[str, Any]] = {
    ADVANCE: {
        "applicationDate": "2026-11-01",
        "applicantLivesInBelgium": True,
        "childrenLiveInBelgium": True,
        "title": {
            "kind": "judgment",
            "date": "2022-03-03",
            "served": True,
            "indexation": "consumerPriceIndex",
        },
        "children": [{"birthDate": "2020-01-15", "monthlyMaintenance": "130.00"}],
        "paymentHistory": "nothing",
        "expectedMonthlyPayment": "20.00",
        "months": MONTHS,
    },
    WAIVER: {
        "debt": "1200.00",
        "requestDate": "2026-11-21",
        "fraudProven": False,
        "goodFaith": "yes",
        "uncertainSituation": "yes",
        "partner": False,
        "childrenWithChildBenefit": 2,
        "debtorResources": {"work": "1800.00"},
    },
}
MEMBERS = {ADVANCE: "schedules", WAIVER: "waiver"}
"""The member of our answer that holds the figures which the baselines give."""
TICKS = os.sysconf("SC_CLK_TCK")


class WrongAnswer(Exception):
    """A server gives another answer than the product; measuring it would say nothing."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is sent where, and how the figure is read that must be the product's."""

    path: str
    body: Mapping[str, Any]
    read: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs: its port, its first process, and how it is asked."""

    name: str
    port: int
    process: int
    questions: Mapping[str, Question]

    def load(self, question: str, clients: int, seconds: float) -> dict[str, float]:
        """What a load of that many clients found, and the processor time of an answer in ms."""
        asked = self.questions[question]
        task = {
            "host": HOST,
            "port": self.port,
            "path": asked.path,
            "body": json.dumps(asked.body),
            "clients": clients,
            "seconds": seconds,
        }
        before = processor_seconds(self.process)
        outcome = subprocess.run(
            [sys.executable, "-m", "bench.http_load"],
            cwd=ROOT,
            input=json.dumps(task),
            capture_output=True,
            text=True,
            check=True,
        )
        used = processor_seconds(self.process) - before
        found: dict[str, float] = json.loads(outcome.stdout)
        return {**found, "cpu": used * 1000 / max(found["answers"], 1)}

    def check(self, question: str) -> int:
        """Ask once and compare; gives the bytes of the answer.

        Raises:
            WrongAnswer: it is no success, or another figure.
        """
        asked = self.questions[question]
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        headers = {"Content-Type": "application/json"}
        connection.request("POST", asked.path, json.dumps(asked.body), headers)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        if answer.status != HTTPStatus.OK:
            raise WrongAnswer(f"{self.name} answers {answer.status}")
        figure = Decimal(str(asked.read(json.loads(body)))).quantize(Decimal("0.01"))
        if figure != EXPECTED[question]:
            raise WrongAnswer(f"{self.name} answers {figure}, not {EXPECTED[question]}")
        return len(body)


@contextlib.contextmanager
def running(notes: list[str]) -> Iterator[list[Server]]:
    """All servers that can be installed; the notes say which could not."""
    with contextlib.ExitStack() as stack:
        servers = []
        for start in (ours, under_lambda, openfisca, publicodes):
            try:
                servers += stack.enter_context(start())
            except NotInstalled as reason:
                notes.append(str(reason))
        yield servers


@contextlib.contextmanager
def ours() -> Iterator[list[Server]]:
    """The self-hosted server, asked for whole answers and for figures alone."""
    command = [sys.executable, "-m", "server", "--quiet", "--workers", str(WORKERS), "--port"]
    with _started(lambda port: [*command, str(port)], {}) as (port, process):
        yield [
            Server(WHOLE, port, process, _our_questions()),
            Server(FIGURES, port, process, _our_questions(is_whole=False)),
        ]


@contextlib.contextmanager
def under_lambda() -> Iterator[list[Server]]:
    """The local gateway, whose functions run under the runtime client of Lambda."""
    command = [sys.executable, "-m", "tools.gateway", "--lambda", "--quiet", "--port"]
    with _started(lambda port: [*command, str(port)], {}) as (port, process):
        yield [Server(UNDER_LAMBDA, port, process, _our_questions())]


@contextlib.contextmanager
def openfisca() -> Iterator[list[Server]]:
    """The web API of OpenFisca with the country package of both rules.

    Raises:
        NotInstalled: it does not install.
    """
    program = str(python_of("openfisca").with_name("openfisca"))
    command = [program, "serve", "--country-package", "openfisca_alimenta"]
    command += ["--workers", str(WORKERS), "--port"]
    year, month = APPLICATION_MONTH
    first = f"{year}-{month:02d}"
    months = range(month - 1, month - 1 + MONTHS)
    advance = {
        "title_month": {"ETERNITY": 2022 * 12 + 2},
        "birth_month": {"ETERNITY": 2020 * 12},
        "maintenance_in_title": {"ETERNITY": 130},
        "received_each_term": {"ETERNITY": 0},
        "expected_each_month": {"ETERNITY": 20},
        "lives_in_belgium": {"ETERNITY": True},
        "enforceable_title": {"ETERNITY": True},
        "intervention": {first: None},
        "advance": {f"{year + each // 12}-{each % 12 + 1:02d}": None for each in months},
        "contribution": {first: None},
    }
    waiver = {
        "debt": {first: 1200},
        "resources": {first: 1800},
        "persons": {first: 2},
        "good_faith": {first: True},
        "uncertain_situation": {first: True},
        "percentage": {first: None},
        "waived": {first: None},
        "recovered": {first: None},
    }

    def question(situation: Mapping[str, Any], name: str) -> Question:
        body = {"children": {"one": situation}}
        return Question("/calculate", body, lambda answer: answer["children"]["one"][name][first])

    questions = {ADVANCE: question(advance, "advance"), WAIVER: question(waiver, "waived")}
    extra = openfisca_environment()
    with _started(lambda port: [*command, str(port)], extra) as (port, process):
        yield [Server(OPENFISCA, port, process, questions)]


@contextlib.contextmanager
def publicodes() -> Iterator[list[Server]]:
    """The models of publicodes behind the HTTP server of Node.

    Raises:
        NotInstalled: it does not install.
    """
    script = str(BASELINES / "publicodes" / "server.mjs")
    case = advance_case(expected=2_000, months=MONTHS)
    questions = {
        ADVANCE: Question("/advance", case, lambda answer: answer["advances"][0]),
        WAIVER: Question("/waiver", waiver_case(), lambda answer: answer["waived"]),
    }
    command = [str(node()), script]
    extra = publicodes_environment()
    with _started(lambda port: [*command, str(port), str(WORKERS)], extra) as (port, process):
        yield [Server(PUBLICODES, port, process, questions)]


def _our_questions(*, is_whole: bool = True) -> dict[str, Question]:
    def question(name: str, calculator: str, read: Callable[[Any], Any]) -> Question:
        path = CALCULATORS[calculator].path
        members = "" if is_whole else f"?{SELECT}=({MEMBERS[name]})"
        return Question(path + members, BODIES[name], read)

    return {
        ADVANCE: question(
            ADVANCE, "advances", lambda answer: answer["schedules"][0]["months"][0]["advance"]
        ),
        WAIVER: question(WAIVER, "waiver", lambda answer: answer["waiver"]["waived"]),
    }


@contextlib.contextmanager
def _started(
    command: Callable[[int], Sequence[str]], extra: Mapping[str, str]
) -> Iterator[tuple[int, int]]:
    """The port and the first process of a server, until the block ends it with all it started."""
    port = free_port()
    process = subprocess.Popen(
        command(port),
        cwd=ROOT,
        env={**os.environ, **extra},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        wait_for(port, process)
        yield port, process.pid
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(5)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def processor_seconds(first: int) -> float:
    """The processor time so far of a process and of all that it started."""
    times: dict[int, float] = {}
    below: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # The name is in parentheses, and may hold anything.
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            process = int(stat.parent.name)
            times[process] = (int(fields[11]) + int(fields[12])) / TICKS
            below.setdefault(int(fields[1]), []).append(process)
    left, seconds = [first], 0.0
    while left:
        process = left.pop()
        seconds += times.get(process, 0.0)
        left += below.get(process, [])
    return seconds
