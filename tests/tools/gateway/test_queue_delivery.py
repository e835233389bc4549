from __future__ import annotations

import asyncio
import json
import logging

import pytest

from infra.settings import settings_of
from tools.aws_emulator.emulator import AwsEmulator, queue_arn
from tools.aws_emulator.ministack import MiniStack, NotStarted
from tools.gateway import queue_delivery
from tools.gateway.invocation import InvocationFailed
from tools.gateway.queue_delivery import deliver, deliver_messages, event_of

SETTINGS = settings_of("trial")
ARN = queue_arn("alimenta-site", SETTINGS.region)
MESSAGE = {
    "MessageId": "m-1",
    "ReceiptHandle": "r-1",
    "Body": "text",
    "MD5OfBody": "md5",
    "Attributes": {"ApproximateReceiveCount": "2"},
    "MessageAttributes": {"language": {"StringValue": "nl", "DataType": "String"}},
}
OTHER = {**MESSAGE, "MessageId": "m-2", "ReceiptHandle": "r-2"}


def test_event_of_message_is_one_that_lambda_makes():
    (record,) = event_of([MESSAGE], ARN)["Records"]

    assert record["messageId"] == "m-1"
    assert record["receiptHandle"] == "r-1"
    assert record["body"] == "text"
    assert record["attributes"] == {"ApproximateReceiveCount": "2"}
    assert record["messageAttributes"]["language"]["stringValue"] == "nl"
    assert record["eventSource"] == "aws:sqs"
    assert (record["eventSourceARN"], record["awsRegion"]) == (ARN, SETTINGS.region)


class Queues:
    """A client whose queues hold what it is given, and which notes what is deleted."""

    def __init__(self, **messages):
        self.messages = messages
        self.deleted = []

    def receive_message(self, *, QueueUrl, **_):  # noqa: N803 - the names of AWS
        service = QueueUrl.rpartition("alimenta-")[2]
        return {"Messages": self.messages.get(service, [])}

    def delete_message(self, *, QueueUrl, ReceiptHandle):  # noqa: N803 - the names of AWS
        self.deleted.append((QueueUrl.rpartition("alimenta-")[2], ReceiptHandle))


def returning(value):
    async def invoke(_, __):
        return json.dumps(value).encode()

    return invoke


def failing(error):
    async def invoke(_, __):
        raise error

    return invoke


@pytest.mark.parametrize(
    ("invoke", "deleted"),
    [
        (returning({"batchItemFailures": []}), [("site", "r-1"), ("site", "r-2")]),
        (returning({"batchItemFailures": [{"itemIdentifier": "m-1"}]}), [("site", "r-2")]),
        (failing(InvocationFailed("it died")), []),
    ],
)
def test_delivered_messages_leave_queue_and_failed_ones_stay(invoke, deleted):
    queues = Queues(site=[MESSAGE, OTHER])

    asyncio.run(deliver(AwsEmulator(SETTINGS), queues, "site", invoke))

    assert queues.deleted == deleted


def test_empty_queue_invokes_nothing():
    asyncio.run(deliver(AwsEmulator(SETTINGS), Queues(), "site", failing(AssertionError())))


def test_log_of_delivery_holds_numbers_and_service_only(caplog):
    with caplog.at_level(logging.INFO, "server"):
        asyncio.run(deliver(AwsEmulator(SETTINGS), Queues(site=[MESSAGE]), "site", returning(None)))

    assert caplog.messages == ["mail to site: 1 delivered, 0 to be tried again"]


def test_gateway_goes_on_without_emulator_and_logs_one_line(caplog, monkeypatch):
    async def start(_):
        raise NotStarted("no memory")

    monkeypatch.setattr(MiniStack, "start", start)

    asyncio.run(deliver_messages(AwsEmulator(SETTINGS), returning(None)))

    assert caplog.messages == ["No emulator of AWS: contact and register answer 503: no memory"]


def test_message_in_real_emulator_is_delivered_and_deleted(monkeypatch):
    monkeypatch.setattr(queue_delivery, "POLLED_EVERY_SECONDS", 0.05)

    async def live():
        seen: asyncio.Queue = asyncio.Queue()
        ready = asyncio.get_running_loop().create_future()

        async def invoke(name, event):
            await seen.put((name, event))
            return b'{"batchItemFailures": []}'

        class Emulator(AwsEmulator):
            async def start(self):
                ready.set_result(await super().start())
                return ready.result()

        emulator = Emulator(SETTINGS)
        delivering = asyncio.create_task(deliver_messages(emulator, invoke))
        sqs = await asyncio.wait_for(ready, 60)
        address = emulator.queues["maintenance"]
        sqs.send_message(QueueUrl=address, MessageBody="message")
        found = await asyncio.wait_for(seen.get(), 60)
        await asyncio.sleep(0.5)
        left = sqs.get_queue_attributes(QueueUrl=address, AttributeNames=["All"])
        delivering.cancel()
        await asyncio.gather(delivering, return_exceptions=True)
        return found, left["Attributes"], emulator.stack._process.returncode

    (name, event), left, code = asyncio.run(live())

    assert (name, event["Records"][0]["body"]) == ("delivery", "message")
    counts = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
    assert [left[each] for each in counts] == ["0", "0"]
    assert code is not None
