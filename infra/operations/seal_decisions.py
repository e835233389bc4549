"""Seals the decisions that version 1.0 recorded without a seal: run once, after the update.

``python -m infra.operations.seal_decisions --table <name> --key <arn>`` with credentials that may
use the key and the table. Until then their replay says that they are not intact. A decision whose
content does not match its own fingerprint is not sealed, and is named.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from functions.decision_register import seal
from functions.decision_register.decision_record import from_item

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


@dataclass(slots=True)
class Sealed:
    """How many decisions were sealed, and which were not since they were altered."""

    count: int = 0
    altered: list[str] = field(default_factory=list)


def seal_decisions(client: DynamoDBClient, table: str) -> Sealed:
    """Seal every decision of a table that has no seal."""
    done = Sealed()
    pages = client.get_paginator("scan").paginate(
        TableName=table, FilterExpression="attribute_not_exists(seal)", ConsistentRead=True
    )
    for page in pages:
        for item in page["Items"]:
            record = from_item(item)
            if not record.is_intact:
                done.altered.append(record.decision_id)
                continue
            client.update_item(
                TableName=table,
                Key={"payer": item["payer"], "decision_id": item["decision_id"]},
                UpdateExpression="SET seal = :seal",
                ConditionExpression="version = :version AND attribute_not_exists(seal)",
                ExpressionAttributeValues={
                    ":seal": {"B": seal.sealed(record).seal},
                    ":version": item["version"],
                },
            )
            done.count += 1
    return done


def main(arguments: Sequence[str] | None = None) -> int:
    """Seal what the command line names; 1 where a decision was altered."""
    parser = argparse.ArgumentParser(prog="seal_decisions", description=__doc__)
    parser.add_argument("--table", required=True)
    parser.add_argument("--key", required=True)
    options = parser.parse_args(arguments)
    import boto3  # noqa: PLC0415 - a wrong word on the command line does not wait for it

    os.environ[seal.KEY] = options.key
    done = seal_decisions(boto3.client("dynamodb"), options.table)
    sys.stdout.write(f"sealed: {done.count}\n")
    for decision in done.altered:
        sys.stderr.write(f"altered, not sealed: {decision}\n")
    return int(bool(done.altered))


if __name__ == "__main__":
    sys.exit(main())
