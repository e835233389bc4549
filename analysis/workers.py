"""Spreads chunks of rows over all cores, and gives them back in their order.

Only a few chunks are under way at any moment, however long the file is: memory stays flat.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date

from analysis.calculators import calculator
from analysis.columns import Columns
from analysis.files import Row
from analysis.household import Reading, answer_row
from analysis.overrides import ParameterOverride, apply_overrides

CHUNK = 200
AHEAD = 2
"""How many chunks are under way for each worker: one at work, one to go on with."""

Answered = list[list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a worker needs to know before the first row; it is sent to each of them once."""

    name: str
    columns: Columns
    language: str
    today: date
    whole: bool
    overrides: tuple[ParameterOverride, ...]
    hypothetical: str


_readings: list[Reading] = []


def reading_of(order: Order) -> Reading:
    """The reading that an order asks for."""
    return Reading(
        calculator=calculator(order.name),
        columns=order.columns,
        language=order.language,
        today=order.today,
        hypothetical=order.hypothetical,
        whole=order.whole,
    )


def answer_all(order: Order, chunks: Iterable[list[Row]], workers: int) -> Iterator[Answered]:
    """The answered chunks in their order.

    Raises:
        concurrent.futures.process.BrokenProcessPool: a worker was ended from outside.
    """
    # Not forked: a copy of this process would hold its open files and its figures.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(order,)) as pool:
        under_way: deque[Future[Answered]] = deque()
        for chunk in chunks:
            under_way.append(pool.submit(_answer, chunk))
            if len(under_way) >= workers * AHEAD:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


def _begin(order: Order) -> None:
    # Ctrl-C is for the process that reads and writes; it then ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if order.overrides:
        apply_overrides(order.overrides)
    _readings[:] = [reading_of(order)]


def _answer(chunk: list[Row]) -> Answered:
    (reading,) = _readings
    return [answer_row(reading, number, cells) for number, cells in chunk]


def _end_with_parent() -> None:
    """A worker whose reader was killed would wait for rows for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
