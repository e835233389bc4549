"""Messages, records and form tokens that version 1.0 left are delivered, and count once.

Each file holds the records of the table and the messages of the queues as version 1.0 left them.
"""

import json
from pathlib import Path

import pytest

from functions.contact.delivery.lock import CLAIM_SECONDS
from tests.contact_aws import RECIPIENTS, TABLE
from tests.unit.contact.delivery.delivering import deliver
from tests.unit.contact.factories import post, press_send, reference_of

FOLDER = Path(__file__).parent / "version_1_0"
QUEUE = "maintenance"
PERSON = "parent@example.org"


def document(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def put(aws, left):
    """What version 1.0 left in the table and in the queues."""
    for record in left["records"]:
        aws.dynamodb.put_item(TableName=TABLE, Item=record)
    for service, bodies in left["queues"].items():
        for body in bodies:
            aws.sqs.send_message(QueueUrl=aws.queues[service], MessageBody=body)


@pytest.fixture
def left(aws, request):
    """The state of that name, in the table and the queues."""
    found = document(request.param)
    put(aws, found)
    return found


def receivers(aws):
    return [mail.destinations["ToAddresses"] for mail in aws.mails()]


def only_reference(left):
    (record,) = left["records"]
    return record["reference"]["S"]


@pytest.mark.parametrize("left", ["received"], indirect=True)
def test_messages_of_version_1_0_are_delivered_to_their_mailboxes(aws, left):
    for service in RECIPIENTS:
        assert deliver(aws, service) == []
    by_receiver = {mail.destinations["ToAddresses"][0]: mail.body for mail in aws.mails()}
    assert set(by_receiver) == {*RECIPIENTS.values(), PERSON}
    for record in left["records"]:
        assert aws.state(record["reference"]["S"]) == "sent"
    for service, (body,) in left["queues"].items():
        assert json.loads(body)["text"] in by_receiver[RECIPIENTS[service]]
        assert aws.waiting(aws.queues[service]) == 0


@pytest.mark.parametrize("left", ["received"], indirect=True)
def test_message_of_version_1_0_sent_again_keeps_its_reference_and_is_delivered_once(aws, left):
    for sent in left["sent"]:
        reply = post(sent["body"], key=sent["key"])
        assert (reply.status, reply.json["reference"]) == (202, sent["answer"]["reference"])
        other = post({**sent["body"], "message": "Another text."}, key=sent["key"])
        assert other.status == 409
    assert len(aws.records()) == len(left["records"])
    for service in RECIPIENTS:
        assert deliver(aws, service) == []
    assert len(aws.mails()) == len(left["records"]) + 1


@pytest.mark.parametrize("left", ["copying"], indirect=True)
def test_message_of_version_1_0_whose_copy_was_due_gets_copy_only(aws, left):
    assert deliver(aws) == []
    assert receivers(aws) == [[PERSON]]
    assert aws.state(only_reference(left)) == "sent"


@pytest.mark.parametrize("left", ["sending"], indirect=True)
def test_message_claimed_by_version_1_0_is_delivered_after_claim_ends(aws, left, clock):
    clock.now = left["now"]
    assert len(deliver(aws)) == 1
    assert aws.mails() == []
    clock.now += CLAIM_SECONDS
    aws.show(QUEUE)
    assert deliver(aws) == []
    assert receivers(aws) == [[RECIPIENTS[QUEUE]], [PERSON]]


@pytest.mark.parametrize("left", ["sent"], indirect=True)
def test_message_sent_by_version_1_0_is_not_sent_again(aws, left):
    assert deliver(aws) == []
    assert aws.mails() == []
    assert aws.waiting(aws.queues[QUEUE]) == 0
    assert aws.state(only_reference(left)) == "sent"


@pytest.mark.parametrize("left", ["given_back"], indirect=True)
def test_message_given_back_by_version_1_0_is_delivered(aws, left):
    assert deliver(aws) == []
    assert receivers(aws) == [[RECIPIENTS[QUEUE]]]
    assert aws.state(only_reference(left)) == "sent"


@pytest.fixture
def key_of_version_1_0(monkeypatch):
    """The key of the tokens is the one that version 1.0 signed with."""
    material = document("token")["key_material"].encode()
    monkeypatch.setattr("moto.kms.models.generate_master_key", lambda: material)


@pytest.mark.usefixtures("key_of_version_1_0", "pages")
def test_form_of_version_1_0_is_sent_with_its_token(aws, clock):
    left = document("token")
    clock.now = left["issued_at"] + 60
    reply = press_send(left["token"])
    assert reference_of(reply) == left["reference"]
    assert deliver(aws) == []
    assert receivers(aws) == [[RECIPIENTS[QUEUE]]]


@pytest.mark.usefixtures("key_of_version_1_0", "pages")
def test_form_sent_to_version_1_0_and_again_keeps_its_reference(aws, clock):
    left = document("token")
    put(aws, left)
    clock.now = left["issued_at"] + 120
    assert reference_of(press_send(left["token"])) == left["reference"]
    assert len(aws.records()) == 1
    assert deliver(aws) == []
    assert len(aws.mails()) == 1
