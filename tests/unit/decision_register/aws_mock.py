"""What replaces the tables and the key of the register: the same keys, with nothing in them."""

from __future__ import annotations

from typing import Any

TABLE = "register"
AUDIT_TABLE = "register-audit"
KEYS = {"payer": "HASH", "decision_id": "RANGE"}
AUDIT_KEYS = {"payer": "HASH", "moment": "RANGE"}


def create_register_table(client: Any) -> None:
    """Makes the tables in the cloud of that client, which is one in memory."""
    for table, keys in ((TABLE, KEYS), (AUDIT_TABLE, AUDIT_KEYS)):
        client.create_table(
            TableName=table,
            KeySchema=[{"AttributeName": name, "KeyType": kind} for name, kind in keys.items()],
            AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in keys],
            BillingMode="PAY_PER_REQUEST",
        )


def create_seal_key(client: Any) -> str:
    """Makes the key in the cloud of that client; its id."""
    made = client.create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")
    return str(made["KeyMetadata"]["KeyId"])
