"""Makes libraries import modules when these are first used.

The toolkit's event handler, for example, imports asyncio for the resolver of AppSync. A cold start
would pay for it, though no function uses that resolver (PEP 562 describes the mechanism).
"""

from __future__ import annotations

import ast
from collections.abc import Collection
from pathlib import Path

LAZY_INIT = '''"""Imports a module of this package when one of its names is first used."""

from importlib import import_module

{kept}
_ORIGINS = {origins!r}
__all__ = {names!r}


def __getattr__(name):
    if name not in _ORIGINS:
        raise AttributeError(f"module {{__name__!r}} has no attribute {{name!r}}")
    module, original = _ORIGINS[name]
    found = globals()[name] = getattr(import_module(module), original)
    return found
'''


LATER = '''"""Imports ``{whole}`` when something of it is first used."""

from importlib import import_module


class _Later:
    def __init__(self, name):
        self.name = name

    def __call__(self, *arguments, **named):
        return getattr(import_module({whole!r}), self.name)(*arguments, **named)


for _name in {called!r}:
    globals()[_name] = _Later(_name)


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return getattr(import_module({whole!r}), name)
'''


def import_when_called(folder: Path, module: str) -> None:
    """Put objects that import the module when called in place of its functions and classes.

    Whoever only calls these sees no difference; no module may inherit from its classes.
    """
    file = folder.joinpath(*module.split(".")).with_suffix(".py")
    called = [
        statement.name
        for statement in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(statement, ast.ClassDef | ast.FunctionDef)
    ]
    package, _, name = module.rpartition(".")
    file.rename(file.with_name(f"whole_{name}.py"))
    text = LATER.format(whole=f"{package}.whole_{name}", called=called)
    file.write_text(text, encoding="utf-8")


def import_lazily(folder: Path, package: str, *, without_calls: Collection[str] = ()) -> None:
    """Rewrite the ``__init__`` of a package below ``folder``, given by its dotted name.

    Statements that are no imports stay, with the imports that they need; calls of the functions
    named by ``without_calls`` do not.
    """
    file = folder.joinpath(*package.split("."), "__init__.py")
    imports: dict[str, tuple[str, str]] = {}
    kept: list[str] = []
    needed: set[str] = set()
    for statement in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.ImportFrom):
            module = f"{package}.{statement.module}" if statement.level else str(statement.module)
            for alias in statement.names:
                imports[alias.asname or alias.name] = (module, alias.name)
                if alias.name == module.rpartition(".")[2]:
                    # An import of the module would set the same attribute to the module itself.
                    needed.add(alias.name)
        elif not (_is_docstring_or_all(statement) or _called(statement) in without_calls):
            kept.append(ast.unparse(statement))
            needed |= {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
    eager = [
        f"from {module} import {original} as {name}"
        for name, (module, original) in imports.items()
        if name in needed
    ]
    origins = {name: origin for name, origin in imports.items() if name not in needed}
    text = LAZY_INIT.format(kept="\n".join((*eager, *kept)), origins=origins, names=sorted(imports))
    file.write_text(text, encoding="utf-8")


def _called(statement: ast.stmt) -> str | None:
    """The name of the function that a statement only calls."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        return ast.unparse(statement.value.func)
    return None


def _is_docstring_or_all(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Assign):
        return ast.unparse(statement.targets[0]) == "__all__"
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
