"""The functions whose start is measured: ours, and what others would start from."""

from __future__ import annotations

import compileall
import py_compile
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.baselines.places import BUILD, PEERS, ROOT
from bench.installed import copy_packages, packages_of
from infra.contract import read_contract
from infra.packages.archive import write_archive
from infra.packages.contents import copy_pages, copy_sources
from infra.packages.dependencies import NOT_NEEDED
from infra.packages.places import FUNCTIONS
from tests.support.api_gateway import event
from tests.support.contract_examples import JSON, calls
from tests.support.environments import python_of

FOLDER = BUILD / "start"
BARE = "bare JSON handler"
ROUTER = "powertools router"
SHIPPED = ("aws-lambda-powertools", "jinja2")
"""What every function of ours ships with; a test of the house says that there is no other."""

HEADERS = {"accept": JSON, "accept-language": "en", "content-type": JSON}
ADVANCE_EVENT = event("POST", "/advance", HEADERS, '{"amount": 13026}')


@dataclass(frozen=True, slots=True)
class Variant:
    """A package in a folder, its handler, and an event that it answers with a success."""

    name: str
    folder: Path
    handler: str
    event: Mapping[str, Any]
    clients: bool = False

    @property
    def unpacked(self) -> int:
        """The bytes of all its files."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())

    def archive(self) -> Path:
        """The package as it would be sent to the cloud."""
        archive = self.folder.with_suffix(".zip")
        write_archive((self.folder,), archive)
        return archive


def of_peer(name: str, module: str, peer: str | None, packages: Sequence[str]) -> Variant:
    """A handler of ``peers/start`` with its packages.

    Raises:
        NotInstalled: the packages do not install.
    """
    folder = _fresh(module)
    if peer is not None:
        copy_packages(packages, packages_of(python_of(peer)), folder)
    shutil.copyfile(PEERS / "start" / f"{module}.py", folder / f"{module}.py")
    _compile(folder)
    return Variant(name, folder, f"{module}.handler", ADVANCE_EVENT)


def peers() -> list[tuple[str, str, str | None, Sequence[str]]]:
    """What each peer is made of."""
    powertools = ("aws-lambda-powertools",)
    return [
        (BARE, "bare", None, ()),
        (ROUTER, "router", "powertools", powertools),
        ("powertools with validation", "validated", "powertools", (*powertools, "pydantic")),
        ("FastAPI with Mangum", "fastapi_mangum", "fastapi", ("fastapi", "mangum")),
    ]


def ours() -> list[Variant]:
    """Every function that needs nothing but its package, packed as for the cloud.

    Those that write to AWS, or fill in the forms of the built site, would be measured with that.
    """
    libraries = _fresh("libraries")
    copy_packages(SHIPPED, packages_of(Path(sys.executable)), libraries)
    for pattern in NOT_NEEDED:
        for path in list(libraries.glob(pattern)):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
    _compile(libraries)
    events = first_events()
    alone = (name for name in read_contract().functions if _stands_alone(name))
    return [_of_ours(name, libraries, events[name]) for name in alone]


def _stands_alone(function: str) -> bool:
    sources = (file.read_text(encoding="utf-8") for file in (FUNCTIONS / function).glob("*.py"))
    return not any(library in source for source in sources for library in ("boto3", "pikepdf"))


def first_events() -> dict[str, dict[str, Any]]:
    """For each function the event of its first operation: its example, or a plain reading."""
    return {
        call.function: event(call.method, call.path, HEADERS, call.body)
        for call in reversed(calls())
    }


def _of_ours(name: str, libraries: Path, asked: Mapping[str, Any]) -> Variant:
    folder = _fresh(name)
    copy_sources(name, folder)
    copy_pages(name, folder)
    _compile(folder)
    shutil.copytree(libraries, folder, dirs_exist_ok=True)
    clients = any((folder / client).is_dir() for client in ("boto3", "botocore"))
    return Variant(name, folder, f"functions.{name}.handler.handler", asked, clients)


def _fresh(name: str) -> Path:
    folder = FOLDER / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _compile(folder: Path) -> None:
    """As our packages are compiled: bytecode that is taken as it is, whatever the date."""
    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    compileall.compile_dir(str(folder), quiet=2, invalidation_mode=mode, stripdir=str(ROOT))
