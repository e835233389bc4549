"""Asks OSV, which collects the advisories of PyPI, npm and GitHub, about exact versions."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.dev.places import ROOT
from tools.sbom.locks import REQUIREMENTS, read_lock

ADDRESS = "https://api.osv.dev/v1/querybatch"
WITHIN_SECONDS = 60
CDK = ROOT / "requirements" / "cdk" / "package-lock.json"

Ask = Callable[[bytes], bytes]
"""Sends a question, and returns the answer."""


class NotAsked(RuntimeError):
    """There is no answer, or none about every package: that is not the same as no finding."""


@dataclass(frozen=True, slots=True, order=True)
class Package:
    """One version of a package."""

    ecosystem: str
    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A known vulnerability of a package."""

    package: Package
    advisory: str


def locked(folder: Path = REQUIREMENTS, cdk: Path = CDK) -> tuple[Package, ...]:
    """Every version of every lock, and of the command line of the CDK."""
    python = {
        Package("PyPI", each.name, each.version)
        for lock in folder.glob("*.lock")
        for each in read_lock(lock.read_text(encoding="utf-8"))
    }
    node = {
        Package("npm", path.rpartition("node_modules/")[2], entry["version"])
        for path, entry in json.loads(cdk.read_text(encoding="utf-8"))["packages"].items()
        if path
    }
    return tuple(sorted(python | node))


def findings(packages: Sequence[Package], ask: Ask) -> tuple[Finding, ...]:
    """The known vulnerabilities of the packages.

    Raises:
        NotAsked: the answer does not hold a result for each package.
    """
    queries = [
        {"package": {"ecosystem": each.ecosystem, "name": each.name}, "version": each.version}
        for each in packages
    ]
    try:
        results = json.loads(ask(json.dumps({"queries": queries}).encode()))["results"]
    except (ValueError, KeyError, TypeError) as error:
        raise NotAsked(f"the answer cannot be read: {error}") from None
    if len(results) != len(packages):
        raise NotAsked(f"{len(results)} results for {len(packages)} packages")
    return tuple(_of_results(packages, results))


def _of_results(packages: Sequence[Package], results: Iterable[Any]) -> Iterable[Finding]:
    for package, result in zip(packages, results, strict=True):
        for each in result.get("vulns", ()):
            yield Finding(package, each["id"])


def ask_osv(question: bytes) -> bytes:
    """Send the question over the network.

    Raises:
        NotAsked: there is no answer.
    """
    request = urllib.request.Request(
        ADDRESS, data=question, headers={"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=WITHIN_SECONDS) as answer:  # noqa: S310
            body: bytes = answer.read()
            return body
    except (urllib.error.URLError, TimeoutError) as error:
        raise NotAsked(f"{ADDRESS}: {error}") from None
