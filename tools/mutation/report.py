"""What the person at the terminal reads of a mutation run, and whether it is good enough."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping

from tools.dev.console import say
from tools.mutation.children import Outcome
from tools.mutation.mutants import Key, Mutant
from tools.mutation.packages import package_of
from tools.mutation.survivors import entries

ENOUGH: Mapping[str, int] = {"law": 99}
ENOUGH_ELSEWHERE = 97
"""The share of the mutants of a package that must be killed, in percent."""
EVERY_SECONDS = 10.0


class Progress:
    """Says now and then how far the run is."""

    def __init__(self, total: int) -> None:
        """Of so many mutants, none has ended yet."""
        self._total = total
        self._done = self._survived = 0
        self._next_line = time.monotonic() + EVERY_SECONDS

    def __call__(self, mutant: Mutant, outcome: Outcome) -> None:
        """Count one mutant; a survivor is shown at once, since a whole run takes long."""
        self._done += 1
        if outcome is Outcome.SURVIVED:
            self._survived += 1
            say(f"survived: {mutant}")
        if time.monotonic() >= self._next_line:
            self._next_line = time.monotonic() + EVERY_SECONDS
            say(f"{self._done} of {self._total}, {self._survived} survived")


class Report:
    """How mutants ended, beside the list of those that may survive.

    ``whole`` is false where only some mutants of each module were run.
    """

    def __init__(
        self, listed: Mapping[Key, str], ends: Mapping[Mutant, Outcome], *, whole: bool
    ) -> None:
        """Count how they ended."""
        keys, modules = {mutant.key for mutant in ends}, {mutant.module for mutant in ends}
        self._listed = {key for key in listed if key in keys or (whole and key[0] in modules)}
        self._counts: dict[str, Counter[str]] = {}
        self._survived: list[Key] = []
        self._broken: list[Mutant] = []
        for mutant, outcome in ends.items():
            self._add(mutant, outcome)

    def _add(self, mutant: Mutant, outcome: Outcome) -> None:
        counts = self._counts.setdefault(package_of(mutant.module), Counter())
        counts["mutants"] += 1
        if outcome is Outcome.SURVIVED:
            self._survived.append(mutant.key)
            counts["listed" if mutant.key in self._listed else "unlisted"] += 1
        elif outcome is Outcome.BROKEN:
            self._broken.append(mutant)
        else:
            counts["killed"] += 1
            counts["timeout"] += outcome is Outcome.TIMEOUT

    @property
    def exit_code(self) -> int:
        """0 if enough mutants are killed, and the list of survivors says neither more nor less."""
        return int(bool(self._too_few() or self._unlisted() or self._stale() or self._broken))

    def text(self, seconds: float) -> str:
        """What is to be done, then the packages one by one and all together."""
        parts = []
        for words, keys in (
            ("Survivors that are not listed", self._unlisted()),
            ("Listed, but killed or no mutant any more", self._stale()),
        ):
            if keys:
                parts += [f"\n{words}:\n", entries(dict.fromkeys(keys, ""))]
        parts += [f"The runner failed on {mutant}" for mutant in self._broken]
        parts += [self._line(package, counts) for package, counts in self._counts.items()]
        parts.append(self._line(f"all in {seconds:.0f} s", sum(self._counts.values(), Counter())))
        parts += [f"{name}: fewer than {_enough(name)} % are killed." for name in self._too_few()]
        return "\n".join(parts)

    def _too_few(self) -> list[str]:
        return [
            name
            for name, counts in self._counts.items()
            if counts["killed"] * 100 < _enough(name) * counts["mutants"]
        ]

    def _unlisted(self) -> list[Key]:
        return [key for key in self._survived if key not in self._listed]

    def _stale(self) -> list[Key]:
        return sorted(self._listed - set(self._survived))

    def _line(self, name: str, counts: Counter[str]) -> str:
        killed, every = counts["killed"], counts["mutants"]
        share = f"{100 * killed / every:.1f} %" if every else "nothing to kill"
        return (
            f"{name}: {every} mutants, {share} killed"
            f" ({killed} killed, of which {counts['timeout']} timeout,"
            f" {counts['listed']} survived listed, {counts['unlisted']} survived unlisted)"
        )


def _enough(package: str) -> int:
    return ENOUGH.get(package, ENOUGH_ELSEWHERE)
