"""The licence of each package by its SPDX identifier: from its metadata, or read by a person."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

READ = Path(__file__).with_name("licences.toml")
CLASSIFIER = "License :: OSI Approved :: "
CLEAR = {
    "Apache Software License": "Apache-2.0",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""The classifiers that mean one licence and no other; "BSD License" is not among them."""
JOINED = re.compile(r" (?:AND|OR) ")


class UnknownLicence(LookupError):
    """Neither the metadata nor ``licences.toml`` states the licence of the package."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Licences:
    """What was read by a person: of packages, of files, and which licences are accepted."""

    accepted: frozenset[str]
    packages: Mapping[str, str]
    files: Mapping[str, str]


@cache
def read_licences() -> Licences:
    """What is in ``licences.toml``."""
    data = tomllib.loads(READ.read_text(encoding="utf-8"))
    return Licences(
        accepted=frozenset(data["accepted"]), packages=data["packages"], files=data["files"]
    )


def licence_of(name: str) -> str:
    """The licence of a package as an SPDX expression.

    Raises:
        UnknownLicence: nobody says.
    """
    found = said_by_metadata(name) or read_licences().packages.get(name)
    if found is None:
        raise UnknownLicence(f"{name}: read its licence, and write it in {READ.name}")
    return found


def said_by_metadata(name: str) -> str | None:
    """The licence that the installed package names without doubt; of any version of it."""
    try:
        # Typed as a message of mail, which it is; only the mapping part is of use here.
        metadata: Any = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return None
    for field in ("License-Expression", "License"):
        text = str(metadata[field] or "")
        if text and identifiers(text) <= read_licences().accepted:
            return text
    classifiers = metadata.get_all("Classifier") or []
    licences = [
        line.removeprefix(CLASSIFIER) for line in classifiers if line.startswith(CLASSIFIER)
    ]
    return CLEAR.get(licences[0]) if len(licences) == 1 else None


def identifiers(expression: str) -> frozenset[str]:
    """The licences that an expression names."""
    return frozenset(JOINED.split(expression.replace("(", "").replace(")", "")))
