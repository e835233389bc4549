"""The AWS resources of contact, made by moto in memory: a key, a table, queues, and a sender."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from unittest.mock import patch

import boto3
import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError, ReadTimeoutError
from moto import mock_aws
from moto.core import DEFAULT_ACCOUNT_ID
from moto.kms.utils import generate_private_key
from moto.ses.models import ses_backends
from moto.sqs.models import sqs_backends

REGION = "eu-central-1"
SERVICES = ("maintenance", "family-allowances", "site")
TABLE = "messages"
LIMITS_TABLE = "limits"
SENDER = "contact@alimenta.example"
RECIPIENTS = {service: f"{service}@service.example" for service in SERVICES}
VISIBILITY = "30"
MOST_RECEIVES = "3"
CALL = "_make_api_call"
kept_private_key = cache(generate_private_key)
"""Moto makes a private key for every key, also for one that has none; that takes longest."""


@cache
def client(service: str) -> Any:
    """A client of the tests' own."""
    return boto3.client(service)


class EmulatedAws:
    """The services, and short ways to look into them."""

    def __init__(self) -> None:
        """Make everything that the stack makes."""
        self.dynamodb = client("dynamodb")
        self.sqs = client("sqs")
        self.key = client("kms").create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")[
            "KeyMetadata"
        ]["KeyId"]
        for table, key in ((TABLE, "reference"), (LIMITS_TABLE, "counter")):
            self.dynamodb.create_table(
                TableName=table,
                KeySchema=[{"AttributeName": key, "KeyType": "HASH"}],
                AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"}],
                BillingMode="PAY_PER_REQUEST",
            )
        self.queues, self.dead = {}, {}
        for service in SERVICES:
            self.dead[service] = self.sqs.create_queue(QueueName=f"{service}-dead")["QueueUrl"]
            redrive = {
                "deadLetterTargetArn": self.arn(self.dead[service]),
                "maxReceiveCount": MOST_RECEIVES,
            }
            self.queues[service] = self.sqs.create_queue(
                QueueName=service,
                Attributes={
                    "VisibilityTimeout": VISIBILITY,
                    "RedrivePolicy": json.dumps(redrive),
                },
            )["QueueUrl"]
        client("sesv2").create_email_identity(EmailIdentity=SENDER)

    def arn(self, url: str) -> str:
        asked = self.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
        return str(asked["Attributes"]["QueueArn"])

    def environment(self) -> dict[str, str]:
        """The environment variables of the functions."""
        return {
            "CONTACT_QUEUES": json.dumps(self.queues),
            "CONTACT_TABLE": TABLE,
            "CONTACT_LIMITS_TABLE": LIMITS_TABLE,
            "CONTACT_TOKEN_KEY": self.key,
            "CONTACT_RECIPIENTS": json.dumps(RECIPIENTS),
            "CONTACT_SENDER": SENDER,
        }

    def records(self) -> list[dict[str, Any]]:
        return self.dynamodb.scan(TableName=TABLE)["Items"]

    def state(self, reference: str) -> str:
        found = self.dynamodb.get_item(TableName=TABLE, Key={"reference": {"S": reference}})
        return str(found["Item"]["state"]["S"])

    def waiting(self, url: str) -> int:
        """How many messages a queue holds, hidden ones included."""
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        response = self.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
        return sum(int(response[name]) for name in names)

    def mails(self) -> list[Any]:
        """Every mail that was sent, in order."""
        return list(ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages)

    def receive(self, service: str) -> list[dict[str, Any]]:
        """What Lambda would take from a queue now."""
        taken = self.sqs.receive_message(
            QueueUrl=self.queues[service], MaxNumberOfMessages=10, AttributeNames=["All"]
        )
        return taken.get("Messages", [])

    def show(self, service: str) -> None:
        """Let the time of every hidden message run out."""
        queue = self.queues[service]
        for message in list(_backend_queue(queue)._messages):
            message.visible_at = 0


def _backend_queue(url: str) -> Any:
    return sqs_backends[DEFAULT_ACCOUNT_ID][REGION].get_queue(url.rpartition("/")[2])


@contextmanager
def emulated_aws() -> Iterator[EmulatedAws]:
    """Moto in place of AWS, with the resources of the stack and the environment of the functions.

    The clients outlive it: to make one takes longer than a whole test.
    """
    with pytest.MonkeyPatch.context() as given, mock_aws():
        given.setattr("moto.kms.models.generate_private_key", kept_private_key)
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            given.setenv(name, "testing")
        given.setenv("AWS_DEFAULT_REGION", REGION)
        given.delenv("AWS_ENDPOINT_URL", raising=False)
        aws = EmulatedAws()
        for name, value in aws.environment().items():
            given.setenv(name, value)
        yield aws


@pytest.fixture
def aws() -> Iterator[EmulatedAws]:
    with emulated_aws() as emulated:
        yield emulated


@dataclass
class Clock:
    """The time that a function reads; ``now`` in seconds since 1970."""

    now: int = 1_795_000_000

    def __call__(self) -> datetime:
        return datetime.fromtimestamp(self.now, UTC)


def throttled(operation: str) -> ClientError:
    response = {"Error": {"Code": "ThrottlingException", "Message": "Rate exceeded"}}
    return ClientError(response, operation)


def timed_out(_: str) -> ReadTimeoutError:
    return ReadTimeoutError(endpoint_url="https://service.example")


@contextmanager
def intercepted(act: Callable[[str, Any, Callable[[], Any]], Any]) -> Iterator[None]:
    """Every call goes through that function: its name, its parameters, and how to make it."""
    real = BaseClient._make_api_call

    def call(made_by: Any, name: str, parameters: Any) -> Any:
        return act(name, parameters, lambda: real(made_by, name, parameters))

    with patch.object(BaseClient, CALL, call):
        yield


@contextmanager
def failing(
    operation: str,
    error: Callable[[str], Exception] = throttled,
    *,
    first: int = 1,
    times: int = 99,
    happens: bool = False,
) -> Iterator[None]:
    """Calls of that operation fail, from the ``first`` one on and so many ``times``.

    ``happens``: the call is carried out, and its answer is lost.
    """
    count = [0]

    def act(name: str, _: Any, call: Callable[[], Any]) -> Any:
        count[0] += name == operation
        if name != operation or not first <= count[0] < first + times:
            return call()
        if happens:
            call()
        raise error(name)

    with intercepted(act):
        yield


@contextmanager
def seen(operation: str) -> Iterator[list[Any]]:
    """The parameters of every call of that operation, which goes through."""
    calls: list[Any] = []

    def act(name: str, parameters: Any, call: Callable[[], Any]) -> Any:
        calls.extend([parameters] * (name == operation))
        return call()

    with intercepted(act):
        yield calls
