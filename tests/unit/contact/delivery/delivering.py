"""What Lambda does with a queue: takes a batch, invokes the function, deletes what is done."""

from __future__ import annotations

from typing import Any

from functions.contact.messages import ContactMessage, State
from functions.handlers.delivery import handler
from tests.contact_aws import TABLE, EmulatedAws

RECEIVED_AT = 1_795_000_000
REFERENCE = "CDFHJ-KMNPQ"


def message(**changes: Any) -> ContactMessage:
    """A message as it waits in the queue."""
    members: dict[str, Any] = {
        "reference": REFERENCE,
        "topic": "notPaid",
        "service": "maintenance",
        "language": "en",
        "name": "A parent",
        "email": "parent@example.org",
        "text": "Two terms were not paid.\nMay I apply?",
        "copy": False,
        "received_at": RECEIVED_AT,
    }
    return ContactMessage(**(members | changes))


def accepted(aws: EmulatedAws, *, state: str = State.RECEIVED, **changes: Any) -> ContactMessage:
    """A message that was accepted: its record, and itself in the queue."""
    made = message(**changes)
    aws.dynamodb.put_item(
        TableName=TABLE,
        Item={
            "reference": {"S": made.reference},
            "state": {"S": state},
            "service": {"S": made.service},
            "attempts": {"N": "1"},
            "content_digest": {"S": made.content_digest},
        },
    )
    queued(aws, made)
    return made


def queued(aws: EmulatedAws, made: ContactMessage) -> None:
    """The message in its queue, once more."""
    aws.sqs.send_message(QueueUrl=aws.queues[made.service], MessageBody=made.to_json())


def event(aws: EmulatedAws, service: str) -> dict[str, Any]:
    """The event that Lambda makes of what it takes from a queue."""
    arn = aws.arn(aws.queues[service])
    return {
        "Records": [
            {
                "messageId": taken["MessageId"],
                "receiptHandle": taken["ReceiptHandle"],
                "body": taken["Body"],
                "attributes": taken["Attributes"],
                "messageAttributes": {},
                "md5OfBody": taken["MD5OfBody"],
                "eventSource": "aws:sqs",
                "eventSourceARN": arn,
                "awsRegion": "eu-central-1",
            }
            for taken in aws.receive(service)
        ]
    }


def deliver(aws: EmulatedAws, service: str = "maintenance") -> list[str]:
    """One batch from that queue; the answer names what must come again."""
    batch = event(aws, service)
    if not batch["Records"]:
        return []
    answer = handler(batch, None)
    failed = [entry["itemIdentifier"] for entry in answer["batchItemFailures"]]
    for record in batch["Records"]:
        if record["messageId"] not in failed:
            aws.sqs.delete_message(
                QueueUrl=aws.queues[service], ReceiptHandle=record["receiptHandle"]
            )
    return failed
