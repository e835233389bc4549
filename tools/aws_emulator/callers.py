"""Who may sign requests to the local gateway: two payers that exist on this machine only.

The gateway listens on loopback alone, so what would be secrets elsewhere may be public here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tools.aws_emulator.ministack import ACCOUNT

SERVICE = "execute-api"
"""The name of API Gateway in a signature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """A key, its secret, and the role in whose name the caller acts."""

    access_key: str
    secret: str
    role: str

    @property
    def role_arn(self) -> str:
        """The role, as the settings of the register name it."""
        return f"arn:aws:iam::{ACCOUNT}:role/{self.role}"

    @property
    def user_arn(self) -> str:
        """The session of the role, as the HTTP API hands it over."""
        return f"arn:aws:sts::{ACCOUNT}:assumed-role/{self.role}/local"


CALLERS = (
    Caller(access_key="LOCALPAYERONE", secret="local-secret-one", role="local-payer-one"),  # noqa: S106 - of no use elsewhere
    Caller(access_key="LOCALPAYERTWO", secret="local-secret-two", role="local-payer-two"),  # noqa: S106 - of no use elsewhere
)

PAYERS: Mapping[str, str] = {caller.role_arn: caller.role for caller in CALLERS}
"""The payer of each role, as the register is configured here."""
