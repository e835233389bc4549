"""Everything that must be green, stage by stage: one that fails does not hide the next."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from infra.local.dev.console import Problem, say
from infra.local.dev.places import PYTHON
from infra.local.dev.processes import Outcome, run
from infra.local.dev.site import build_site


@dataclass(frozen=True, slots=True)
class Result:
    """How a stage ended."""

    name: str
    code: int
    seconds: float

    def __str__(self) -> str:
        return f"{self.name} {'FAILED' if self.code else 'ok'} {self.seconds:.1f} s"


def check_stages() -> list[Result]:
    """Format, lint and types."""
    return [
        _stage("format", lambda: _tool("ruff", "format", "--check", ".")),
        _stage("lint", lambda: _tool("ruff", "check", ".")),
        _stage("types", lambda: _tool("mypy")),
    ]


def site_stage() -> Result:
    """The site, with everything that is built into it."""
    return _stage("site", _build)


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


def summary(results: Sequence[Result]) -> str:
    """All stages in one line."""
    return " · ".join(map(str, results))


def exit_code(results: Sequence[Result]) -> int:
    """0 if every stage is green."""
    return int(any(result.code for result in results))


def _stage(name: str, work: Callable[[], Outcome]) -> Result:
    say(f"{name} ... ", end="")
    start = time.monotonic()
    outcome = work()
    result = Result(name, outcome.code, time.monotonic() - start)
    say(str(result).removeprefix(f"{name} "))
    if outcome.code:
        say(outcome.output)
    return result


def _tool(*command: str) -> Outcome:
    return run([str(PYTHON), "-m", *command])


def _build() -> Outcome:
    try:
        build_site()
    except Problem as problem:
        return Outcome(1, str(problem))
    return Outcome(0, "")
