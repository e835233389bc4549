"""What is imported is declared for its folder, and what is declared is used."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions

import pytest

from tools.dev.places import ROOT
from tools.sbom.locks import canonical

OURS = {"analysis", "functions", "infra", "publishing", "server", "tools", "tests", "bench", "dev"}
OWN_ENVIRONMENTS = ("bench/baselines/", "tests/load/targets.py")
"""Run in environments made of the locks that are beside them."""
GROUPS = {
    "functions/paper_forms": ("forms",),
    "functions/reference": ("functions", "serve"),
    "functions": ("functions", "clients"),
    "site": ("serve",),
    "analysis": ("serve", "analysis"),
    "infra/api_routes.py": ("serve",),
    "infra/packages": ("serve",),
    "infra": ("test",),
    "server": ("server",),
    "tools/mutation": ("test",),
    "tools": ("serve",),
    "tests": ("test",),
    "bench": ("test",),
    "dev.py": (),
}
"""Which groups of pyproject.toml each place may import from; the first that fits counts."""
NOT_IMPORTED = {
    "awslambdaric": ("tools/gateway/worker.py", '"awslambdaric"'),
    "httptools": ("server/protocol.py", "httptools_impl"),
    "ministack": ("tools/aws_emulator/process.py", '"ministack.app"'),
    "mkdocs-material": ("site/publishing/assets.py", 'find_spec("material")'),
    "mypy": ("tools/dev/check_stages.py", '"mypy"'),
    "pytest-xdist": ("tools/dev/check_stages.py", '"worksteal"'),
    "ruff": ("tools/dev/check_stages.py", '"ruff"'),
}
"""What is run as a program or loaded by another: the file that names it, and how."""
STUBS = "types-"
BROUGHT_ALONG = {"botocore": "boto3"}
"""Parts of a declared package that are packages of their own: its errors and its settings."""


def declared():
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]

    def members(name):
        for entry in groups[name]:
            if isinstance(entry, dict):
                yield from members(entry["include-group"])
            else:
                yield canonical(re.split(r"[=\[]", entry)[0])

    return {name: frozenset(members(name)) for name in groups}


DECLARED = declared()


@cache
def imported():
    """Each module of others with the files that import it."""
    found = {}
    for folder in ("analysis", "functions", "site", "infra", "tools", "tests", "bench", "dev.py"):
        place = ROOT / folder
        for file in [place] if place.is_file() else sorted(place.rglob("*.py")):
            name = file.relative_to(ROOT).as_posix()
            if name.startswith(OWN_ENVIRONMENTS):
                continue
            local = {path.stem for path in file.parent.iterdir()}
            for module in modules(file) - OURS - local - set(sys.stdlib_module_names):
                if module.startswith(STUBS.replace("-", "_")):
                    continue  # Read by the type checker alone.
                found.setdefault(module, set()).add(name)
    return found


def modules(file):
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@cache
def installed():
    return packages_distributions()


def packages_of(module):
    found = {canonical(name) for name in installed().get(module, ())}
    return {BROUGHT_ALONG.get(name, name) for name in found}


def test_imported_packages_are_declared_for_their_folders():
    undeclared = []
    for module, files in imported().items():
        for file in files:
            place = next(place for place in GROUPS if file.startswith(place))
            allowed = set().union(*(DECLARED[group] for group in GROUPS[place]))
            if not packages_of(module) & allowed:
                undeclared.append(f"{file} imports {module}")
    assert undeclared == []


@pytest.mark.parametrize("package", sorted(DECLARED["test"]))
def test_declared_package_is_used(package):
    if package in NOT_IMPORTED:
        file, words = NOT_IMPORTED[package]
        assert words in (ROOT / file).read_text(encoding="utf-8")
    elif package.startswith(STUBS):
        assert package.removeprefix(STUBS) in DECLARED["test"]
    else:
        assert package in set().union(*map(packages_of, imported()))


def test_listed_program_is_imported_nowhere():
    assert not set().union(*map(packages_of, imported())) & set(NOT_IMPORTED)
