"""Runs the tests against every mutant: functions changed in place, or a module read anew."""

from __future__ import annotations

import ast
import gc
import importlib.machinery
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import CodeType

from tools.mutation.children import Outcome, leave, limit_seconds, outcomes, result_of
from tools.mutation.constants import CannotBeImported, Constants
from tools.mutation.coverage import Coverage, measured
from tools.mutation.mutants import Mutant, code_of, put_in
from tools.mutation.session import Session
from tools.mutation.swap import Functions

LEAST_SECONDS, TIMES = 2.0, 20.0
"""A test may take so many seconds, and so many times its own, before the mutant counts as hung."""

Progress = Callable[[Mutant, Outcome], None]
Ends = dict[int, Outcome]


class RedTests(Exception):
    """Tests fail although nothing is changed."""


def coverage(trees: Mapping[str, ast.Module]) -> Coverage:
    """Which tests reach what, from one run of them all.

    Raises:
        RedTests: some fail.
    """
    found = result_of(
        lambda: _in_session(lambda session: measured(session, trees, _functions(trees)))
    )
    if found is None or found.failed:
        raise RedTests("\n".join(found.failed if found else ["the tests cannot be collected"]))
    return found


def hunt(
    mutants: Sequence[Mutant],
    trees: Mapping[str, ast.Module],
    reached: Coverage,
    jobs: int,
    progress: Progress,
) -> dict[Mutant, Outcome]:
    """How every mutant ends. The most are put into functions that are imported already."""
    quick = [n for n, mutant in enumerate(mutants) if mutant.is_in_function or mutant.is_constant]

    def in_place(session: Session) -> Ends:
        functions, constants = _functions(trees), Constants(trees)
        gc.freeze()

        def work(number: int) -> Outcome:
            mutant = mutants[number]
            try:
                tests = _put_in_place(mutant, trees, functions, constants, reached)
            except CannotBeImported:
                return Outcome.KILLED
            return _survives(session, tests, reached)

        return _ends(quick, work, mutants, jobs, progress)

    ends = result_of(lambda: _in_session(in_place)) if quick else {}
    # A constant that something has kept may survive only for that: it is tried once more.
    survived = {n for n, end in ends.items() if end is Outcome.SURVIVED}
    again = {n for n in survived if not mutants[n].is_in_function}
    slow = sorted({*range(len(mutants))} - ends.keys() | again)
    ends |= _ends(slow, lambda n: _read_anew(mutants[n], trees, reached), mutants, jobs, progress)
    return {mutants[n]: outcome for n, outcome in sorted(ends.items())}


def _functions(trees: Mapping[str, ast.Module]) -> Functions:
    return Functions(os.path.commonpath(trees))


def _in_session(work: Callable[[Session], object]) -> object:
    results: list[object] = []
    Session(lambda session: results.append(work(session))).open()
    return results[0] if results else None


def _ends(
    numbers: Iterable[int],
    work: Callable[[int], Outcome],
    mutants: Sequence[Mutant],
    jobs: int,
    progress: Progress,
) -> Ends:
    found: Ends = {}
    for number, outcome in outcomes(numbers, work, jobs):
        progress(mutants[number], outcome)
        found[number] = outcome
    return found


def _put_in_place(
    mutant: Mutant,
    trees: Mapping[str, ast.Module],
    functions: Functions,
    constants: Constants,
    reached: Coverage,
) -> Sequence[str]:
    """Let the imported modules hold the mutant, and name the tests that may notice it."""
    tree = trees[mutant.filename]
    old = code_of(tree, mutant.filename)
    with put_in(mutant.place, mutant.other):
        if not mutant.is_in_function:
            constants.assign(mutant.filename, tree)
            functions.forget_answers()
            return reached.nearest(mutant.filename)
        new = code_of(tree, mutant.filename)
    if not functions.swap(old, new):
        raise LookupError(f"not in an imported function: {mutant}")
    return reached.reaching(mutant.filename, mutant.place.statement)


def _read_anew(mutant: Mutant, trees: Mapping[str, ast.Module], reached: Coverage) -> Outcome:
    tree = trees[mutant.filename]
    with put_in(mutant.place, mutant.other):
        _give_out(mutant.filename, code_of(tree, mutant.filename))
    tests = reached.nearest(mutant.filename)
    _quiet()
    limit_seconds(LEAST_SECONDS * TIMES)
    # A module that cannot be imported any more leaves no session in which a test could pass.
    outcome = _in_session(lambda session: _survives(session, tests, reached))
    return Outcome.KILLED if outcome is None else outcome


def _survives(session: Session, tests: Sequence[str], reached: Coverage) -> Outcome:
    _quiet()
    session.at_failure = lambda _: leave(Outcome.KILLED)
    limit = limit_seconds
    upcoming = iter(tests)
    limit(_allowed(next(upcoming, ""), reached))
    for _ in session.run(tests):
        limit(_allowed(next(upcoming, ""), reached))
    return Outcome.SURVIVED


def _allowed(test: str, reached: Coverage) -> float:
    return LEAST_SECONDS + TIMES * reached.seconds.get(test, 0.0)


def _give_out(filename: str, code: CodeType) -> None:
    """Let the import system find that code in that file."""
    loader = importlib.machinery.SourceFileLoader
    read = loader.get_code

    def get_code(self: importlib.machinery.SourceFileLoader, name: str) -> CodeType | None:
        return code if self.get_filename(name) == filename else read(self, name)

    loader.get_code = get_code


def _quiet() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
