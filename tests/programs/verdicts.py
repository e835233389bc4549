"""What another program made of an output of ours, as a line of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.programs.running import Failed
from tests.support.environments import NotInstalled

READS = "reads"
FAILS = "FAILS"
NOT_RUN = "not run"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One program with its version, the output that it was given, and how it went."""

    program: str
    output: str
    verdict: str
    detail: str = ""

    @property
    def is_failure(self) -> bool:
        """Whether the program ran and was not satisfied."""
        return self.verdict == FAILS

    def __str__(self) -> str:
        return f"| {self.program} | {self.output} | {self.verdict} | {self.detail} |"


def judged(program: str, output: str, run: Callable[[], Iterable[str]]) -> Verdict:
    """The verdict on a run that gives what is wrong, line by line.

    A program that does not install, and says why, is not run: its verdict is no failure.
    """
    try:
        faults = tuple(run())
    except NotInstalled as reason:
        return Verdict(program, output, NOT_RUN, str(reason))
    except Failed as failure:
        return Verdict(program, output, FAILS, str(failure))
    if faults:
        return Verdict(program, output, FAILS, "; ".join(faults[:3]))
    return Verdict(program, output, READS)
