"""Makes an ``__init__`` that imports its whole package import a module when a name is first used.

The toolkit's event handler, for example, imports asyncio for the resolver of AppSync. A cold start
would pay for it, though no function uses that resolver (PEP 562 describes the mechanism).
"""

from __future__ import annotations

import ast
from pathlib import Path

LAZY_INIT = '''"""Imports a module of this package when one of its names is first used."""

from importlib import import_module

{eager}
_ORIGINS = {origins!r}
__all__ = {names!r}


def __getattr__(name):
    if name not in _ORIGINS:
        raise AttributeError(f"module {{__name__!r}} has no attribute {{name!r}}")
    module, original = _ORIGINS[name]
    found = globals()[name] = getattr(import_module(module), original)
    return found
'''


class NotOnlyImports(Exception):
    """An ``__init__`` does something besides importing names; the message says where."""


def import_lazily(folder: Path, package: str) -> None:
    """Rewrite the ``__init__`` of a package below ``folder``, given by its dotted name.

    Raises:
        NotOnlyImports: it holds another statement than imports of names, and ``__all__``.
    """
    file = folder.joinpath(*package.split("."), "__init__.py")
    origins: dict[str, tuple[str, str]] = {}
    eager: list[str] = []
    for statement in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.ImportFrom):
            module = f"{package}.{statement.module}" if statement.level else str(statement.module)
            for alias in statement.names:
                if alias.name == module.rpartition(".")[2]:
                    # An import of the module would set the same attribute to the module itself.
                    eager.append(f"from {module} import {alias.name}")
                else:
                    origins[alias.asname or alias.name] = (module, alias.name)
        elif not _is_docstring_or_all(statement):
            raise NotOnlyImports(f"{package}, line {statement.lineno}")
    names = sorted((*origins, *(line.split()[-1] for line in eager)))
    text = LAZY_INIT.format(eager="\n".join(eager), origins=origins, names=names)
    file.write_text(text, encoding="utf-8")


def _is_docstring_or_all(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Assign):
        return ast.unparse(statement.targets[0]) == "__all__"
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
