"""Everything that must be green, stage by stage: one that fails does not hide the next."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from tools.dev.console import Problem, say
from tools.dev.places import PYTHON, ROOT
from tools.dev.processes import Outcome, outcome_of, run, started
from tools.dev.site import build_site

TYPES = (str(PYTHON), "-m", "mypy")


@dataclass(frozen=True, slots=True)
class Result:
    """How a stage ended."""

    name: str
    code: int
    seconds: float
    output: str = ""

    def __str__(self) -> str:
        return f"{self.name} {'FAILED' if self.code else 'ok'} {self.seconds:.1f} s"


def check_stages() -> list[Result]:
    """Format, lint and types."""
    return [*_style_stages(), _stage("types", partial(run, TYPES))]


def check_site_and_test_stages(arguments: Sequence[str]) -> tuple[list[Result], str]:
    """The same, the site with everything that is built into it, and the tests.

    Types take long and one core: they run beside site and tests, and are reported after the site,
    or after the tests where they take longer. All belong to the main thread, which alone receives
    Ctrl-C.
    """
    style = _style_stages()
    with ThreadPoolExecutor(1) as beside, started(TYPES) as process:
        types = beside.submit(_timed, "types", partial(outcome_of, process))
        site = _stage("site", _build)
        tests, last_line = test_stage(arguments)
        say("types ... ", end="")
        return [*style, site, tests, _report(types.result())], last_line


def test_stage(arguments: Sequence[str]) -> tuple[Result, str]:
    """All tests, shown as they run; also pytest's own last line."""
    say("tests ...")
    start = time.monotonic()
    # A browser test takes seconds, most others milliseconds: who is done takes from the other.
    # One process more than there are cores: tests that wait for a program leave theirs to it.
    share = ["-n", str((os.cpu_count() or 1) + 1), "--dist", "worksteal"]
    # Few tests are done before the processes that would share them have started.
    shared = [] if any(map(names_tests, arguments)) else share
    outcome = run([str(PYTHON), "-m", "pytest", *shared, *arguments], show=True)
    lines = outcome.output.rstrip().splitlines()
    result = Result("tests", outcome.code, time.monotonic() - start)
    return result, lines[-1] if lines else "pytest printed nothing"


def names_tests(argument: str) -> bool:
    """Whether an argument for pytest is a file or folder of tests, or a test of one."""
    path = argument.partition("::")[0]
    return path.startswith("tests") and (ROOT / path).exists()


LONG_RUNS = {
    "keyboard and accessibility of every page": (
        "pytest",
        "-n",
        "2",
        "tests/browser/matrix.py",
        "tests/browser/keyboard_scenarios.py",
    ),
    "second implementation": ("tests.oracle.compare",),
    "replayed explanations": ("tests.unit.law.replays", "2000"),
    "every day since 2004": ("tests.unit.law.days",),
    "every month of a title since 1994": ("tests.unit.law.title_months",),
    "data leaks": ("tests.data_leaks", "--requests", "5000"),
    "printable forms in pdf.js": ("tests.site.paper.in_pdf_js",),
    "clients and calendars in programs of others": ("tests.programs",),
}
"""What takes longer than a change should wait for: the module that each run starts."""


def long_stages() -> list[Result]:
    """The long runs, one after the other; one that fails does not stop the next."""
    found = []
    for name, (module, *arguments) in LONG_RUNS.items():
        say(f"{name} ...")
        command = [str(PYTHON), "-m", module, *arguments]
        found.append(_timed(name, partial(run, command, show=True)))
    return found


def summary(results: Sequence[Result]) -> str:
    """All stages in one line."""
    return " · ".join(map(str, results))


def exit_code(results: Sequence[Result]) -> int:
    """0 if every stage is green."""
    return int(any(result.code for result in results))


def _style_stages() -> list[Result]:
    ruff = (str(PYTHON), "-m", "ruff")
    return [
        _stage("format", partial(run, (*ruff, "format", "--check", "."))),
        _stage("lint", partial(run, (*ruff, "check", "."))),
    ]


def _stage(name: str, work: Callable[[], Outcome]) -> Result:
    say(f"{name} ... ", end="")
    return _report(_timed(name, work))


def _timed(name: str, work: Callable[[], Outcome]) -> Result:
    start = time.monotonic()
    outcome = work()
    return Result(name, outcome.code, time.monotonic() - start, outcome.output)


def _report(result: Result) -> Result:
    say(str(result).removeprefix(f"{result.name} "))
    if result.code:
        say(result.output)
    return result


def _build() -> Outcome:
    try:
        build_site()
    except Problem as problem:
        return Outcome(1, str(problem))
    return Outcome(0, "")
