"""DynamoDB tables with a customer-managed key, point-in-time recovery and a TTL."""

from __future__ import annotations

from aws_cdk import RemovalPolicy
from aws_cdk.aws_dynamodb import (
    Attribute,
    AttributeType,
    BillingMode,
    PointInTimeRecoverySpecification,
    Table,
    TableEncryption,
)
from aws_cdk.aws_iam import PolicyStatement
from aws_cdk.aws_kms import IKey
from constructs import Construct

from infra.settings import Settings
from infra.stacks.nag_suppressions import COUNTS, suppress


def data_table(
    scope: Construct,
    *,
    keys: tuple[str, ...],
    ttl_attribute: str,
    encryption_key: IKey,
    settings: Settings,
) -> Table:
    """A table with a partition key, an optional sort key, and a TTL attribute.

    Billed on demand: a campaign needs no planned capacity.
    """
    partition, *sort = (Attribute(name=name, type=AttributeType.STRING) for name in keys)
    return Table(
        scope,
        "Table",
        partition_key=partition,
        sort_key=sort[0] if sort else None,
        billing_mode=BillingMode.PAY_PER_REQUEST,
        encryption=TableEncryption.CUSTOMER_MANAGED,
        encryption_key=encryption_key,
        time_to_live_attribute=ttl_attribute,
        point_in_time_recovery_specification=PointInTimeRecoverySpecification(
            point_in_time_recovery_enabled=True,
            recovery_period_in_days=settings.backup_days,
        ),
        deletion_protection=settings.keeps_data,
        removal_policy=RemovalPolicy.RETAIN if settings.keeps_data else RemovalPolicy.DESTROY,
    )


def counting_table(
    scope: Construct, *, key: str, ttl_attribute: str, encryption_key: IKey
) -> Table:
    """A table of counts that expire within a day. A backup would keep them for longer."""
    table = Table(
        scope,
        "Limits",
        partition_key=Attribute(name=key, type=AttributeType.STRING),
        billing_mode=BillingMode.PAY_PER_REQUEST,
        encryption=TableEncryption.CUSTOMER_MANAGED,
        encryption_key=encryption_key,
        time_to_live_attribute=ttl_attribute,
        removal_policy=RemovalPolicy.DESTROY,
    )
    suppress(table, COUNTS)
    return table


def may_use_table(table: Table, *actions: str) -> PolicyStatement:
    """A permission of a function on a table."""
    return PolicyStatement(
        actions=[f"dynamodb:{action}" for action in actions], resources=[table.table_arn]
    )
