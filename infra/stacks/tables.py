"""Tables: encrypted with a key of ours, able to go back in time, forgetting by themselves."""

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


def data_table(
    scope: Construct,
    *,
    keys: tuple[str, ...],
    forgets_at: str,
    encryption_key: IKey,
    settings: Settings,
) -> Table:
    """A table with a partition key, perhaps a sort key, and the attribute that ends a record.

    Paid by request: a campaign needs no capacity to be foreseen.
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
        time_to_live_attribute=forgets_at,
        point_in_time_recovery_specification=PointInTimeRecoverySpecification(
            point_in_time_recovery_enabled=True,
            recovery_period_in_days=settings.backup_days,
        ),
        deletion_protection=settings.keeps_data,
        removal_policy=RemovalPolicy.RETAIN if settings.keeps_data else RemovalPolicy.DESTROY,
    )


def may_use_table(table: Table, *actions: str) -> PolicyStatement:
    """What a function may do with the records of a table."""
    return PolicyStatement(
        actions=[f"dynamodb:{action}" for action in actions], resources=[table.table_arn]
    )
