"""Runs the tests against every mutant: put into what is imported, or its module imported again."""

from __future__ import annotations

import ast
import functools
import gc
import importlib
import importlib.machinery
import os
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Any

from tools.mutation import templates
from tools.mutation.children import Outcome, leave, limit_seconds, outcomes, result_of
from tools.mutation.coverage import Coverage, measured
from tools.mutation.mutants import Mutant, code_of, mutated_code
from tools.mutation.packages import FUNCTIONS
from tools.mutation.session import Session
from tools.mutation.swap import Functions

LEAST_SECONDS, TIMES = 2.0, 20.0
"""A test may take so many seconds, and so many times its own, before the mutant counts as hung."""
THIRD_PARTY = ("aws_lambda_powertools", "hypothesis", "jinja2", "jsonschema", "yaml")
"""Imported once, before the processes that import a module again are forked."""

Progress = Callable[[Mutant, Outcome], None]


class RedTests(Exception):
    """Tests fail although nothing is changed."""


@dataclass(frozen=True, slots=True)
class Run:
    """What is run: the mutants, the trees and templates of their packages, the tests."""

    mutants: Sequence[Mutant]
    trees: Mapping[str, ast.Module]
    pages: Sequence[Path]
    tests: Sequence[str]
    workers: int
    progress: Progress

    def outcomes(self) -> dict[Mutant, Outcome]:
        """How every mutant ends. Most are put into functions that are imported already.

        Raises:
            RedTests: tests fail although nothing is changed.
        """
        for name in THIRD_PARTY:
            importlib.import_module(name)
        templates.read_changed_templates()
        # The files of words and questions are read for each mutant again, but parsed once.
        tomllib.loads = functools.cache(tomllib.loads)
        found = result_of(lambda: _in_session(self._in_place, self.tests))
        if found is None:
            raise RedTests("The tests cannot be collected.")
        reached, ends, progress = found
        if reached.failed:
            raise RedTests("\n".join(reached.failed))
        rest = [number for number in range(len(self.mutants)) if number not in ends]
        ends |= self._ends(rest, lambda number: self._imported_anew(number, reached), progress)
        return {self.mutants[number]: ends[number] for number in sorted(ends)}

    def _in_place(self, session: Session) -> tuple[Coverage, dict[int, Outcome], Progress]:
        # What is reached by the import of a module alone is then reached by no test.
        for file in FUNCTIONS.rglob("*.py"):
            importlib.import_module(_module_name(file))
        # Tests keep answers too; what they import from beside them keeps what is no answer.
        functions = Functions(str(FUNCTIONS), *{str(item.path) for item in session.items.values()})
        reached = measured(session, self.trees, self.pages, functions)
        if reached.failed:
            return reached, {}, self.progress
        gc.freeze()

        def work(number: int) -> Outcome:
            mutant = self.mutants[number]
            self._put_in(mutant, functions)
            return _outcome(session, reached.reaching(mutant.filename, mutant.statement), reached)

        quick = (
            number
            for number, mutant in enumerate(self.mutants)
            # What no test reaches may be reached by imports.
            if reached.reaching(mutant.filename, mutant.statement)
        )
        return reached, self._ends(quick, work, self.progress), self.progress

    def _ends(
        self, numbers: Iterable[int], work: Callable[[int], Outcome], progress: Progress
    ) -> dict[int, Outcome]:
        found: dict[int, Outcome] = {}
        for number, outcome in outcomes(numbers, work, self.workers):
            progress(self.mutants[number], outcome)
            found[number] = outcome
        return found

    def _put_in(self, mutant: Mutant, functions: Functions) -> None:
        if mutant.place is None:
            templates.CHANGED[mutant.filename] = mutant.text
            functions.forget_answers()
            return
        tree = self.trees[mutant.filename]
        functions.swap(code_of(tree, mutant.filename), mutated_code(mutant, tree))

    def _imported_anew(self, number: int, reached: Coverage) -> Outcome:
        mutant = self.mutants[number]
        if mutant.place is None:
            templates.CHANGED[mutant.filename] = mutant.text
        else:
            _give_out(mutant.filename, mutated_code(mutant, self.trees[mutant.filename]))
        for tests in reached.nearest(mutant.filename):
            limit_seconds(LEAST_SECONDS * TIMES)
            work = functools.partial(_outcome, tests=tests, reached=reached)
            outcome = _in_session(work, _files(tests)) if tests else Outcome.SURVIVED
            # A module that cannot be imported leaves no session in which a test could pass.
            if outcome is not Outcome.SURVIVED:
                return Outcome.KILLED
        return Outcome.SURVIVED


def _module_name(file: Path) -> str:
    parts = file.relative_to(FUNCTIONS.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _files(tests: Iterable[str]) -> list[str]:
    return sorted({test.partition("::")[0] for test in tests})


def _in_session(work: Callable[[Session], object], paths: Sequence[str]) -> object:
    results: list[object] = []
    Session(lambda session: results.append(work(session))).open(paths)
    return results[0] if results else None


def _outcome(session: Session, tests: Sequence[str], reached: Coverage) -> Outcome:
    _quiet()
    session.at_failure = lambda _: leave(Outcome.KILLED)
    upcoming = iter(tests)
    limit_seconds(_allowed(next(upcoming, ""), reached))
    for _ in session.run(tests):
        limit_seconds(_allowed(next(upcoming, ""), reached))
    return Outcome.SURVIVED


def _allowed(test: str, reached: Coverage) -> float:
    return LEAST_SECONDS + TIMES * reached.seconds.get(test, 0.0)


def _give_out(filename: str, code: CodeType) -> None:
    """Let the import system find that code in that file."""
    loader: Any = importlib.machinery.SourceFileLoader
    read = loader.get_code

    def get_code(self: Any, name: str) -> CodeType | None:
        return code if self.get_filename(name) == filename else read(self, name)

    loader.get_code = get_code


def _quiet() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
