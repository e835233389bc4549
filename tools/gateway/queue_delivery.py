"""Hands the messages of the queues to the function that delivers them, as Lambda does."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from infra.settings import SERVICES
from tools.aws_emulator.emulator import AwsEmulator, queue_arn, queue_name
from tools.aws_emulator.ministack import NotStarted
from tools.gateway.invocation import InvocationFailed, Overloaded

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient
    from types_boto3_sqs.type_defs import MessageTypeDef

LOGGER = logging.getLogger("server")

DELIVERS = "delivery"
BATCH = 10
POLLED_EVERY_SECONDS = 1.0

Invoke = Callable[[str, dict[str, Any]], Awaitable[bytes]]
"""Calls a function, and gives back what it returned."""


async def deliver_messages(emulator: AwsEmulator, invoke: Invoke) -> None:
    """Start the emulator, then deliver what its queues hold, until cancelled.

    Where it does not start, functions that need it answer so; the others go on.
    """
    try:
        start = time.perf_counter()
        sqs = await emulator.start()
        LOGGER.info("contact and register ready: %.1f s", time.perf_counter() - start)
        while True:
            for service in SERVICES:
                await deliver(emulator, sqs, service, invoke)
            await asyncio.sleep(POLLED_EVERY_SECONDS)
    except NotStarted as reason:
        LOGGER.error("No emulator of AWS: contact and register answer 503: %s", reason)  # noqa: TRY400 - one line says it all
    except Exception as error:  # noqa: BLE001 - any failure of it leaves the gateway as it is
        LOGGER.error("The emulator of AWS ended: %s", type(error).__name__)  # noqa: TRY400 - its text may hold what was typed
    finally:
        await emulator.stop()


async def deliver(emulator: AwsEmulator, sqs: SQSClient, service: str, invoke: Invoke) -> None:
    """One batch of one queue: messages that the function names as failed stay, the others go."""
    address = emulator.queues[service]
    messages = await asyncio.to_thread(_receive, sqs, address)
    if not messages:
        return
    event = event_of(messages, queue_arn(queue_name(service), emulator.stack.region))
    failed = await _failures(invoke, event)
    done = [each for each in messages if each["MessageId"] not in failed]
    for each in done:
        await asyncio.to_thread(
            sqs.delete_message, QueueUrl=address, ReceiptHandle=each["ReceiptHandle"]
        )
    # Never who wrote, nor what: only how many, and to which service.
    left = len(messages) - len(done)
    LOGGER.info("mail to %s: %d delivered, %d to be tried again", service, len(done), left)


def _receive(sqs: SQSClient, address: str) -> list[MessageTypeDef]:
    answer = sqs.receive_message(
        QueueUrl=address,
        MaxNumberOfMessages=BATCH,
        MessageAttributeNames=["All"],
        MessageSystemAttributeNames=["All"],
    )
    return answer.get("Messages", [])


async def _failures(invoke: Invoke, event: dict[str, Any]) -> set[str]:
    """The messages that the function could not deliver; all of them when it did not answer."""
    everything = {record["messageId"] for record in event["Records"]}
    try:
        answer = json.loads(await invoke(DELIVERS, event))
    except (InvocationFailed, Overloaded) as error:
        LOGGER.warning("%s: %s", DELIVERS, error)
        return everything
    named = (answer or {}).get("batchItemFailures") or []
    return {item["itemIdentifier"] for item in named}


def event_of(messages: list[MessageTypeDef], source: str) -> dict[str, Any]:
    """The event that Lambda makes of messages of a queue."""
    return {
        "Records": [
            {
                "messageId": each["MessageId"],
                "receiptHandle": each["ReceiptHandle"],
                "body": each["Body"],
                "attributes": dict(each.get("Attributes", {})),
                "messageAttributes": {
                    name: {
                        "stringValue": value.get("StringValue"),
                        "dataType": value["DataType"],
                        "stringListValues": [],
                        "binaryListValues": [],
                    }
                    for name, value in each.get("MessageAttributes", {}).items()
                },
                "md5OfBody": each["MD5OfBody"],
                "eventSource": "aws:sqs",
                "eventSourceARN": source,
                "awsRegion": source.split(":")[3],
            }
            for each in messages
        ]
    }
