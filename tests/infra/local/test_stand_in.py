from __future__ import annotations

import asyncio
import json
import logging

import pytest

from infra.local import stand_in
from infra.local.invocation import InvocationFailed
from infra.local.ministack import MiniStack, NotStarted
from infra.local.resources import Resources, queue_arn
from infra.local.stand_in import StandIn, event_of
from infra.settings import SERVICES, settings_of

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


def test_the_event_is_the_one_that_lambda_makes_of_a_message():
    (record,) = event_of([MESSAGE], ARN)["Records"]

    assert record["messageId"] == "m-1"
    assert record["receiptHandle"] == "r-1"
    assert record["body"] == "text"
    assert record["attributes"] == {"ApproximateReceiveCount": "2"}
    assert record["messageAttributes"]["language"]["stringValue"] == "nl"
    assert record["eventSource"] == "aws:sqs"
    assert (record["eventSourceARN"], record["awsRegion"]) == (ARN, SETTINGS.region)


def test_only_the_functions_that_lean_on_it_are_told_of_it():
    assert set(StandIn(SETTINGS).environment()) == {
        "contact",
        "delivery",
        "decision_register",
    }


def test_what_they_are_told_has_the_names_of_the_cloud(synthesised):
    told = StandIn(SETTINGS).environment()
    in_the_cloud = {
        item["Properties"]["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"]: set(
            item["Properties"]["Environment"]["Variables"]
        )
        for item in synthesised.api.values()
        if item["Type"] == "AWS::Lambda::Function"
    }

    for function, variables in told.items():
        ours = {name for name in variables if not name.startswith("AWS_")}
        assert ours <= in_the_cloud[function], function


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


def deliver(queues, invoke, service="site"):
    asyncio.run(StandIn(SETTINGS)._deliver(queues, service, invoke))


def answering(answer):
    async def invoke(_, __):
        return json.dumps(answer).encode()

    return invoke


def test_what_was_delivered_leaves_the_queue():
    queues = Queues(site=[MESSAGE])

    deliver(queues, answering({"batchItemFailures": []}))

    assert queues.deleted == [("site", "r-1")]


def test_what_was_not_delivered_stays_for_another_try():
    queues = Queues(site=[MESSAGE, {**MESSAGE, "MessageId": "m-2", "ReceiptHandle": "r-2"}])

    deliver(queues, answering({"batchItemFailures": [{"itemIdentifier": "m-1"}]}))

    assert queues.deleted == [("site", "r-2")]


def test_nothing_leaves_the_queue_when_the_function_does_not_answer():
    async def invoke(_, __):
        raise InvocationFailed("it died")

    queues = Queues(site=[MESSAGE])

    deliver(queues, invoke)

    assert queues.deleted == []


def test_an_empty_queue_invokes_nothing():
    async def invoke(_, __):
        raise AssertionError

    deliver(Queues(), invoke)


def test_the_log_says_how_many_and_to_which_service_and_nothing_of_the_letter(caplog):
    with caplog.at_level(logging.INFO, "gateway"):
        deliver(Queues(site=[MESSAGE]), answering(None))

    assert caplog.messages == ["mail to site: 1 delivered, 0 to be tried again"]


def test_without_a_stand_in_the_gateway_goes_on_and_one_line_says_so(caplog, monkeypatch):
    async def start(_):
        raise NotStarted("no room")

    monkeypatch.setattr(MiniStack, "start", start)

    asyncio.run(StandIn(SETTINGS).run(answering(None)))

    assert caplog.messages == ["No stand-in of AWS: contact and register answer 503: no room"]


def test_a_letter_in_the_real_stand_in_is_delivered_and_gone(monkeypatch):
    monkeypatch.setattr(stand_in, "ASKED_EVERY_SECONDS", 0.05)

    async def live():
        seen: asyncio.Queue = asyncio.Queue()

        async def invoke(name, event):
            await seen.put((name, event))
            return b'{"batchItemFailures": []}'

        stand = StandIn(SETTINGS)
        ready = asyncio.get_running_loop().create_future()
        make = stand._resources.make

        def made(_):
            sqs = make()
            ready.get_loop().call_soon_threadsafe(ready.set_result, sqs)
            return sqs

        monkeypatch.setattr(Resources, "make", made)
        running = asyncio.create_task(stand.run(invoke))
        sqs = await asyncio.wait_for(ready, 60)
        address = stand._resources.queues["maintenance"]
        sqs.send_message(QueueUrl=address, MessageBody="letter")
        found = await asyncio.wait_for(seen.get(), 60)
        await asyncio.sleep(0.5)
        left = sqs.get_queue_attributes(QueueUrl=address, AttributeNames=["All"])
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        return found, left["Attributes"], stand._stack._process.returncode

    (name, event), left, code = asyncio.run(live())

    assert (name, event["Records"][0]["body"]) == ("delivery", "letter")
    counts = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
    assert [left[each] for each in counts] == ["0", "0"]
    assert code is not None


@pytest.mark.parametrize("service", SERVICES)
def test_each_service_has_its_own_queue_here_too(service):
    addresses = Resources(MiniStack(SETTINGS.region), SETTINGS).queues

    assert addresses[service].endswith(f"/alimenta-{service}")
