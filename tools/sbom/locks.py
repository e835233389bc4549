"""Reads the locks: which version of which package, with which hashes, needed by what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.dev.places import ROOT
from tools.dev.python import LOCKS

REQUIREMENTS = ROOT / "requirements"
PACKAGE = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(?:\[[^]]*\])?==(?P<version>[^ ;\\]+)")
MARKER = re.compile(r" ; (?P<marker>.*?) *\\?$")
HASH = re.compile(r"--hash=sha256:(?P<digest>[0-9a-f]{64})\b")
VIA = re.compile(r" +# +(?:via +)?(?P<name>[A-Za-z0-9._-]+)(?: \(pyproject\.toml:.*\))?")
OURS = "alimenta"


class InvalidLock(ValueError):
    """A lock says something that it should not, or leaves something out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """One package of a lock.

    ``marker`` says on which machines it is needed, if not on all. ``needed_by`` are the packages
    that asked for it; ``alimenta`` is ourselves. ``hashes`` are those of every file of the version.
    """

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    needed_by: tuple[str, ...]

    @property
    def purl(self) -> str:
        """The address of the package, the same for everyone who speaks of it."""
        return f"pkg:pypi/{self.name}@{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A package, and the smallest lock that holds it: what it is needed for."""

    package: Locked
    needed_for: str


def parts(folder: Path = REQUIREMENTS) -> tuple[Part, ...]:
    """Every locked package, by name; the locks hold each other, so the first that has it counts."""
    found: dict[str, Part] = {}
    for lock in LOCKS:
        for package in read_lock((folder / f"{lock}.lock").read_text(encoding="utf-8")):
            known = found.get(package.purl)
            needed_for = lock if known is None else known.needed_for
            # The larger lock knows more of who needs it.
            found[package.purl] = Part(package=package, needed_for=needed_for)
    return tuple(sorted(found.values(), key=lambda part: (part.package.name, part.package.version)))


def read_lock(text: str) -> tuple[Locked, ...]:
    """The packages of a lock.

    Raises:
        InvalidLock: a package has no hash, or a line is not understood.
    """
    return tuple(_packages(text))


def _packages(text: str) -> Iterator[Locked]:
    lines: list[str] = []
    for line in text.splitlines():
        if line and not line.startswith((" ", "#")):
            if lines:
                yield _package(lines)
            lines = []
        lines.append(line)
    if lines:
        yield _package(lines)


def _package(lines: list[str]) -> Locked:
    first, *rest = lines
    named = PACKAGE.match(first)
    if named is None:
        raise InvalidLock(f"not understood: {first}")
    hashes = [match["digest"] for line in rest if (match := HASH.search(line))]
    if not hashes:
        raise InvalidLock(f"{named['name']} has no hash")
    marker = MARKER.search(first)
    via = {match["name"] for line in rest if (match := VIA.fullmatch(line))} - {"via"}
    return Locked(
        name=canonical(named["name"]),
        version=named["version"],
        marker=marker["marker"] if marker else "",
        hashes=tuple(sorted(hashes)),
        needed_by=tuple(sorted(via)),
    )


def canonical(name: str) -> str:
    """The one spelling of the name of a package."""
    return re.sub(r"[-_.]+", "-", name).lower()


def needs(every: tuple[Part, ...]) -> Mapping[str, tuple[str, ...]]:
    """What each package needs, by address; what we need ourselves is under our own name."""
    found: dict[str, list[str]] = {name: [] for name in (OURS, *(p.package.purl for p in every))}
    by_name: dict[str, list[str]] = {OURS: [OURS]}
    for part in every:
        by_name.setdefault(part.package.name, []).append(part.package.purl)
    for part in every:
        for name in part.package.needed_by:
            for above in by_name[name]:
                found[above].append(part.package.purl)
    return {name: tuple(below) for name, below in found.items()}
