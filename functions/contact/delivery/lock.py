"""The lock on a message: each transition of a record is a conditional write of one delivery.

``received`` → ``sending`` → ``sent``, with ``copying`` in between where the person wants a copy.
A claim expires after some minutes, as its owner may have crashed. A mail can thus be sent twice in
one case only: the delivery crashes, or gets no response, after SES accepted the mail and before the
record says so. The alternative would be to lose it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from functions.contact import messages as stored
from functions.contact import settings
from functions.contact.clients import BACKGROUND, dynamodb
from functions.contact.messages import State
from functions.http import clock
from functions.http.logs import logger

CLAIM_SECONDS = 5 * 60
CONDITION_FAILED = "ConditionalCheckFailedException"
NAMES = {"#state": stored.STATE, "#since": stored.SINCE}


class Finding(Enum):
    """Why this delivery must not send a message."""

    DONE = auto()
    TAKEN_BACK = auto()
    OTHER_CONTENT = auto()
    BUSY = auto()


@dataclass(frozen=True, slots=True)
class Claim:
    """The exclusive right to make the next transition. ``since`` in seconds since 1970."""

    reference: str
    state: State
    since: int


def claim(reference: str, content_digest: str) -> Claim | Finding:
    """The right to make the next transition of that message, or why there is none.

    ``TAKEN_BACK``: the message was never accepted, as the queue did not respond when it was sent.
    ``OTHER_CONTENT``: nor was this one; its author then had another one accepted in its place.
    """
    found = _claim(reference, content_digest, State.RECEIVED, State.SENDING)
    for state in (State.SENDING, State.COPYING):
        if found is Finding.BUSY:
            found = _claim(reference, content_digest, state, state)
    return found


def _claim(reference: str, content_digest: str, before: State, after: State) -> Claim | Finding:
    """Claim the transition from one state unless another delivery holds it; else why not."""
    since = clock.seconds()
    free = "" if before is State.RECEIVED else " AND #since <= :stale"
    values: dict[str, Any] = {
        ":before": {"S": before},
        ":after": {"S": after},
        ":now": {"N": str(since)},
    }
    names = dict(NAMES)
    same = ""
    if content_digest:
        same, names["#content"] = " AND #content = :content", stored.CONTENT_DIGEST
        values[":content"] = {"S": content_digest}
    if free:
        values[":stale"] = {"N": str(since - CLAIM_SECONDS)}
    try:
        dynamodb(BACKGROUND).update_item(
            TableName=settings.table(),
            Key={stored.REFERENCE: {"S": reference}},
            UpdateExpression="SET #state = :after, #since = :now",
            ConditionExpression=f"#state = :before{free}{same}",
            ExpressionAttributeNames=names,
            ExpressionAttributeValues=values,
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )
    except ClientError as failed:
        if failed.response["Error"]["Code"] != CONDITION_FAILED:
            raise
        return _finding(failed, content_digest)
    return Claim(reference, after, since)


def _finding(failed: ClientError, content_digest: str) -> Finding:
    item: dict[str, Any] = failed.response.get("Item", {})  # type: ignore[assignment]
    if not item:
        return Finding.TAKEN_BACK
    if content_digest and item.get(stored.CONTENT_DIGEST) != {"S": content_digest}:
        return Finding.OTHER_CONTENT
    return Finding.DONE if item[stored.STATE] == {"S": State.SENT} else Finding.BUSY


def go_on(held: Claim, state: State) -> Claim:
    """The claim with the next state.

    The mail has been sent: a failure of DynamoDB must not have it sent again.
    """
    since = clock.seconds()
    _write(held, state, since)
    return Claim(held.reference, state, since)


def let_go(held: Claim) -> None:
    """Release the claim, so that the retry need not wait for its expiry."""
    before = State.RECEIVED if held.state is State.SENDING else held.state
    _write(held, before, 0)


def _write(held: Claim, state: State, since: int) -> None:
    """Write the state, if the claim still holds."""
    try:
        dynamodb(BACKGROUND).update_item(
            TableName=settings.table(),
            Key={stored.REFERENCE: {"S": held.reference}},
            UpdateExpression="SET #state = :state, #since = :since",
            ConditionExpression="#state = :held AND #since = :held_since",
            ExpressionAttributeNames=NAMES,
            ExpressionAttributeValues={
                ":state": {"S": state},
                ":since": {"N": str(since)},
                ":held": {"S": held.state},
                ":held_since": {"N": str(held.since)},
            },
        )
    except (BotoCoreError, ClientError) as failed:
        logger.warning(
            "a step was not written",
            extra={"reference": held.reference, "state": state, "error": type(failed).__name__},
        )
