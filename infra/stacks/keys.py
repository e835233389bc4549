"""Keys of our own: who may use them is said here, and their use can be ended."""

from __future__ import annotations

from aws_cdk import RemovalPolicy, Stack
from aws_cdk.aws_iam import Effect, PolicyStatement, ServicePrincipal
from aws_cdk.aws_kms import IKey, Key, KeySpec, KeyUsage
from constructs import Construct

from infra.settings import Settings

READ_AND_WRITE = ("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey")
"""What DynamoDB and SQS do with the key in the name of who reads or writes."""


def data_key(scope: Construct, name: str, description: str, settings: Settings) -> Key:
    """A key that is made anew every year; it stays where the data stay that it opens."""
    return Key(
        scope,
        name,
        description=f"Alimenta {settings.stage}: {description}",
        enable_key_rotation=True,
        removal_policy=RemovalPolicy.RETAIN if settings.keeps_data else RemovalPolicy.DESTROY,
    )


def signing_key(scope: Construct, name: str, description: str, settings: Settings) -> Key:
    """A key that signs and verifies, and that nobody can read: not even the function using it."""
    return Key(
        scope,
        name,
        description=f"Alimenta {settings.stage}: {description}",
        key_spec=KeySpec.HMAC_256,
        key_usage=KeyUsage.GENERATE_VERIFY_MAC,
        removal_policy=RemovalPolicy.DESTROY,
    )


def may_use(key: IKey, *actions: str) -> PolicyStatement:
    """What a function may do with a key."""
    return PolicyStatement(actions=list(actions), resources=[key.key_arn])


def let_logs_use(key: Key, groups: str) -> None:
    """Let CloudWatch encrypt the log groups whose names begin so."""
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


def let_alarms_use(key: Key) -> None:
    """Let what raises an alarm encrypt it for the topic."""
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
