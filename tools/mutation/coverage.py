"""Which tests reach which statement or template tag, and how long each test takes."""

from __future__ import annotations

import ast
import copy
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tools.mutation import templates
from tools.mutation.mutants import Position, code_of, position
from tools.mutation.packages import is_test_of
from tools.mutation.session import Session
from tools.mutation.swap import Functions

HITS = "__hits__"

Place = tuple[str, Position]
"""A file and where a statement, a lambda or a template tag begins in it."""


@dataclass(slots=True)
class Coverage:
    """What one run of all tests has shown, nothing changed."""

    seconds: dict[str, float] = field(default_factory=dict)
    tests: dict[Place, list[str]] = field(default_factory=lambda: defaultdict(list))
    failed: list[str] = field(default_factory=list)

    def reaching(self, filename: str, place: Position | None) -> list[str]:
        """The tests of its package that reach a place of a file, the quickest first."""
        tests = () if place is None else self.tests.get((filename, place), ())
        return self._quickest(filename, tests)

    def nearest(self, filename: str) -> tuple[list[str], list[str]]:
        """The tests of its package that reach a file, and all others."""
        near = {
            test for (name, _), found in self.tests.items() if name == filename for test in found
        }
        near_first = self._quickest(filename, near)
        return near_first, self._quickest(filename, self.seconds.keys() - near)

    def _quickest(self, filename: str, tests: Iterable[str]) -> list[str]:
        mine = (test for test in tests if is_test_of(test, filename))
        return sorted(mine, key=self.seconds.__getitem__)


def measured(
    session: Session,
    trees: Mapping[str, ast.Module],
    pages: Iterable[Path],
    functions: Functions,
    progress: Callable[[], None] = lambda: None,
) -> Coverage:
    """Run every test with code that notes what it reaches; then all is as it was."""
    hits: set[Place] = set()
    found = Coverage()
    for module in list(sys.modules.values()):
        if getattr(module, "__file__", None) in trees:
            vars(module)[HITS] = hits
    for filename, tree in trees.items():
        noting = Hits(filename).visit(copy.deepcopy(tree))
        functions.swap(code_of(tree, filename), code_of(noting, filename))
    session.at_failure = found.failed.append
    with templates.noting(pages, hits):
        for test, seconds in session.run(list(session.items)):
            progress()
            found.seconds[test] = seconds
            for place in hits:
                found.tests[place].append(test)
            hits.clear()
            functions.forget_answers()  # What one test let a function keep, the next reaches too.
    functions.restore()
    found.tests = dict(found.tests)
    return found


class Hits(ast.NodeTransformer):
    """Makes the statements of functions, and lambdas outside them, note that they are reached."""

    def __init__(self, module: str) -> None:
        """Note them as reached in the file of that name."""
        self.module = module

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """A function whose statements note that they are reached."""
        node.body = self._noting(node.body)
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        """A lambda that notes that it is called."""
        node.body = ast.BoolOp(ast.Or(), [self._note(node), node.body])
        return node

    def _noting(self, body: list[ast.stmt]) -> list[ast.stmt]:
        noting: list[ast.stmt] = []
        for statement in body:
            note = ast.Expr(self._note(statement))
            for name in ("body", "orelse", "finalbody"):
                inner = getattr(statement, name, None)
                if inner:
                    setattr(statement, name, self._noting(inner))
            for part in (*getattr(statement, "cases", ()), *getattr(statement, "handlers", ())):
                part.body = self._noting(part.body)
            noting += [note, statement]
        return noting

    def _note(self, node: ast.AST) -> ast.expr:
        place = ast.parse(repr((self.module, position(node))), mode="eval").body
        call = ast.Call(ast.Attribute(ast.Name(HITS, ast.Load()), "add", ast.Load()), [place], [])
        return ast.copy_location(call, node)
