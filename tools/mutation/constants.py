"""Assigns the constants of the imported modules anew, so that no module is read again for them."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from types import CodeType, ModuleType

from tools.mutation.mutants import code_of


class CannotBeImported(Exception):
    """What a module assigns cannot be computed any more."""


class Constants:
    """What stands outside functions and classes, module by module, those imported first."""

    def __init__(self, trees: Mapping[str, ast.Module]) -> None:
        by_file = {getattr(module, "__file__", None): module for module in sys.modules.values()}
        self._modules = {file: by_file[file] for file in trees if file in by_file}
        self._order = tuple(dict.fromkeys(_in_order_of_import(trees, self._modules)))
        self._code = {file: _assignments(trees[file], file) for file in self._order}

    def assign(self, filename: str, tree: ast.Module) -> None:
        """Assign all anew, in one module as its tree now says, and tell whoever imported them.

        Raises:
            CannotBeImported: it cannot be computed, so that no program could use the module.
        """
        before = {
            (name, id(value)): file
            for file, module in self._modules.items()
            for name, value in vars(module).items()
        }
        for file in self._order:
            code = _assignments(tree, file) if file == filename else self._code[file]
            try:
                exec(code, vars(self._modules[file]))  # noqa: S102 - the law's own code
            except Exception as error:
                raise CannotBeImported(file) from error
        for module in list(sys.modules.values()):
            if module not in self._modules.values():
                self._tell(module, before)

    def _tell(self, module: ModuleType, before: Mapping[tuple[str, int], str]) -> None:
        for name, value in list(getattr(module, "__dict__", {}).items()):
            file = before.get((name, id(value)))
            if file is not None and not name.startswith("__"):
                setattr(module, name, vars(self._modules[file])[name])


def is_constant(statement: ast.AST) -> bool:
    """Whether a statement of a module gives a name to a value."""
    return isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None


def _assignments(tree: ast.Module, filename: str) -> CodeType:
    kept = [
        one
        for one in tree.body
        if is_constant(one)
        or (isinstance(one, ast.ImportFrom) and str(one.module).startswith(("__", "functions.law")))
    ]
    return code_of(ast.Module(kept, []), filename)


def _in_order_of_import(
    trees: Mapping[str, ast.Module], modules: Mapping[str, ModuleType]
) -> Iterator[str]:
    """Every file after those that it imports."""
    files = {module.__name__: file for file, module in modules.items()}

    def first(file: str) -> Iterator[str]:
        for one in trees[file].body:
            if isinstance(one, ast.ImportFrom):
                names = [str(one.module), *(f"{one.module}.{alias.name}" for alias in one.names)]
                for name in names:
                    if name in files and files[name] != file:
                        yield from first(files[name])
        yield file

    for file in modules:
        yield from first(file)
