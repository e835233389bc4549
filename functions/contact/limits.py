"""Limits on the messages of one network address, and of one e-mail address.

The table counts under a keyed hash. The key is derived by KMS and changes each day, so that the
counts of two days cannot be joined. A count expires after a day, and the table has no backup.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from functions.contact import settings
from functions.contact.clients import INTERACTIVE, dynamodb, kms
from functions.contact.unavailable import needed
from functions.http import clock

COUNTER = "counter"
COUNT = "count"
EXPIRES_AT = "expires_at"
"""The attributes of a count."""

PURPOSE = "contact limits"
"""Part of what the key is derived from, so that no token of a form is ever such a key."""
ALGORITHM: Final = "HMAC_SHA_256"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many messages within that time, counted from the start of the hour or day."""

    name: str
    most: int
    within: timedelta


OF_NETWORK = Limit("network", 20, timedelta(hours=1))
OF_EMAIL = Limit("email", 10, timedelta(days=1))

DAY = timedelta(days=1)


class TooMany(Exception):
    """More messages than one may send. ``seconds`` says after how long there is room again."""

    def __init__(self, seconds: int) -> None:
        """Keep the time to wait."""
        super().__init__("too many messages")
        self.seconds = seconds


def count(network: str, email: str) -> None:
    """Count one more message of a network address and of an e-mail address.

    Raises:
        TooMany: one of them has sent as many as it may.
        Unavailable: DynamoDB or KMS does not respond.
    """
    now = clock.now()
    for limit, value in ((OF_NETWORK, network), (OF_EMAIL, email.lower())):
        if value:
            _count(limit, value, now)


def _count(limit: Limit, value: str, now: datetime) -> None:
    seconds = int(limit.within.total_seconds())
    period, since = divmod(int(now.timestamp()), seconds)
    text = f"{limit.name}\n{period}\n{value}".encode()
    hashed = hmac.new(_key_of(now.date().isoformat()), text, hashlib.sha256).hexdigest()
    with needed("limit"):
        found = dynamodb(INTERACTIVE).update_item(
            TableName=settings.limits_table(),
            Key={COUNTER: {"S": hashed}},
            UpdateExpression="SET #expires = :expires ADD #count :one",
            ExpressionAttributeNames={"#count": COUNT, "#expires": EXPIRES_AT},
            ExpressionAttributeValues={
                ":one": {"N": "1"},
                ":expires": {"N": str(int((now + DAY).timestamp()))},
            },
            ReturnValues="UPDATED_NEW",
        )["Attributes"]
    if int(found[COUNT]["N"]) > limit.most:
        raise TooMany(seconds - since)


@lru_cache(maxsize=1)
def _key_of(day: str) -> bytes:
    """The key of that day."""
    with needed("limit key"):
        made = kms().generate_mac(
            KeyId=settings.token_key(),
            MacAlgorithm=ALGORITHM,
            Message=f"{PURPOSE}\n{day}".encode(),
        )
    return made["Mac"]
