"""Customer-managed KMS keys and their key policies."""

from __future__ import annotations

from aws_cdk import RemovalPolicy, Stack
from aws_cdk.aws_iam import Effect, PolicyStatement, ServicePrincipal
from aws_cdk.aws_kms import IKey, Key, KeySpec, KeyUsage
from constructs import Construct

from infra.settings import Settings

READ_AND_WRITE = ("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey")
"""The actions of DynamoDB and SQS on behalf of a caller that reads or writes."""


def data_key(scope: Construct, name: str, description: str, settings: Settings) -> Key:
    """A key that is rotated every year, and retained with the data that it encrypts."""
    return Key(
        scope,
        name,
        description=f"Alimenta {settings.stage}: {description}",
        enable_key_rotation=True,
        removal_policy=RemovalPolicy.RETAIN if settings.keeps_data else RemovalPolicy.DESTROY,
    )


def signing_key(
    scope: Construct, name: str, description: str, settings: Settings, *, keeps: bool = False
) -> Key:
    """An HMAC key that signs and verifies inside KMS and cannot be read.

    ``keeps``: what it signed is read after the stack is deleted.
    """
    return Key(
        scope,
        name,
        description=f"Alimenta {settings.stage}: {description}",
        key_spec=KeySpec.HMAC_256,
        key_usage=KeyUsage.GENERATE_VERIFY_MAC,
        removal_policy=RemovalPolicy.RETAIN if keeps else RemovalPolicy.DESTROY,
    )


def may_use(key: IKey, *actions: str) -> PolicyStatement:
    """A permission of a function on a key."""
    return PolicyStatement(actions=list(actions), resources=[key.key_arn])


def allow_logs(key: Key, groups: str) -> None:
    """Allow CloudWatch Logs to encrypt the log groups with that prefix."""
    stack = Stack.of(key)
    groups_arn = f"arn:{stack.partition}:logs:{stack.region}:{stack.account}:log-group:{groups}*"
    key.add_to_resource_policy(
        PolicyStatement(
            sid="Logs",
            effect=Effect.ALLOW,
            principals=[ServicePrincipal(f"logs.{stack.region}.amazonaws.com")],
            actions=["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"],
            resources=["*"],  # in the policy of a key this is the key itself
            conditions={"ArnLike": {"kms:EncryptionContext:aws:logs:arn": groups_arn}},
        )
    )


def allow_alarms(key: Key) -> None:
    """Allow CloudWatch alarms and AWS Budgets to publish to the encrypted topic."""
    key.add_to_resource_policy(
        PolicyStatement(
            sid="Alarms",
            effect=Effect.ALLOW,
            principals=[
                ServicePrincipal("cloudwatch.amazonaws.com"),
                ServicePrincipal("budgets.amazonaws.com"),
            ],
            actions=["kms:Decrypt", "kms:GenerateDataKey"],
            resources=["*"],  # in the policy of a key this is the key itself
            conditions={"StringEquals": {"aws:SourceAccount": Stack.of(key).account}},
        )
    )
