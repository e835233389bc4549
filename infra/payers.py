"""The payers that may use the register: who they are, and the AWS account they come from."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

PAYERS_FILE = Path(__file__).with_name("payers.toml")
NAME = re.compile(r"[a-z][a-z0-9-]{1,31}")
ACCOUNT = re.compile(r"[0-9]{12}")
EXTERNAL_ID = re.compile(r"[A-Za-z0-9-]{16,64}")


class InvalidPayer(ValueError):
    """A payer whose name, account or external id has not the required form."""


@dataclass(frozen=True, slots=True)
class Payer:
    """A payer. The name is part of the key of each of its decisions: it never changes.

    ``external_id`` is no secret: it prevents that another customer of the payer's software
    supplier has the supplier assume this role (the confused deputy).
    """

    name: str
    account: str
    external_id: str

    def __post_init__(self) -> None:
        """Refuse what could not be part of the name of a role or of a policy."""
        for what, form in ((self.name, NAME), (self.account, ACCOUNT)):
            if not form.fullmatch(what):
                raise InvalidPayer(what)
        if not EXTERNAL_ID.fullmatch(self.external_id):
            raise InvalidPayer(f"the external id of {self.name}")

    def role_name(self, stage: str) -> str:
        """The role of the payer in the account of the stage."""
        return f"alimenta-{stage}-payer-{self.name}"


def read_payers(stage: str, path: Path = PAYERS_FILE) -> tuple[Payer, ...]:
    """The payers of a stage, by name.

    Raises:
        InvalidPayer: one of them cannot be used.
    """
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(
        Payer(name, account=entry["account"], external_id=entry["external_id"])
        for name, entry in sorted(document.get(stage, {}).items())
    )
