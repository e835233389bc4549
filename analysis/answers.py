"""Some rows of a file, answered in the base and in every scenario."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.calculators import calculator
from analysis.columns import Columns
from analysis.files import Chunk, Lines, Row
from analysis.household import MARKS, Reading, answer_row
from analysis.overrides import Figures, changed_figures
from analysis.scenarios import Scenario
from analysis.totals import (
    ONE_HOUSEHOLD,
    Measures,
    Totals,
    bin_of,
    cents_of,
    row_sum,
    weight_of,
)

if TYPE_CHECKING:
    from analysis.waiver_columns import WaiverColumns

REFUSED_AT, PROBLEMS_AT = MARKS.index("refused"), MARKS.index("problems")
MOST_EXAMPLES = 5
"""So many refused rows are named at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a worker needs to know before the first row; it is sent to each of them once.

    ``rows`` says whether the rows of the results are wanted, ``measures`` what is summed, if
    anything is. ``columnwise``: the columns are computed whole where the rules allow it.
    """

    name: str
    columns: Columns
    language: str
    today: date
    scenarios: tuple[Scenario, ...]
    whole: bool = False
    weight: str = ""
    rows: bool = True
    measures: Measures | None = None
    columnwise: bool = False


@dataclass(slots=True)
class Answered:
    """What some rows came to: the rows of the results as CSV, and the sums by scenario.

    ``refused`` counts the rows without an answer, ``examples`` says of some of them why.
    """

    count: int
    refused: int = 0
    text: bytes = b""
    totals: dict[str, Totals] = field(default_factory=dict)
    examples: list[str] = field(default_factory=list)

    def add(self, other: Answered) -> None:
        """Add other rows; not their text."""
        self.count += other.count
        self.refused += other.refused
        self.examples = [*self.examples, *other.examples][:MOST_EXAMPLES]
        for name, totals in other.totals.items():
            self.totals.setdefault(name, Totals()).merge(totals)

    def refuse(self, row: Sequence[str]) -> None:
        """Count a row without an answer."""
        self.refused += 1
        if len(self.examples) < MOST_EXAMPLES:
            columns = f", column {row[REFUSED_AT]}" if row[REFUSED_AT] else ""
            self.examples.append(f"row {row[0]}{columns}: {row[PROBLEMS_AT]}")


class Answers:
    """Answers chunks of one file. Made once in a process, which then does nothing else."""

    def __init__(self, job: Job) -> None:
        """Compute the figures of every scenario."""
        self.job = job
        self.figures: tuple[Figures, ...] = tuple(
            changed_figures(scenario.overrides) for scenario in job.scenarios
        )
        first = reading_of(job)
        self.readings: tuple[Reading, ...] = tuple(
            replace(first, hypothetical=scenario.mark) for scenario in job.scenarios
        )

    @cached_property
    def _columns(self) -> Mapping[str, int]:
        """The place of each column of the results in its row."""
        answers = calculator(self.job.name).answers
        before = len(MARKS) + len(self.job.columns.kept)
        return {name: before + place for place, name in enumerate(answers)}

    @cached_property
    def _by_columns(self) -> WaiverColumns:
        from analysis.waiver_columns import WaiverColumns  # noqa: PLC0415 - needs Polars

        return WaiverColumns(self)

    def of(self, chunk: Chunk) -> Answered:
        """The answers to some rows."""
        if self.job.columnwise and isinstance(chunk, Lines):
            found = self._by_columns.answer(chunk)
            if found is not None:
                return found
        rows = list(chunk.rows()) if isinstance(chunk, Lines) else chunk
        answered = self.rows(rows)
        found = self.summed(rows, answered)
        if self.job.rows:
            text = io.StringIO()
            writer = csv.writer(text)
            for together in zip(*answered, strict=True):
                writer.writerows(together)
            found.text = text.getvalue().encode()
        return found

    def rows(self, rows: Sequence[Row]) -> list[list[list[str]]]:
        """The rows of the results by scenario."""
        answered = []
        for figures, reading in zip(self.figures, self.readings, strict=True):
            with figures.in_use():
                answered.append([answer_row(reading, number, cells) for number, cells in rows])
        return answered

    def summed(self, rows: Iterable[Row], answered: Sequence[Sequence[Sequence[str]]]) -> Answered:
        """The sums of rows that were answered one by one; a refused row counts nowhere."""
        found = Answered(count=len(answered[0]))
        measures, place = self.job.measures, self.job.columns.weight
        for (_, cells), *together in zip(rows, *answered, strict=True):
            refused = next((row for row in together if row[PROBLEMS_AT]), None)
            if refused is not None:
                found.refuse(refused)
            elif measures is not None:
                weight = ONE_HOUSEHOLD if place is None else weight_of(cells[place]) or 0
                self._add(found, measures, weight, together)
        return found

    def _add(
        self, found: Answered, measures: Measures, weight: int, together: Sequence[Sequence[str]]
    ) -> None:
        cost, band = self._columns[measures.cost], self._columns[measures.band]
        base = together[0]
        place = bin_of(cents_of(base[self._columns[measures.rank]]))
        for scenario, row in zip(self.job.scenarios, together, strict=True):
            one = row_sum(weight, cents_of(row[cost]), cents_of(base[cost]))
            found.totals.setdefault(scenario.name, Totals()).add(row[band], place, one)


def reading_of(job: Job) -> Reading:
    """How the rows of a job are read."""
    return Reading(
        calculator=calculator(job.name),
        columns=job.columns,
        language=job.language,
        today=job.today,
        whole=job.whole,
        weight=job.weight,
    )
