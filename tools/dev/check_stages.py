"""Everything that must be green, stage by stage: one that fails does not hide the next."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from tools.dev.console import Problem, say
from tools.dev.places import PYTHON
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


def check_and_site_stages() -> list[Result]:
    """The same, and the site with everything that is built into it.

    Types and site take the longest, and a core each: they run side by side, reported in this order.
    Both belong to the main thread, which alone receives Ctrl-C; the other one only reads.
    """
    style = _style_stages()
    with ThreadPoolExecutor(1) as beside, started(TYPES) as process:
        types = beside.submit(_types_stage, process)
        site = _timed("site", _build)
        return [*style, types.result(), _report(site)]


def test_stage(arguments: Sequence[str]) -> tuple[Result, str]:
    """All tests, shown as they run; also pytest's own last line."""
    say("tests ...")
    start = time.monotonic()
    # A browser test takes seconds, most others milliseconds: who is done takes from the other.
    share = ["-n", "2", "--dist", "worksteal"]
    outcome = run([str(PYTHON), "-m", "pytest", *share, *arguments], show=True)
    lines = outcome.output.rstrip().splitlines()
    result = Result("tests", outcome.code, time.monotonic() - start)
    return result, lines[-1] if lines else "pytest printed nothing"


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


def _types_stage(process: subprocess.Popen[str]) -> Result:
    result = _stage("types", partial(outcome_of, process))
    say("site ... ", end="")
    return result


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
