"""The clients of the three services that accepting a message needs, each made once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_kms import KMSClient
    from types_boto3_sqs import SQSClient

PATIENCE = Config(
    connect_timeout=1,
    read_timeout=1,
    retries={"mode": "standard", "total_max_attempts": 2},
)
"""A person waits for the answer, and the function may take ten seconds: each call fails soon."""


@cache
def kms() -> KMSClient:
    """Signs and verifies the tokens of the form."""
    return boto3.client("kms", config=PATIENCE)


@cache
def dynamodb() -> DynamoDBClient:
    """Keeps the records."""
    return boto3.client("dynamodb", config=PATIENCE)


@cache
def sqs() -> SQSClient:
    """Takes the messages."""
    return boto3.client("sqs", config=PATIENCE)
