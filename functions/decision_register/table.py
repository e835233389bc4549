"""The table of the register. Every way in which it may fail becomes a problem that says so.

The library of the cloud is loaded here and nowhere else: calculators never wait for it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from functions.decision_register.decision_record import (
    Record,
    deleted_from,
    extension_text,
    from_item,
    to_item,
)
from functions.decision_register.retention_period import Extension
from functions.http.problem import Problem, Problems

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

TABLE = "REGISTER_TABLE"
RETRY_AFTER = {"Retry-After": "5"}
BUSY = frozenset(
    {
        "InternalServerError",
        "LimitExceededException",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ServiceUnavailable",
        "ThrottlingException",
        "TransactionConflictException",
    }
)
"""What the table answers when the same request may succeed a little later."""

TAKEN = "ConditionalCheckFailedException"

P = ParamSpec("P")
R = TypeVar("R")


class Taken(Exception):
    """The condition of a write did not hold: somebody else was first."""


@cache
def client() -> DynamoDBClient:
    """The client of the tables: it gives up long before the function itself would."""
    import boto3  # noqa: PLC0415 - a request that is refused before does not wait for it
    from botocore.config import Config  # noqa: PLC0415 - as above

    return boto3.client(
        "dynamodb",
        config=Config(
            connect_timeout=1,
            read_timeout=2,
            retries={"mode": "standard", "total_max_attempts": 2},
        ),
    )


def _answered(call: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R:
    """What the table answers.

    Raises:
        Taken: the condition of the write did not hold.
        Problem: the table cannot be reached, or is too busy. A write may still have happened: the
            same request again, with the same key, finds it.
    """
    from botocore.exceptions import (  # noqa: PLC0415 - as in client
        ClientError,
        ConnectionError,  # noqa: A004 - the library's own, which is none of the language's
        HTTPClientError,
    )

    try:
        return call(*arguments, **named)
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code == TAKEN:
            raise Taken from error
        if code in BUSY:
            raise Problem(Problems.UNAVAILABLE, headers=RETRY_AFTER) from error
        raise
    except (ConnectionError, HTTPClientError) as error:
        raise Problem(Problems.UNAVAILABLE, headers=RETRY_AFTER) from error


def put(record: Record) -> None:
    """Write a new record.

    Raises:
        Taken: there is one with this id already.
        Problem: the table does not answer.
    """
    _answered(
        client().put_item,
        TableName=_table(),
        Item=to_item(record),
        ConditionExpression="attribute_not_exists(payer)",
    )


def get(payer: str, decision_id: str) -> Record | None:
    """The record of that payer with that id, also where its last day is past.

    Raises:
        Problem: the table does not answer.
    """
    answer = _answered(
        client().get_item,
        TableName=_table(),
        Key={"payer": {"S": payer}, "decision_id": {"S": decision_id}},
        ConsistentRead=True,
    )
    return from_item(answer["Item"]) if "Item" in answer else None


def after(payer: str, decision_id: str | None, count: int, today: date) -> list[Record]:
    """The records of a payer that are still kept, in the order of their ids, after that id.

    Raises:
        Problem: the table does not answer.
    """
    found: list[Record] = []
    start = decision_id
    while len(found) < count:
        query: dict[str, Any] = {
            "TableName": _table(),
            "KeyConditionExpression": "payer = :payer",
            "ExpressionAttributeValues": {":payer": {"S": payer}},
            "ConsistentRead": True,
            "Limit": count,
        }
        if start is not None:
            query["ExclusiveStartKey"] = {"payer": {"S": payer}, "decision_id": {"S": start}}
        answer = _answered(client().query, **query)
        records = (from_item(item) for item in answer["Items"])
        found += [record for record in records if not record.is_over(today)]
        if "LastEvaluatedKey" not in answer:
            break
        start = answer["LastEvaluatedKey"]["decision_id"]["S"]
    return found[:count]


def extend(record: Record, extension: Extension, keep_until: date) -> None:
    """Add an extension to a record as it was read, and keep it until that day.

    Raises:
        Taken: the record has changed since, or is gone.
        Problem: the table does not answer.
    """
    _answered(
        client().update_item,
        TableName=_table(),
        Key={"payer": {"S": record.payer}, "decision_id": {"S": record.decision_id}},
        UpdateExpression=(
            "SET extensions = list_append(extensions, :extension), version = :next, "
            "keep_until = :keep_until, delete_after = :delete_after"
        ),
        ConditionExpression="version = :read",
        ExpressionAttributeValues={
            ":extension": {"L": [{"S": extension_text(extension)}]},
            ":read": {"N": str(record.version)},
            ":next": {"N": str(record.version + 1)},
            ":keep_until": {"S": keep_until.isoformat()},
            ":delete_after": {"N": str(deleted_from(keep_until))},
        },
    )


def _table() -> str:
    return os.environ[TABLE]
