"""What an answer costs in a process that has answered before, and how many bytes it has.

In CPU time of the whole function, from the event to the response, compressed as a browser asks for.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from bench.calculators import Calculator, calculators
from bench.console import say
from bench.measurement import Options, Spread, interleaved, spread
from bench.parts.page_weight import KILOBYTE, response
from bench.parts.start import ROUNDS_OF_PROCESSES, cpu, package, version
from bench.results import Cell, Result, Table
from tests.api.events import ENCODINGS_OF_BROWSER

FIRST, REPEATED = 20, 50
"""Answers that are passed over, and those of which the median counts."""
COLUMNS = ("page, CPU ms", "JSON, CPU ms", "times JSON", "kB of the page", "kB of the JSON")


def measure(options: Options) -> Result:
    """Every calculator: the form and its page, then JSON, each in a process of its own."""
    say("  packaging the functions ...")
    found = calculators()
    cases = {
        (one.name, kind): partial(warm, one, event)
        for one in found
        for kind, event in events(one).items()
    }
    labelled = {f"{name} {kind}": take for (name, kind), take in cases.items()}
    taken = interleaved(labelled, max(3, options.rounds // ROUNDS_OF_PROCESSES), "repeated answers")
    rows = {one.name: _row(one, taken) for one in found}
    note = (
        f"Python {version()}. Median of {REPEATED} answers after {FIRST} others, with the line of "
        "the log and the compression."
    )
    return Result((Table("repeated answer", COLUMNS, rows),), notes=(note,))


def events(calculator: Calculator) -> Mapping[str, Mapping[str, Any]]:
    """The form as a browser sends it, and the request in JSON."""
    return {
        "page": compressed(calculator.page_event),
        "JSON": compressed(calculator.json_event),
    }


def compressed(event: Mapping[str, Any]) -> Mapping[str, Any]:
    """The event of a client that takes a compressed answer."""
    return {**event, "headers": {**event["headers"], "accept-encoding": ENCODINGS_OF_BROWSER}}


def warm(calculator: Calculator, event: Mapping[str, Any]) -> float:
    """The CPU time of an answer in milliseconds, in a process that has given many."""
    requests = [(calculator.handler, event)] * (FIRST + REPEATED)
    return statistics.median(cpu(package(calculator.function), requests)[FIRST:])


def _row(calculator: Calculator, taken: Mapping[str, Sequence[float]]) -> tuple[Cell, ...]:
    page, data = (spread(taken[f"{calculator.name} {kind}"]) for kind in ("page", "JSON"))
    sizes = (len(response(calculator, event)) / KILOBYTE for event in events(calculator).values())
    return page, data, _ratio(page, data), *sizes


def _ratio(page: Spread, data: Spread) -> float:
    return page.median / data.median
