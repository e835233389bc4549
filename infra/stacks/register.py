"""The decision register: an append-only table whose records expire by TTL on the legal day."""

from __future__ import annotations

import json

from constructs import Construct

from infra.settings import Settings
from infra.stacks.function import Needs
from infra.stacks.keys import READ_AND_WRITE, data_key, may_use
from infra.stacks.tables import data_table, may_use_table

REGISTERS = "decision_register"


class RegisterResources(Construct):
    """The resources of the register. No function may delete a record; only the TTL does."""

    def __init__(self, scope: Construct, settings: Settings) -> None:
        """Create the key and the table."""
        super().__init__(scope, "Register")
        self._settings = settings
        self.key = data_key(self, "Key", "decision register", settings)
        self.table = data_table(
            self,
            keys=("payer", "decision_id"),
            ttl_attribute="delete_after",
            encryption_key=self.key,
            settings=settings,
        )

    def needs(self) -> dict[str, Needs]:
        """The environment variables and permissions of the function."""
        needs = Needs(
            environment={
                "REGISTER_TABLE": self.table.table_name,
                "REGISTER_PAYERS": json.dumps(dict(self._settings.payers)),
            },
            statements=[
                may_use_table(self.table, "GetItem", "PutItem", "Query", "UpdateItem"),
                may_use(self.key, *READ_AND_WRITE),
            ],
        )
        return {REGISTERS: needs}
