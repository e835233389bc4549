"""The records of contact messages in DynamoDB, one for each reference, written conditionally.

A record is written before its message goes to the queue, and every attempt to accept the message
increments its counter. An attempt that does not reach the queue deletes the record only if it was
the first one and no other followed: after an earlier attempt the message may be in the queue, and
its author may have its reference. A missing record thus means that the message was never accepted.

A queue may have taken a message whose author was informed that it was refused. The digest of the
content, in the record and in the queue, keeps that message apart from what was sent after it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from functions.contact import messages as stored
from functions.contact import settings
from functions.contact.clients import INTERACTIVE, dynamodb
from functions.contact.messages import RECORD_DAYS, State
from functions.contact.references import reference
from functions.contact.unavailable import Unavailable, log_failed, needed
from functions.http import clock

MOST_REFERENCES = 5
DAY_SECONDS = 24 * 60 * 60
CONDITION_FAILED = "ConditionalCheckFailedException"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserved:
    """A record. ``attempts`` counts the attempts so far, ``waits`` says that no delivery has begun.

    A message whose delivery has begun was accepted before, and is not sent to the queue again.
    """

    reference: str
    content_digest: str
    attempts: int
    waits: bool


class OtherContent(Exception):
    """The key was used for another message, whose reference is ``reference``."""

    def __init__(self, reference: str) -> None:
        """Keep the reference."""
        super().__init__("another content")
        self.reference = reference


def reserve(key: str, service: str, content: str) -> Reserved:
    """The record of that message, written now or before.

    Raises:
        OtherContent: the key was used for a message with another content.
        Unavailable: DynamoDB does not respond.
    """
    key_digest = _digest(key)
    # Salted with the key, which is stored nowhere: nobody can check a guess at the content.
    content_digest = _digest(f"{key}\n{content}")
    for attempt in range(MOST_REFERENCES):
        own = reference(key, attempt)
        with needed("record"):
            try:
                return _write(own, service, key_digest, content_digest)
            except ClientError as failed:
                if failed.response["Error"]["Code"] != CONDITION_FAILED:
                    raise
                found: dict[str, Any] = failed.response.get("Item", {})  # type: ignore[assignment]
        if found.get(stored.KEY_DIGEST) == {"S": key_digest}:
            raise OtherContent(own)
    raise Unavailable("reference")


def _write(own: str, service: str, key_digest: str, content_digest: str) -> Reserved:
    received = clock.seconds()
    written = dynamodb(INTERACTIVE).update_item(
        TableName=settings.table(),
        Key={stored.REFERENCE: {"S": own}},
        UpdateExpression=(
            "SET #state = if_not_exists(#state, :received), "
            "#service = if_not_exists(#service, :service), "
            "#key = if_not_exists(#key, :key), #content = if_not_exists(#content, :content), "
            "#at = if_not_exists(#at, :now), #expires = if_not_exists(#expires, :expires) "
            "ADD #attempts :one"
        ),
        ConditionExpression=(
            "attribute_not_exists(#reference) OR (#key = :key AND #content = :content)"
        ),
        ExpressionAttributeNames={
            "#reference": stored.REFERENCE,
            "#state": stored.STATE,
            "#service": stored.SERVICE,
            "#key": stored.KEY_DIGEST,
            "#content": stored.CONTENT_DIGEST,
            "#at": stored.RECEIVED_AT,
            "#expires": stored.EXPIRES_AT,
            "#attempts": stored.ATTEMPTS,
        },
        ExpressionAttributeValues={
            ":received": {"S": State.RECEIVED},
            ":service": {"S": service},
            ":key": {"S": key_digest},
            ":content": {"S": content_digest},
            ":now": {"N": str(received)},
            ":expires": {"N": str(received + RECORD_DAYS * DAY_SECONDS)},
            ":one": {"N": "1"},
        },
        ReturnValues="ALL_NEW",
        ReturnValuesOnConditionCheckFailure="ALL_OLD",
    )["Attributes"]
    return Reserved(
        reference=own,
        content_digest=content_digest,
        attempts=int(written[stored.ATTEMPTS]["N"]),
        waits=written[stored.STATE]["S"] == State.RECEIVED,
    )


def is_known(key: str) -> bool:
    """Whether a message with that key was accepted, or attempted, before.

    Raises:
        Unavailable: DynamoDB does not respond.
    """
    for attempt in range(MOST_REFERENCES):
        with needed("record"):
            found = dynamodb(INTERACTIVE).get_item(
                TableName=settings.table(),
                Key={stored.REFERENCE: {"S": reference(key, attempt)}},
                ProjectionExpression=stored.KEY_DIGEST,
                ConsistentRead=True,
            )
        if "Item" not in found:
            return False
        if found["Item"].get(stored.KEY_DIGEST) == {"S": _digest(key)}:
            return True
    return False


def take_back(reserved: Reserved) -> None:
    """Delete the record of a message that did not reach the queue.

    Not if another attempt came before or after: its message may be in the queue. If DynamoDB fails
    as well, the record stays; a later attempt with the same key finds it and sends the message.
    """
    if reserved.attempts > 1:
        return
    try:
        dynamodb(INTERACTIVE).delete_item(
            TableName=settings.table(),
            Key={stored.REFERENCE: {"S": reserved.reference}},
            ConditionExpression="#state = :received AND #attempts = :attempts",
            ExpressionAttributeNames={"#state": stored.STATE, "#attempts": stored.ATTEMPTS},
            ExpressionAttributeValues={
                ":received": {"S": State.RECEIVED},
                ":attempts": {"N": str(reserved.attempts)},
            },
        )
    except (BotoCoreError, ClientError) as failed:
        log_failed("take back", failed)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
