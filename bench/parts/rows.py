"""What a row costs that is read by itself: rows a second of CPU time, without an explanation.

The waiver has columns that are computed whole; rows that these do not know are read like this, and
every row of the advances is.
"""

from __future__ import annotations

import csv
import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from analysis.answers import Answers, Job
from analysis.calculators import calculator
from analysis.columns import read_heading
from analysis.files import Chunk
from analysis.scenarios import scenarios
from bench.measurement import Options, interleaved, spread
from bench.parts.batch import households
from bench.results import Result, Table, Target

ROWS = 2_000
TODAY = date(2026, 11, 21)
AT_LEAST = {"waiver": 10_000, "advances": 3_500}
COLUMNS = ("rows a second", "µs of a row")
APPLICATION = {
    "applicantLivesInBelgium": "yes",
    "childrenLiveInBelgium": "yes",
    "title.kind": "judgment",
    "title.served": "yes",
    "paymentHistory": "nothing",
    "months": "12",
}


def measure(options: Options) -> Result:
    """Households of the waiver; advances over 12 months for one child."""
    kinds = {"waiver": _waivers(), "advances": _advances()}
    cases = {name: partial(seconds_of_row, *_prepared(name, rows)) for name, rows in kinds.items()}
    taken = interleaved(cases, options.rounds, "rows one by one")
    figures = {name: spread(each) for name, each in taken.items()}
    rows = {name: (1 / one.median, one.times(1e6)) for name, one in figures.items()}
    targets = tuple(
        Target(f"{name}, rows a second", 1 / figures[name].median, at_least=rate)
        for name, rate in AT_LEAST.items()
    )
    return Result((Table(f"{ROWS:,} rows in one process", COLUMNS, rows),), targets)


def seconds_of_row(answers: Answers, rows: Chunk) -> float:
    """The CPU time of a row.

    Raises:
        RuntimeError: a row is refused, so that it costs less.
    """
    start = time.process_time()
    found = answers.of(rows)
    taken = time.process_time() - start
    if found.refused:
        raise RuntimeError(found.examples[0])
    return taken / ROWS


def _prepared(name: str, rows: list[dict[str, str]]) -> tuple[Answers, Chunk]:
    form = calculator(name).simulator.schema.form
    job = Job(
        name=name,
        columns=read_heading(form, list(rows[0]), [], None),
        language="en",
        today=TODAY,
        scenarios=scenarios([], []),
    )
    return Answers(job), [(place, list(row.values())) for place, row in enumerate(rows, start=1)]


def _waivers() -> list[dict[str, str]]:
    with households(ROWS).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _advances() -> list[dict[str, str]]:
    return list(_varied(random.Random(ROWS)))  # noqa: S311 - no secret


def _varied(rng: random.Random) -> Iterator[dict[str, str]]:
    for _ in range(ROWS):
        applied = date(2025, 1, 1) + timedelta(days=rng.randrange(650))
        title = date(2018, 1, 1) + timedelta(days=rng.randrange(2000))
        yield {
            **APPLICATION,
            "applicationDate": applied.isoformat(),
            "title.date": title.isoformat(),
            "title.indexation": rng.choice(("consumerPriceIndex", "healthIndex", "none")),
            "children[0].birthDate": (title - timedelta(days=rng.randrange(2700))).isoformat(),
            "children[0].monthlyMaintenance": f"{rng.randrange(50, 400)}.{rng.randrange(100):02d}",
        }
