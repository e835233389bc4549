"""The mail service is away for an hour while people write, write again, and queues fail.

Time is simulated: a message is visible when the deliverer has said so, and the clock moves to it.
"""

from __future__ import annotations

import heapq
import os
import uuid
from collections import Counter

from functions.contact.delivery.backoff import MOST_RECEIVES
from functions.handlers.delivery import handler
from tests.contact_aws import failing, intercepted, throttled, timed_out
from tests.unit.contact.factories import post, written

MESSAGES = int(os.environ.get("OUTAGE_MESSAGES", "40"))
"""Few in the usual run; 500 take about half a minute."""

OUTAGE_SECONDS = 60 * 60
ANSWERS_LOST = 5
"""How often the mail service takes a mail and its answer is lost: so many may be mailed twice."""

QUEUE_ARN = "arn:aws:sqs:eu-central-1:123456789012:maintenance"


class SimulatedQueue:
    """The messages that a queue holds, each with the moment at which it is visible again."""

    def __init__(self, clock, outage_ends):
        self.clock = clock
        self.outage_ends = outage_ends
        self.waiting = []
        self.receives = Counter()
        self.pauses = {}
        self.mails = []
        self.sent_per_reference = Counter()
        self.lost = 0

    def act(self, name, parameters, call):
        match name:
            case "SendMessage":
                self.put(parameters["MessageBody"])
                return {"MessageId": "x"}
            case "ChangeMessageVisibility":
                self.pauses[parameters["ReceiptHandle"]] = parameters["VisibilityTimeout"]
                return {}
            case "SendEmail":
                return self.mail(parameters)
        return call()

    def put(self, body):
        heapq.heappush(self.waiting, (self.clock.now, str(uuid.uuid4()), body))

    def mail(self, parameters):
        if self.clock.now < self.outage_ends:
            raise timed_out("SendEmail") if self.clock.now % 2 else throttled("SendEmail")
        subject = parameters["Content"]["Simple"]["Subject"]["Data"]
        self.mails.append(subject)
        if self.lost < ANSWERS_LOST:
            self.lost += 1
            raise timed_out("SendEmail")
        return {"MessageId": "x"}

    def deliver_next(self):
        due, handle, body = heapq.heappop(self.waiting)
        self.clock.now = max(self.clock.now, due)
        self.receives[handle] += 1
        record = {
            "messageId": handle,
            "receiptHandle": handle,
            "body": body,
            "attributes": {"ApproximateReceiveCount": str(self.receives[handle])},
            "messageAttributes": {},
            "eventSource": "aws:sqs",
            "eventSourceARN": QUEUE_ARN,
            "awsRegion": "eu-central-1",
        }
        if handler({"Records": [record]}, None)["batchItemFailures"]:
            again = self.clock.now + self.pauses.pop(handle)
            heapq.heappush(self.waiting, (again, handle, body))


def test_each_message_of_outage_is_mailed_once_and_none_is_given_up(
    aws, clock, caplog, monkeypatch
):
    # Everybody writes from another network and with another address.
    monkeypatch.setattr("functions.contact.accept.count", lambda *_: None)
    begin = clock.now
    queue = SimulatedQueue(clock, begin + OUTAGE_SECONDS)
    accepted = {}
    with intercepted(queue.act):
        for number in range(MESSAGES):
            key, document = str(uuid.UUID(int=number)), written(message=f"Message {number:04}.")
            reply = post(document, key)
            accepted[reply.json["reference"]] = document["message"]
            # Every seventh person sends it again, and the queue does not answer.
            if number % 7 == 0:
                with failing("SendMessage", timed_out if number % 2 else throttled):
                    assert post(document, key).status == 503
            clock.now += OUTAGE_SECONDS // (2 * MESSAGES)
        while queue.waiting:
            queue.deliver_next()

    mailed = Counter(reference for reference in accepted for s in queue.mails if reference in s)
    assert len(accepted) == MESSAGES
    assert set(mailed) == set(accepted)
    assert sum(count > 1 for count in mailed.values()) <= ANSWERS_LOST
    assert max(queue.receives.values()) < MOST_RECEIVES / 5
    assert {aws.state(reference) for reference in accepted} == {"sent"}
    assert not [line for line in caplog.records if line.message == "dropped"]
