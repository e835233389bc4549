"""Deletes a stage with all that it holds: ``python -m infra.operations.destroy --stage trial``.

Refuses a stage that keeps its data. Empties the buckets with the earlier versions of their files
and deletes the recovery points of the vaults first, since AWS deletes neither while it holds
something. A second run goes on where the first one was interrupted.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from infra.operations.preconditions import account_of_credentials
from infra.settings import STAGES, Settings, settings_of
from infra.stacks.firewall import EDGE_REGION

Client = Callable[[str, str], Any]
"""The client of a service in a region."""

MOST_AT_ONCE = 1000
"""How many files S3 deletes in one call."""

BUCKET, VAULT = "AWS::S3::Bucket", "AWS::Backup::BackupVault"


class Refused(RuntimeError):
    """The stage may not be destroyed; the message says why."""


def stacks(settings: Settings) -> tuple[tuple[str, str], ...]:
    """The stacks of a stage with their regions: first those that use others."""
    prefix = f"Alimenta-{settings.stage}"
    return (
        (f"{prefix}-EdgeAlarms", EDGE_REGION),
        (f"{prefix}-Budget", settings.region),
        (f"{prefix}-Site", settings.region),
        (f"{prefix}-Api", settings.region),
        (f"{prefix}-Firewall", EDGE_REGION),
    )


def destroy(settings: Settings, account: str, client: Client) -> Iterator[str]:
    """Delete every stack of a stage; what was done, a line each.

    Raises:
        Refused: the stage keeps its data, or is in another account.
    """
    if settings.keeps_data:
        raise Refused(f"{settings.stage} keeps its data: delete it by hand, table by table")
    if settings.account not in ("", account):
        raise Refused(f"{settings.stage} is in account {settings.account}, not in {account}")
    for name, region in stacks(settings):
        formation = client("cloudformation", region)
        if not _exists(formation, name):
            yield f"{name}: is not there"
            continue
        for kind, resource in _resources(formation, name):
            if kind == BUCKET:
                yield f"{resource}: {empty_bucket(client('s3', region), resource)} files deleted"
            if kind == VAULT:
                count = empty_vault(client("backup", region), resource)
                yield f"{resource}: {count} recovery points deleted"
        formation.delete_stack(StackName=name)
        formation.get_waiter("stack_delete_complete").wait(StackName=name)
        yield f"{name}: deleted"


def empty_bucket(s3: Any, bucket: str) -> int:
    """Delete every version of every file of a bucket; how many."""
    count = 0
    for page in s3.get_paginator("list_object_versions").paginate(
        Bucket=bucket, MaxKeys=MOST_AT_ONCE
    ):
        listed = [
            {"Key": each["Key"], "VersionId": each["VersionId"]}
            for kind in ("Versions", "DeleteMarkers")
            for each in page.get(kind, ())
        ]
        if listed:
            s3.delete_objects(Bucket=bucket, Delete={"Objects": listed, "Quiet": True})
        count += len(listed)
    return count


def empty_vault(backup: Any, vault: str) -> int:
    """Delete every recovery point of a vault; how many."""
    pages = backup.get_paginator("list_recovery_points_by_backup_vault").paginate(
        BackupVaultName=vault
    )
    points = [each["RecoveryPointArn"] for page in pages for each in page["RecoveryPoints"]]
    for point in points:
        backup.delete_recovery_point(BackupVaultName=vault, RecoveryPointArn=point)
    return len(points)


def _exists(formation: Any, name: str) -> bool:
    pages = formation.get_paginator("list_stacks").paginate()
    return any(
        each["StackName"] == name and each["StackStatus"] != "DELETE_COMPLETE"
        for page in pages
        for each in page["StackSummaries"]
    )


def _resources(formation: Any, name: str) -> list[tuple[str, str]]:
    pages = formation.get_paginator("list_stack_resources").paginate(StackName=name)
    return [
        (each["ResourceType"], each["PhysicalResourceId"])
        for page in pages
        for each in page["StackResourceSummaries"]
        if each.get("PhysicalResourceId") and each["ResourceStatus"] != "DELETE_COMPLETE"
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Destroy the stage that the command line names twice; the exit code."""
    parser = argparse.ArgumentParser(prog="destroy", description=__doc__)
    parser.add_argument("--stage", choices=sorted(STAGES), required=True)
    parser.add_argument("--yes-destroy", metavar="STAGE", required=True, help="the name again")
    options = parser.parse_args(arguments)
    if options.yes_destroy != options.stage:
        parser.error("--yes-destroy names another stage")
    import boto3  # noqa: PLC0415 - a wrong word on the command line does not wait for it

    def client(service: Any, region: str) -> Any:
        return boto3.client(service, region_name=region)

    try:
        for line in destroy(settings_of(options.stage), account_of_credentials(), client):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    except Refused as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
