"""What must hold before a stage is deployed, found within seconds and not when half is done."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.packages.bytecode import RUNTIME_VERSION, compiler
from infra.packages.places import ROOT
from infra.settings import UNSET, Settings

TESTED_COMMIT = "ALIMENTA_TESTED_COMMIT"
"""The commit for which the test job of the pipeline has passed; the pipeline sets it."""

TEXTS = frozenset({".html", ".txt", ".xml", ".json", ".webmanifest"})


@dataclass(frozen=True, slots=True)
class Checkout:
    """The working copy: its commit, and what was changed since."""

    commit: str
    changed: tuple[str, ...]
    tested: str = ""

    @property
    def is_tested(self) -> bool:
        """Whether the test job has passed for just these files."""
        return self.tested == self.commit and not self.changed


def read_checkout(root: Path = ROOT) -> Checkout:
    """The working copy, as git knows it."""
    return Checkout(
        commit=_git(root, "rev-parse", "HEAD"),
        changed=tuple(_git(root, "status", "--porcelain").splitlines()),
        tested=os.environ.get(TESTED_COMMIT, ""),
    )


def _git(root: Path, *words: str) -> str:
    command = ("git", *words)
    done = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)  # noqa: S603 - git
    return done.stdout.strip()


def account_of_credentials() -> str:
    """The account to which the credentials in the environment belong."""
    import boto3  # noqa: PLC0415 - not needed to print the steps

    identity: Any = boto3.client("sts").get_caller_identity()
    return str(identity["Account"])


def missing(settings: Settings, checkout: Checkout, account: str) -> Iterator[str]:
    """Each condition that does not hold, in one sentence with its cure."""
    if checkout.changed:
        yield f"{len(checkout.changed)} files are not committed: commit or remove them"
    if settings.account != account and (settings.account or settings.keeps_data):
        expected = settings.account or "none yet"
        yield f"the credentials are for account {account}; infra/settings.py names {expected}"
    if not settings.contact.is_set:
        yield f"the contact addresses end in {UNSET}: set them in infra/settings.py"
    if not settings.publisher.is_set:
        yield "nobody publishes the site: set the publisher in infra/settings.py"
    if settings.keeps_data and settings.domain is None:
        yield "the stage has no domain: set it in infra/settings.py"
    if settings.domain is not None and settings.domain.name.endswith(UNSET):
        yield f"the domain {settings.domain.name} cannot exist: set it in infra/settings.py"
    if compiler() is None:
        yield f"Python {RUNTIME_VERSION} is not on the path: packages would have no byte code"


def placeholders_in(site: Path) -> list[str]:
    """The files of a built site that hold an address which cannot exist."""
    marks = (f"{UNSET}/".encode(), f'{UNSET}"'.encode())
    return [
        path.relative_to(site).as_posix()
        for path in sorted(site.rglob("*"))
        if path.suffix in TEXTS and any(mark in path.read_bytes() for mark in marks)
    ]
