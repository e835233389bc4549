"""Spreads chunks of rows over all cores, and gives them back in their order.

Each worker has one chunk at a time, however long the file is: memory stays flat.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection

from analysis.calculators import calculator
from analysis.columns import Columns
from analysis.files import Row
from analysis.household import Reading, answer_row
from analysis.overrides import ParameterOverride, apply_overrides

CHUNK = 200
# Not forked: a copy of this process would hold its open files and its parameters.
PROCESSES = multiprocessing.get_context("spawn")

Answered = list[list[str]]


class WorkerEnded(RuntimeError):
    """A worker was ended from outside, or could not begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a worker needs to know before the first row; it is sent to each of them once."""

    name: str
    columns: Columns
    language: str
    today: date
    whole: bool
    overrides: tuple[ParameterOverride, ...]
    hypothetical: str


def reading_of(job: Job) -> Reading:
    """How the rows of a job are read."""
    return Reading(
        calculator=calculator(job.name),
        columns=job.columns,
        language=job.language,
        today=job.today,
        hypothetical=job.hypothetical,
        whole=job.whole,
    )


def answer_all(job: Job, chunks: Iterable[list[Row]], workers: int) -> Iterator[Answered]:
    """The answered chunks in their order, which is that of the workers, in turn.

    Raises:
        WorkerEnded: a worker was ended from outside.
    """
    with ExitStack() as stack:
        pool = [_Worker(job) for _ in range(workers)]
        for worker in pool:
            stack.callback(worker.end)
        count = 0
        for chunk in chunks:
            worker = pool[count % workers]
            answered = worker.receive() if count >= workers else None
            worker.send(chunk)
            count += 1
            if answered is not None:
                yield answered
        for oldest in range(max(count - workers, 0), count):
            yield pool[oldest % workers].receive()


class _Worker:
    """A process, and the pipe to it. Only the process holds the other end: it ends with it."""

    def __init__(self, job: Job) -> None:
        self._pipe, theirs = PROCESSES.Pipe()
        self._process = PROCESSES.Process(target=_work, args=(job, theirs), daemon=True)
        self._process.start()
        theirs.close()

    def end(self) -> None:
        self._pipe.close()
        self._process.kill()
        self._process.join()

    def send(self, chunk: list[Row]) -> None:
        try:
            self._pipe.send(chunk)
        except OSError as error:
            raise WorkerEnded from error

    def receive(self) -> Answered:
        try:
            answered: Answered = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise WorkerEnded from error
        return answered


def _work(job: Job, pipe: Connection[Answered, list[Row]]) -> None:
    # Ctrl-C is for the process that reads and writes; it then ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if job.overrides:
        apply_overrides(job.overrides)
    reading = reading_of(job)
    with suppress(EOFError, OSError):  # the process that reads has ended
        while True:
            pipe.send([answer_row(reading, number, cells) for number, cells in pipe.recv()])
