"""Encrypted log groups with a retention period."""

from __future__ import annotations

from aws_cdk import RemovalPolicy
from aws_cdk.aws_kms import IKey
from aws_cdk.aws_logs import LogGroup, RetentionDays
from constructs import Construct

RETENTION = {
    7: RetentionDays.ONE_WEEK,
    14: RetentionDays.TWO_WEEKS,
    30: RetentionDays.ONE_MONTH,
    90: RetentionDays.THREE_MONTHS,
}


def log_group(
    scope: Construct, name: str, *, days: int, key: IKey, group: str | None = None
) -> LogGroup:
    """A log group with a retention in days, deleted with its stack."""
    return LogGroup(
        scope,
        name,
        log_group_name=group,
        retention=RETENTION[days],
        encryption_key=key,
        removal_policy=RemovalPolicy.DESTROY,
    )
