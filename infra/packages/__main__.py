"""``python -m infra.packages``: fetch what the functions need, build their packages, say the size.

The only step that may need a network, and only when the lock file changed.
"""

from __future__ import annotations

import sys

from infra.api_routes import read_api_routes
from infra.packages.build import build_package
from infra.packages.bytecode import RUNTIME_VERSION, compiler
from infra.packages.dependencies import NotFetched, fetch_dependencies, lock_of


def main() -> int:
    """Build every package; 1 when one of them is not complete."""
    functions = read_api_routes().deployed
    try:
        for lock in dict.fromkeys(map(lock_of, functions)):
            fetch_dependencies(lock)
    except NotFetched as reason:
        _say(str(reason))
        return 1
    if compiler() is None:
        _say(f"no python{RUNTIME_VERSION} on the path: packages without bytecode start slower")
    packages = [build_package(function) for function in functions]
    for package in packages:
        _say(f"{package.archive.name}: {package.size / 1_000_000:.2f} MB")
        for item in package.missing:
            _say(f"  not there: {item}")
    return 1 if any(package.missing for package in packages) else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
