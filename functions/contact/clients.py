"""The clients of the AWS services behind contact, each created once with its timeouts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import boto3
from botocore.config import Config

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_kms import KMSClient
    from types_boto3_sesv2 import SESV2Client
    from types_boto3_sqs import SQSClient

INTERACTIVE: Final = Config(
    connect_timeout=1,
    read_timeout=1,
    retries={"mode": "standard", "total_max_attempts": 2},
)
"""To accept a message: a person waits, and the function times out after ten seconds."""

BACKGROUND: Final = Config(
    connect_timeout=1,
    read_timeout=2,
    retries={"mode": "standard", "total_max_attempts": 2},
)
"""To deliver a message: nobody waits for the response."""

NO_RETRY: Final = Config(connect_timeout=1, read_timeout=3, retries={"total_max_attempts": 1})
"""For mail: a retry after a late response may send the mail a second time."""


@cache
def kms() -> KMSClient:
    """Signs and verifies the tokens of the form."""
    return boto3.client("kms", config=INTERACTIVE)


@cache
def dynamodb(config: Config) -> DynamoDBClient:
    """Stores the records."""
    return boto3.client("dynamodb", config=config)


@cache
def sqs(config: Config) -> SQSClient:
    """Holds the messages."""
    return boto3.client("sqs", config=config)


@cache
def ses() -> SESV2Client:
    """Sends the mail."""
    return boto3.client("sesv2", config=NO_RETRY)
