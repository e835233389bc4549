"""Restores the decision register into a new table, and replays every decision of it.

``python -m infra.operations.restore --stage production --drill`` as an exercise: the new table is
deleted again. ``--moment 2026-11-30T02:00+00:00`` names another moment than the latest one;
``--bring-back`` writes what is missing or altered in the table in use, from the new one.

The exit code is 0 only when every restored decision is whole and none is missing.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from functions.decision_register import seal
from functions.decision_register.decision_record import Record, from_item
from functions.decision_register.replays import replayed
from infra.operations.deploy import read_outputs
from infra.settings import STAGES, settings_of

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

TABLE, SEAL_KEY = "RegisterTable", "RegisterSealKey"
"""The outputs of the stack that name the table in use and the key of its seals."""

RESTORED_WITHIN_SECONDS = 6 * 3600
POLLED_EVERY_SECONDS = 10
NOT_RESTORED = (
    "the deletion on the last day (TTL)",
    "point-in-time recovery",
    "deletion protection",
    "tags",
    "the alarms",
    "the selection of the backup plan",
)
"""What a restored table does not have. The table in use has it all: bring the decisions back."""

Key = tuple[str, str]
Item = Mapping[str, Any]


class NotRestored(RuntimeError):
    """The new table did not become usable."""


@dataclass(slots=True)
class Restored:
    """What a restored table holds: decisions by payer and id, and what is wrong with them."""

    decisions: int = 0
    same: int = 0
    """How many today's rules compute to the same result, or have no result to compute."""
    altered: list[Key] = field(default_factory=list)
    missing: list[Key] = field(default_factory=list)
    """Recorded before the moment, whole in the table in use, and not in the restored one."""

    @property
    def is_good(self) -> bool:
        """Whether nothing is missing or altered."""
        return not self.altered and not self.missing


def restore(client: DynamoDBClient, source: str, target: str, moment: datetime | None) -> None:
    """Restore the table as it was at a moment, by default as late as possible.

    Raises:
        NotRestored: the new table does not become usable in time.
    """
    when: dict[str, Any] = {"UseLatestRestorableTime": True}
    if moment is not None:
        when = {"RestoreDateTime": moment}
    client.restore_table_to_point_in_time(SourceTableName=source, TargetTableName=target, **when)
    limit = time.monotonic() + RESTORED_WITHIN_SECONDS
    while client.describe_table(TableName=target)["Table"].get("TableStatus") != "ACTIVE":
        if time.monotonic() > limit:
            raise NotRestored(f"{target} is not active after {RESTORED_WITHIN_SECONDS} s")
        time.sleep(POLLED_EVERY_SECONDS)


def check(
    client: DynamoDBClient, source: str, target: str, moment: datetime | None = None
) -> Restored:
    """Replay every decision of the restored table, and look for those that it lacks."""
    found = Restored()
    seen: set[Key] = set()
    for item in _items(client, target):
        record = from_item(item)
        seen.add(_key(record))
        found.decisions += 1
        answer = replayed(record)
        found.same += answer["isSame"]
        if not answer["isIntact"]:
            found.altered.append(_key(record))
    for item in _items(client, source):
        record = from_item(item)
        if _key(record) not in seen and seal.is_whole(record) and _was_there(record, moment):
            found.missing.append(_key(record))
    return found


def bring_back(client: DynamoDBClient, source: str, target: str) -> list[Key]:
    """Write to the table in use each whole decision that it lacks or holds altered.

    A decision whose last day is past stays away: the table deletes it again.
    """
    written = []
    for item in _items(client, target):
        record = from_item(item)
        in_use = client.get_item(
            TableName=source,
            Key={name: item[name] for name in ("payer", "decision_id")},
            ConsistentRead=True,
        ).get("Item")
        if not seal.is_whole(record) or (in_use and seal.is_whole(from_item(in_use))):
            continue
        client.put_item(TableName=source, Item=dict(item))
        written.append(_key(record))
    return written


def _items(client: DynamoDBClient, table: str) -> Iterator[Item]:
    for page in client.get_paginator("scan").paginate(TableName=table, ConsistentRead=True):
        yield from page["Items"]


def _key(record: Record) -> Key:
    return record.payer, record.decision_id


def _was_there(record: Record, moment: datetime | None) -> bool:
    """Whether a decision was recorded before the moment. Recovery is up to five minutes behind."""
    return moment is not None and datetime.fromisoformat(record.document["recordedAt"]) < moment


def report(found: Restored, seconds: float) -> Iterator[str]:
    """What the restore showed, a line each."""
    yield f"restored and replayed in {seconds:.0f} s: {found.decisions} decisions"
    yield f"the same result with the rules of today: {found.same}"
    for what, keys in (("altered", found.altered), ("missing", found.missing)):
        yield from (f"{what}: payer {payer}, decision {decision}" for payer, decision in keys)
    yield f"not part of a restored table: {', '.join(NOT_RESTORED)}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Restore what the command line names; the exit code."""
    options = _arguments(arguments)
    import boto3  # noqa: PLC0415 - a wrong word on the command line does not wait for it

    region = settings_of(options.stage).region
    outputs = read_outputs(f"Alimenta-{options.stage}-Api", region)
    if TABLE not in outputs:
        sys.stderr.write(f"the stack has no output {TABLE}: is the stage deployed?\n")
        return 1
    os.environ[seal.KEY] = outputs[SEAL_KEY]
    os.environ.setdefault("AWS_DEFAULT_REGION", region)
    client = boto3.client("dynamodb", region_name=region)
    source, started = outputs[TABLE], time.monotonic()
    target = options.restored or f"{source}-restored-{datetime.now(UTC):%Y%m%d%H%M%S}"
    try:
        if not options.restored:
            restore(client, source, target, options.moment)
        found = check(client, source, target, options.moment)
        sys.stdout.writelines(f"{each}\n" for each in report(found, time.monotonic() - started))
        if options.bring_back:
            back = bring_back(client, source, target)
            sys.stdout.write(f"written to {source}: {len(back)} decisions\n")
    except NotRestored as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    if options.drill:
        client.delete_table(TableName=target)
    else:
        sys.stdout.write(f"kept: {target}; delete it when the decisions are back\n")
    return int(not found.is_good)


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="restore", description=__doc__)
    parser.add_argument("--stage", choices=sorted(STAGES), required=True)
    parser.add_argument("--moment", type=datetime.fromisoformat, help="with its time zone")
    parser.add_argument("--restored", help="a table that AWS Backup has restored already")
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--drill", action="store_true", help="delete the new table afterwards")
    kind.add_argument("--bring-back", action="store_true", help="write to the table in use")
    options = parser.parse_args(given)
    if options.drill and options.restored:
        parser.error("--drill deletes the table that it restores: not one that was there before")
    if options.moment is not None and options.moment.tzinfo is None:
        parser.error("--moment has no time zone, such as +01:00")
    return options


if __name__ == "__main__":
    sys.exit(main())
