"""From a fresh process to the first answer, and to the first answer of the next calculator.

In CPU time, on the Python of the Lambda functions where this machine has it. The unit is the bare
router of powertools, which every function of the product is built on.
"""

from __future__ import annotations

import compileall
import json
import platform
import py_compile
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from bench.calculators import Calculator, calculators
from bench.console import say
from bench.measurement import Options, Spread, interleaved, spread
from bench.paths import BASELINES, BUILD, ROOT, SITE
from bench.results import Result, Table, Target
from functions.pages.built_pages import PAGES_DIRECTORY
from infra.packages.build import build_package
from infra.packages.bytecode import RUNTIME_VERSION, compiler
from infra.packages.dependencies import fetch_dependencies, lock_of
from tests.support.api_gateway import event
from tests.support.environments import python_of

FIRST_AT_MOST = {"page": 1.3, "JSON": 1.0}
NEXT_AT_MOST = 0.3
ROUNDS_OF_PROCESSES = 2
"""A process takes long: each case is measured in as many rounds as asked for, divided by this."""
SCRIPT = ROOT / "bench" / "first_answer.py"
ROUTER = "bare powertools router"
ROUTER_REQUEST = ("router.handler", event("POST", "/advance", '{"amount": 13026}'))
SUCCESS = 200
COLUMNS = (
    "first answer, CPU ms",
    "times the router",
    "next calculator, CPU ms",
    "times the router",
)

Request = tuple[str, Any]
Row = tuple[Spread, float, Spread, float]


class NoAnswer(Exception):
    """A function fails, or answers with another status; the message says which and why."""


def measure(options: Options) -> Result:
    """Every calculator by its page, then by JSON; each followed by the next calculator."""
    say("  packaging the functions ...")
    found = calculators()
    following = [successor(found, number) for number in range(len(found))]
    tables: list[Table] = []
    targets: list[Target] = []
    for name in ("page", "JSON"):
        cases = {ROUTER: partial(cpu, BASELINES, [ROUTER_REQUEST])}
        for one, after in zip(found, following, strict=True):
            folder = package(one.function)
            cases[one.name] = partial(cpu, folder, [_request(one, name), _request(after, name)])
        taken = interleaved(
            cases, max(3, options.rounds // ROUNDS_OF_PROCESSES), f"{name}: a fresh process each"
        )
        unit = spread([first for (first,) in taken.pop(ROUTER)])
        rows = {calculator: _row(runs, unit.median) for calculator, runs in taken.items()}
        table = {ROUTER: (unit, 1.0, None, None), **rows}
        tables.append(Table(f"fresh process, {name}", COLUMNS, table))
        targets += _targets(name, rows.values())
    note = (
        f"Python {version()}, bytecode compiled ahead. The next calculator is the following one of "
        "the same Lambda function, in the same process. This is no cold start of Lambda: no "
        "download, no sandbox."
    )
    return Result(tuple(tables), tuple(targets), (note,))


def version() -> str:
    """The version of the interpreter of the functions."""
    return RUNTIME_VERSION if compiler() else platform.python_version()


def successor(found: Sequence[Calculator], number: int) -> Calculator:
    """The calculator that is asked next: the following one of the same Lambda function."""
    others = (*found[number + 1 :], *found[: number + 1])
    return next(other for other in others if other.function == found[number].function)


@cache
def python() -> str:
    """The interpreter of the functions, with the packages that they ship with; else the running.

    Raises:
        NotInstalled: the packages do not install.
    """
    return str(python_of("functions", compiler() or ""))


@cache
def package(function: str) -> Path:
    """The unpacked package of a Lambda function, as it is deployed.

    Its compiled libraries are for the processor of Lambda: those of this machine take their place.

    Raises:
        NotFetched: its dependencies could not be downloaded.
    """
    folder = BUILD / "start" / function
    shutil.rmtree(folder, ignore_errors=True)
    fetch_dependencies(lock_of(function))
    with ZipFile(build_package(function, folder.parent).archive) as archive:
        archive.extractall(folder)
    for library in {compiled.parent for compiled in folder.glob("*/*.so")}:
        shutil.rmtree(library)
    if compiler() is None:
        mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
        compileall.compile_dir(str(folder), quiet=2, invalidation_mode=mode)
    return folder


def cpu(folder: Path, requests: Sequence[Request]) -> tuple[float, ...]:
    """The CPU time of each answer of a fresh process, in milliseconds.

    Raises:
        NoAnswer: an answer is no success.
    """
    installed = next(Path(python()).parents[1].glob("lib/python*/site-packages"))
    task = {"folders": [str(folder), str(installed)], "requests": requests}
    result = subprocess.run(
        [python(), "-I", "-S", str(SCRIPT)],
        input=json.dumps(task),
        capture_output=True,
        text=True,
        check=False,
        env={"POWERTOOLS_SERVICE_NAME": "bench", PAGES_DIRECTORY: str(SITE)},
        cwd=BUILD,
    )
    if result.returncode:
        raise NoAnswer(f"{requests[0][0]}: {result.stderr.strip().splitlines()[-1]}")
    answers = json.loads(result.stdout)
    for (handler, _), answer in zip(requests, answers, strict=True):
        if answer["status"] != SUCCESS:
            raise NoAnswer(f"{handler} answers {answer['status']}")
    return tuple(answer["cpu"] for answer in answers)


def _request(calculator: Calculator, name: str) -> Request:
    return calculator.handler, calculator.page_event if name == "page" else calculator.json_event


def _row(runs: Sequence[tuple[float, ...]], unit: float) -> Row:
    first, following = (spread(figures) for figures in zip(*runs, strict=True))
    return first, first.median / unit, following, following.median / unit


def _targets(name: str, rows: Iterable[Row]) -> Iterator[Target]:
    """The slowest calculator counts."""
    _, first, _, following = zip(*rows, strict=True)
    yield Target(f"{name}: first answer, times the router", max(first), at_most=FIRST_AT_MOST[name])
    yield Target(f"{name}: next calculator, times the router", max(following), at_most=NEXT_AT_MOST)
