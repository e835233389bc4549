"""Spreads pieces of a file over all cores, and gives the answers back in their order.

Each worker has one piece at a time, however long the file is: memory stays flat.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from multiprocessing.connection import Connection

from analysis.answers import Answered, Answers, Job
from analysis.files import Chunk

# Not forked: a copy of this process would hold its open files and its parameters.
PROCESSES = multiprocessing.get_context("spawn")
ONE_THREAD = "POLARS_MAX_THREADS"


class WorkerEnded(RuntimeError):
    """A worker was ended from outside, or could not begin."""


def answer_all(job: Job, chunks: Iterable[Chunk], workers: int) -> Iterator[Answered]:
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

    def send(self, chunk: Chunk) -> None:
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


def _work(job: Job, pipe: Connection[Answered, Chunk]) -> None:
    # Ctrl-C is for the process that reads and writes; it then ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Every core has a worker already: Polars, which reads this when it is imported, adds none.
    os.environ.setdefault(ONE_THREAD, "1")
    answers = Answers(job)
    with suppress(EOFError, OSError):  # the process that reads has ended
        while True:
            pipe.send(answers.of(pipe.recv()))
