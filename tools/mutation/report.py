"""What the person at the terminal reads of a hunt, and whether it is good enough."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence

from tools.mutation.children import Outcome
from tools.mutation.mutants import Key, Mutant
from tools.mutation.survivors import entries
from tools.dev.console import say

ENOUGH = 98
"""The share of the mutants that must be killed, in percent."""
EVERY_SECONDS = 10.0


class Progress:
    """Says now and then how far the hunt is."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = self._survived = 0
        self._next_line = time.monotonic() + EVERY_SECONDS

    def __call__(self, mutant: Mutant, outcome: Outcome) -> None:
        """Count one mutant; one that survives is told at once, since a whole hunt takes long."""
        self._done += 1
        if outcome is Outcome.SURVIVED:
            self._survived += 1
            say(f"survived: {mutant}")
        if time.monotonic() >= self._next_line:
            self._next_line = time.monotonic() + EVERY_SECONDS
            say(f"{self._done} of {self._total}, {self._survived} survived")


class Report:
    """How the mutants of some modules ended, beside the list of those that may survive."""

    def __init__(
        self, listed: Mapping[Key, str], modules: Sequence[str], ends: Mapping[Mutant, Outcome]
    ) -> None:
        self._listed = {key for key in listed if key[0] in modules}
        self._counts: dict[str, Counter[str]] = {module: Counter() for module in modules}
        self._survived: list[Key] = []
        self._broken: list[Mutant] = []
        for mutant, outcome in ends.items():
            self._add(mutant, outcome)

    def _add(self, mutant: Mutant, outcome: Outcome) -> None:
        counts = self._counts[mutant.module]
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
        return int(not self._is_enough() or bool(self._unlisted() or self._stale() or self._broken))

    def text(self, seconds: float) -> str:
        """The modules one by one, what is to be done, and the sum of it all."""
        parts = [self._line(module, counts) for module, counts in self._counts.items() if counts]
        for words, keys in (
            ("Survivors that are not in tools/mutation/survivors.toml", self._unlisted()),
            ("Listed there, but killed or no mutant any more", self._stale()),
        ):
            if keys:
                parts += [f"\n{words}:\n", entries(keys)]
        parts += [f"The runner failed on {mutant}" for mutant in self._broken]
        parts.append(self._line(f"all in {seconds:.0f} s", sum(self._counts.values(), Counter())))
        if not self._is_enough():
            parts.append(f"Fewer than {ENOUGH} % are killed.")
        return "\n".join(parts)

    def _is_enough(self) -> bool:
        every = sum(self._counts.values(), Counter())
        return every["killed"] * 100 >= ENOUGH * every["mutants"]

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
