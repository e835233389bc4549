"""Spreads pieces of a file over all cores, and gives the answers back in their order.

This process answers pieces itself while the others do: a file of one piece needs no other process,
and nothing waits until the others have begun. However long the file is, no more pieces are in
memory than ``AHEAD`` says.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing.connection import Connection

from analysis.answers import Answered, Answers, Job
from analysis.files import Chunk

# Not forked: a copy of this process would hold its open files and its parameters.
PROCESSES = multiprocessing.get_context("spawn")
THREADS = "POLARS_MAX_THREADS"
AHEAD = 2
"""So many pieces of each worker may be read before the first of them is given back."""


class WorkerEnded(RuntimeError):
    """A worker was ended from outside, or could not begin."""


def answer_all(job: Job, chunks: Iterable[Chunk], workers: int) -> Iterator[Answered]:
    """The answered chunks in their order.

    Raises:
        WorkerEnded: a worker was ended from outside.
    """
    # Every core has a worker already: Polars, which reads this when it is imported, adds none.
    os.environ.setdefault(THREADS, str(workers))
    remaining = iter(chunks)
    first = list(islice(remaining, 2))
    with ExitStack() as stack:
        pool = [_Worker(job) for _ in range(workers - 1 if len(first) > 1 else 0)]
        for worker in pool:
            stack.callback(worker.end)
        own = Answers(job)
        begun: deque[_Piece] = deque()
        for chunk in chain(first, remaining):
            free = next((worker for worker in pool if worker.is_free()), None)
            if free is None:
                begun.append(_Piece(answered=own.of(chunk)))
            else:
                begun.append(free.send(chunk))
            while begun and (len(begun) >= AHEAD * workers or begun[0].answered is not None):
                yield begun.popleft().get()
        while begun:
            yield begun.popleft().get()


@dataclass(slots=True)
class _Piece:
    """A piece of the file, answered or with the worker that has it."""

    answered: Answered | None = None
    worker: _Worker | None = None

    def get(self) -> Answered:
        if self.worker is not None:
            self.worker.receive()
        assert self.answered is not None  # noqa: S101 - one of both is there
        return self.answered


class _Worker:
    """A process, and the pipe to it. Only the process holds the other end: it ends with it."""

    def __init__(self, job: Job) -> None:
        self._piece: _Piece | None = None
        self._pipe, theirs = PROCESSES.Pipe()
        self._process = PROCESSES.Process(target=_work, args=(job, theirs), daemon=True)
        self._process.start()
        theirs.close()

    def end(self) -> None:
        self._pipe.close()
        self._process.kill()
        self._process.join()

    def is_free(self) -> bool:
        """Whether it can have another piece, now that what it answered is received."""
        if self._piece is not None and self._pipe.poll():
            self.receive()
        return self._piece is None

    def send(self, chunk: Chunk) -> _Piece:
        try:
            self._pipe.send(chunk)
        except OSError as error:
            raise WorkerEnded from error
        self._piece = _Piece(worker=self)
        return self._piece

    def receive(self) -> None:
        """Wait for the answers to its piece, if it has one."""
        if self._piece is None:
            return
        try:
            self._piece.answered = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise WorkerEnded from error
        self._piece.worker, self._piece = None, None


def _work(job: Job, pipe: Connection[Answered, Chunk]) -> None:
    # Ctrl-C is for the process that reads and writes; it then ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ[THREADS] = "1"
    answers = Answers(job)
    with suppress(EOFError, OSError):  # the process that reads has ended
        while True:
            pipe.send(answers.of(pipe.recv()))
