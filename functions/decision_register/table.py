"""The tables of the register, and its key. Each of their failures becomes a problem that says so.

The library of the cloud is loaded here and nowhere else: calculators never wait for it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, ParamSpec, TypeVar

from functions.decision_register.decision_record import Record, from_item, to_item
from functions.http.problem import Problem, Problems

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_kms import KMSClient

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
        "DependencyTimeoutException",
        "KMSInternalException",
        "KeyUnavailableException",
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
    """The client of the tables."""
    made: DynamoDBClient = _client("dynamodb")
    return made


@cache
def kms() -> KMSClient:
    """The client of the key of the seals."""
    made: KMSClient = _client("kms")
    return made


def _client(service: Literal["dynamodb", "kms"]) -> Any:
    """A client that gives up long before the function itself would."""
    import boto3  # noqa: PLC0415 - a request that is refused before does not wait for it
    from botocore.config import Config  # noqa: PLC0415 - as above

    return boto3.client(
        service,
        config=Config(
            connect_timeout=1,
            read_timeout=2,
            retries={"mode": "standard", "total_max_attempts": 2},
        ),
    )


def answered(call: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R:
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
    answered(
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
    answer = answered(
        client().get_item,
        TableName=_table(),
        Key={"payer": {"S": payer}, "decision_id": {"S": decision_id}},
        ConsistentRead=True,
    )
    return _read(answer["Item"]) if "Item" in answer else None


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
        answer = answered(client().query, **query)
        records = map(_read, answer["Items"])
        found += [record for record in records if not record.is_over(today)]
        if "LastEvaluatedKey" not in answer:
            break
        start = answer["LastEvaluatedKey"]["decision_id"]["S"]
    return found[:count]


def _read(item: Mapping[str, Any]) -> Record:
    """The record of an item, whose day of deletion follows where the law now asks for a later one.

    Raises:
        Problem: the table does not answer.
    """
    record = from_item(item)
    if not record.is_open and item["keep_until"]["S"] < record.keep_until.isoformat():
        # Somebody else who changes the record at the same time writes a later day too.
        with suppress(Taken):
            _write(record, record, "keep_until", "delete_after")
    return record


def extend(record: Record, longer: Record) -> None:
    """Put the extensions and the last day of a longer record into the one that was read.

    Without a last day, the table does not delete it.

    Raises:
        Taken: the record has changed since, or is gone.
        Problem: the table does not answer.
    """
    _write(record, longer, "extensions", "version", "keep_until", "delete_after", "seal")


def _write(read: Record, longer: Record, *names: str) -> None:
    """Put attributes of a longer record into the one that was read; one that it lacks goes."""
    item = to_item(longer)
    given = [name for name in names if name in item]
    gone = [name for name in names if name not in item]
    answered(
        client().update_item,
        TableName=_table(),
        Key={"payer": item["payer"], "decision_id": item["decision_id"]},
        UpdateExpression=" ".join(
            (
                "SET " + ", ".join(f"{name} = :{name}" for name in given),
                *(f"REMOVE {name}" for name in gone),
            )
        ),
        ConditionExpression="version = :read",
        ExpressionAttributeValues={
            ":read": {"N": str(read.version)},
            **{f":{name}": item[name] for name in given},
        },
    )


def _table() -> str:
    return os.environ[TABLE]
