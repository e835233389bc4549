"""Queues, tables, a key and mail in MiniStack, as ``infra/stacks`` creates them in the cloud."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from functions.contact.delivery.backoff import MOST_RECEIVES
from functions.contact.limits import COUNTER
from infra.settings import SERVICES, Settings
from tools.aws_emulator.callers import PAYERS
from tools.aws_emulator.ministack import ACCOUNT, MiniStack

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient

TOKEN_KEY = "alias/alimenta-contact"  # noqa: S105 - the name of a key, not the key
CONTACT_TABLE = "alimenta-contact"
LIMITS_TABLE = "alimenta-contact-limits"
REGISTER_TABLE = "alimenta-register"
AUDIT_TABLE = "alimenta-register-audit"
SEAL_KEY = "alias/alimenta-register"

NEEDED = ("sqs", "dynamodb", "kms", "ses")
"""The only services that are started."""

HIDDEN_SECONDS = 60
"""How long a message that is being delivered is hidden from the next delivery."""


class AwsEmulator:
    """What the functions need of AWS. Names and addresses are known before it starts."""

    def __init__(self, settings: Settings) -> None:
        """Choose a free port; ``start`` begins."""
        # No Lambda above all: a page of another origin could run a program with it.
        self.stack = MiniStack(settings.region, {"SERVICES": ",".join(NEEDED), "AUTH": "true"})
        self._settings = settings

    @property
    def queues(self) -> dict[str, str]:
        """The address of the queue of each service."""
        return {each: f"{self.stack.address}/{ACCOUNT}/{queue_name(each)}" for each in SERVICES}

    def environment(self) -> dict[str, dict[str, str]]:
        """The variables of each function; one that is not here has none, as in the cloud."""
        reach = self.stack.environment()
        contact = reach | {
            "CONTACT_QUEUES": json.dumps(self.queues),
            "CONTACT_TABLE": CONTACT_TABLE,
        }
        return {
            "contact": contact
            | {"CONTACT_TOKEN_KEY": TOKEN_KEY, "CONTACT_LIMITS_TABLE": LIMITS_TABLE},
            "delivery": contact
            | {
                "CONTACT_RECIPIENTS": json.dumps(dict(self._settings.contact.recipients)),
                "CONTACT_SENDER": self._settings.contact.sender,
            },
            "decision_register": reach
            | {
                "REGISTER_TABLE": REGISTER_TABLE,
                "REGISTER_AUDIT_TABLE": AUDIT_TABLE,
                "REGISTER_SEAL_KEY": SEAL_KEY,
                "REGISTER_PAYERS": json.dumps(dict(PAYERS)),
            },
        }

    async def start(self) -> SQSClient:
        """Start it and create everything; returns the client that reads the queues.

        Raises:
            NotStarted: it ended, or does not answer in time.
        """
        await self.stack.start()
        return await asyncio.to_thread(self._create)

    async def stop(self) -> None:
        """End it; what it held is gone."""
        await self.stack.stop()

    def _create(self) -> SQSClient:
        import boto3  # noqa: PLC0415 - the gateway is up before this is loaded

        session = boto3.Session(
            aws_access_key_id=ACCOUNT,
            aws_secret_access_key="local",  # noqa: S106 - of no use elsewhere
            region_name=self.stack.region,
        )
        kms = session.client("kms", endpoint_url=self.stack.address)
        for alias in (TOKEN_KEY, SEAL_KEY):
            made = kms.create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")
            kms.create_alias(AliasName=alias, TargetKeyId=made["KeyMetadata"]["KeyId"])
        tables = session.client("dynamodb", endpoint_url=self.stack.address)
        for name, keys in (
            (CONTACT_TABLE, {"reference": "HASH"}),
            (LIMITS_TABLE, {COUNTER: "HASH"}),
            (REGISTER_TABLE, {"payer": "HASH", "decision_id": "RANGE"}),
            (AUDIT_TABLE, {"payer": "HASH", "moment": "RANGE"}),
        ):
            tables.create_table(**_table(name, keys))
        mail = session.client("sesv2", endpoint_url=self.stack.address)
        mail.create_email_identity(EmailIdentity=self._settings.contact.sender_domain)
        sqs = session.client("sqs", endpoint_url=self.stack.address)
        for service in SERVICES:
            _make_queues(sqs, service)
        return sqs


def queue_name(service: str) -> str:
    """The name of the queue of a service."""
    return f"alimenta-{service}"


def queue_arn(name: str, region: str) -> str:
    """The name of a queue by which an event names its source."""
    return f"arn:aws:sqs:{region}:{ACCOUNT}:{name}"


def _make_queues(sqs: SQSClient, service: str) -> None:
    name = queue_name(service)
    dead = sqs.create_queue(QueueName=f"{name}-dead-letters")["QueueUrl"]
    attributes = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])
    target = attributes["Attributes"]["QueueArn"]
    redrive = json.dumps({"deadLetterTargetArn": target, "maxReceiveCount": str(MOST_RECEIVES)})
    sqs.create_queue(
        QueueName=name,
        Attributes={"VisibilityTimeout": str(HIDDEN_SECONDS), "RedrivePolicy": redrive},
    )


def _table(name: str, keys: Mapping[str, str]) -> dict[str, Any]:
    return {
        "TableName": name,
        "BillingMode": "PAY_PER_REQUEST",
        "KeySchema": [{"AttributeName": key, "KeyType": kind} for key, kind in keys.items()],
        "AttributeDefinitions": [{"AttributeName": key, "AttributeType": "S"} for key in keys],
    }
