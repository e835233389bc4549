"""Who may send a message: each step of a record is taken under a condition, by one deliverer.

``received`` → ``sending`` → ``sent``, with ``copying`` in between where the person wants a copy.
A claim ends after some minutes: who died with it must not keep the message for ever. So a mail can
go out twice in one case only: the deliverer dies, or gets no answer, after the mail was handed over
and before the record says so. The other choice would be to lose it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from functions.contact import messages as stored
from functions.contact.delivery.clients import dynamodb
from functions.contact.delivery.settings import settings
from functions.contact.messages import State
from functions.http import clock
from functions.http.logs import logger

CLAIM_SECONDS = 5 * 60
CONDITION_FAILED = "ConditionalCheckFailedException"
NAMES = {"#state": stored.STATE, "#since": stored.SINCE}


class Finding(Enum):
    """Why a message is not for us."""

    DONE = auto()
    TAKEN_BACK = auto()
    BUSY = auto()


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to take the next step of a message. ``since`` in seconds since 1970."""

    reference: str
    state: State
    since: int


def claim(reference: str) -> Claim | Finding:
    """The right to take the next step of that message, or why there is none.

    ``TAKEN_BACK``: the message was never accepted, for the queue did not answer when it was sent.
    """
    found = _claim(reference, State.RECEIVED, State.SENDING)
    for state in (State.SENDING, State.COPYING):
        if found is Finding.BUSY:
            found = _claim(reference, state, state)
    return found


def _claim(reference: str, before: State, after: State) -> Claim | Finding:
    """Take the step from one state, where nobody else has it; else what stands in the way."""
    since = clock.seconds()
    free = "" if before is State.RECEIVED else " AND #since <= :stale"
    values: dict[str, Any] = {
        ":before": {"S": before},
        ":after": {"S": after},
        ":now": {"N": str(since)},
    }
    if free:
        values[":stale"] = {"N": str(since - CLAIM_SECONDS)}
    try:
        dynamodb().update_item(
            TableName=settings().table,
            Key={stored.REFERENCE: {"S": reference}},
            UpdateExpression="SET #state = :after, #since = :now",
            ConditionExpression=f"#state = :before{free}",
            ExpressionAttributeNames=NAMES,
            ExpressionAttributeValues=values,
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )
    except ClientError as failed:
        if failed.response["Error"]["Code"] != CONDITION_FAILED:
            raise
        return _finding(failed)
    return Claim(reference, after, since)


def _finding(failed: ClientError) -> Finding:
    item: dict[str, Any] = failed.response.get("Item", {})  # type: ignore[assignment]
    if not item:
        return Finding.TAKEN_BACK
    return Finding.DONE if item[stored.STATE] == {"S": State.SENT} else Finding.BUSY


def go_on(held: Claim, state: State) -> Claim:
    """The same message, one step further.

    The mail is gone by now: a table that does not answer must not have it sent again.
    """
    since = clock.seconds()
    _write(held, state, since)
    return Claim(held.reference, state, since)


def let_go(held: Claim) -> None:
    """Give the message back, so that the next try need not wait for the end of the claim."""
    before = State.RECEIVED if held.state is State.SENDING else held.state
    _write(held, before, 0)


def _write(held: Claim, state: State, since: int) -> None:
    """Write the step, if the message is still ours."""
    try:
        dynamodb().update_item(
            TableName=settings().table,
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
