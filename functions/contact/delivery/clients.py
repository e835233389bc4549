"""The clients of the three services that a delivery needs, each made once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_sesv2 import SESV2Client
    from types_boto3_sqs import SQSClient

PATIENCE = Config(
    connect_timeout=1,
    read_timeout=2,
    retries={"mode": "standard", "total_max_attempts": 2},
)
"""Nobody waits here, so a call may take longer than where a message is accepted.

Hence each of the two functions makes its own clients: only two lines of them would be the same.
"""
ONCE = Config(connect_timeout=1, read_timeout=3, retries={"total_max_attempts": 1})
"""For mail: who asks a second time when the answer is late may send the mail a second time."""


@cache
def dynamodb() -> DynamoDBClient:
    """Keeps the records."""
    return boto3.client("dynamodb", config=PATIENCE)


@cache
def sqs() -> SQSClient:
    """Holds the messages."""
    return boto3.client("sqs", config=PATIENCE)


@cache
def ses() -> SESV2Client:
    """Sends the mail."""
    return boto3.client("sesv2", config=ONCE)
