"""What replaces the table of the register: the same keys, with nothing in it."""

TABLE = "register"
KEYS = {"payer": "HASH", "decision_id": "RANGE"}


def create_register_table(client):
    """Makes the table in the cloud of that client, which is one in memory."""
    client.create_table(
        TableName=TABLE,
        KeySchema=[{"AttributeName": name, "KeyType": kind} for name, kind in KEYS.items()],
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in KEYS],
        BillingMode="PAY_PER_REQUEST",
    )
