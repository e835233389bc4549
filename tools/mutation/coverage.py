"""Which tests reach which statement of the law, and how long each test takes."""

from __future__ import annotations

import ast
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from tools.mutation.mutants import code_of, position
from tools.mutation.session import Session
from tools.mutation.swap import Functions

HITS = "__hits__"

Place = tuple[str, tuple[int, int]]
"""A module and where a statement, or a lambda, begins in it."""


@dataclass(slots=True)
class Coverage:
    """What one run of all tests has shown, nothing changed."""

    seconds: dict[str, float] = field(default_factory=dict)
    places: dict[str, frozenset[Place]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    def reaching(self, module: str, statement: tuple[int, int]) -> list[str]:
        """The tests that reach a statement, the quickest first."""
        found = (test for test, places in self.places.items() if (module, statement) in places)
        return sorted(found, key=self.seconds.__getitem__)

    def nearest(self, module: str) -> list[str]:
        """Every test that reaches the law; first the quickest that reach the module."""
        near = {test for test, places in self.places.items() if any(p[0] == module for p in places)}
        tests = (test for test, places in self.places.items() if places)
        return sorted(tests, key=lambda test: (test not in near, self.seconds[test]))


def measured(session: Session, trees: Mapping[str, ast.Module], functions: Functions) -> Coverage:
    """Run every test with code that notes the statements it reaches. Changes this process."""
    hits: set[Place] = set()
    found = Coverage()
    for module in list(sys.modules.values()):
        if getattr(module, "__file__", None) in trees:
            vars(module)[HITS] = hits
    for filename, tree in trees.items():
        old = code_of(tree, filename)
        noting = Hits(filename).visit(tree)
        functions.swap(old, code_of(noting, filename))
    session.at_failure = found.failed.append
    for test, seconds in session.run(list(session.items)):
        found.seconds[test] = seconds
        found.places[test] = frozenset(hits)
        hits.clear()
        functions.forget_answers()  # What one test let a function keep, the next reaches as well.
    return found


class Hits(ast.NodeTransformer):
    """Makes the statements of functions, and lambdas outside them, note that they are reached."""

    def __init__(self, module: str) -> None:
        self.module = module

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.body = self._noting(node.body)
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
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
        place = ast.Constant((self.module, position(node)))
        call = ast.Call(ast.Attribute(ast.Name(HITS, ast.Load()), "add", ast.Load()), [place], [])
        return ast.copy_location(call, node)
