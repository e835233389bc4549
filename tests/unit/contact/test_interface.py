"""A message in JSON: accepted once it is in the queue, and never twice."""

import json

import pytest

from functions.contact import accept
from functions.contact.messages import ContactMessage
from functions.i18n.catalog import LANGUAGES
from tests.api.events import call
from tests.contact_aws import SERVICES, failing, throttled, timed_out
from tests.unit.contact.delivery.delivering import deliver
from tests.unit.contact.factories import KEY, OTHER_KEY, post, written

DAY = 24 * 60 * 60
BY_TOPIC = {
    "notPaid": "maintenance",
    "claimedFromMe": "maintenance",
    "fileAtTheService": "maintenance",
    "repayAllowances": "family-allowances",
    "decisionOnAllowances": "family-allowances",
    "thisSite": "site",
}


def queued(aws, service="maintenance"):
    return [ContactMessage.from_json(taken["Body"]) for taken in aws.receive(service)]


def test_accepted_message_is_queued_with_reference(aws, clock):
    reply = post(written(name="A parent", copy=True))
    assert reply.status == 202
    (message,) = queued(aws)
    assert message == ContactMessage(
        reference=reply.json["reference"],
        topic="notPaid",
        service="maintenance",
        language="en",
        name="A parent",
        email="parent@example.org",
        text="Two terms were not paid.\nMay I apply?",
        copy=True,
        received_at=clock.now,
        content_digest=aws.records()[0]["content_digest"]["S"],
    )


@pytest.mark.parametrize(("topic", "service"), BY_TOPIC.items())
def test_each_topic_goes_to_queue_of_its_service(aws, topic, service):
    post(written(topic=topic))
    assert {each: aws.waiting(aws.queues[each]) for each in SERVICES} == {
        each: int(each == service) for each in SERVICES
    }


def test_record_holds_no_personal_data_or_text(aws, clock):
    reference = post(written(name="A parent")).json["reference"]
    (record,) = aws.records()
    assert record.keys() == {
        *("reference", "state", "service", "attempts", "received_at", "expires_at"),
        *("key_digest", "content_digest"),
    }
    assert (record["reference"], record["state"]) == ({"S": reference}, {"S": "received"})
    assert record["expires_at"] == {"N": str(clock.now + 30 * DAY)}
    stored = json.dumps(record)
    assert not [mark for mark in ("parent", "terms", KEY) if mark in stored]


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("language", LANGUAGES)
def test_response_names_mailbox_in_request_language(language):
    reply = post(written(), language=language)
    assert reply.headers["Content-Language"] == language
    assert reply.json["mailbox"]
    assert reply.json["keptDays"] == 30


def test_same_key_gets_same_reference_and_one_record(aws):
    first, second = post(written()), post(written())
    assert (first.status, second.status) == (202, 202)
    assert first.json == second.json
    assert len(aws.records()) == 1


def test_same_key_with_another_content_is_refused(aws):
    post(written())
    reply = post(written(message="Something else altogether."))
    assert reply.status == 409
    assert reply.json["type"] == "urn:problem-type:alimenta:idempotencyKeyReused"
    assert aws.waiting(aws.queues["maintenance"]) == 1


def test_another_key_is_another_message(aws):
    references = {post(written(), key).json["reference"] for key in (KEY, OTHER_KEY)}
    assert len(references) == len(aws.records()) == 2


def test_two_keys_with_colliding_reference_are_both_accepted(aws, monkeypatch):
    met = {0: "CCCCC-CCCCC", 1: None}
    monkeypatch.setattr(
        "functions.contact.records.reference",
        lambda key, attempt: met[attempt] or f"{key[-5:]}-DDDDD",
    )
    references = [post(written(), key).json["reference"] for key in (KEY, OTHER_KEY)]
    assert references == ["CCCCC-CCCCC", f"{OTHER_KEY[-5:]}-DDDDD"]
    assert {message.reference for message in queued(aws)} == set(references)


def test_queued_message_is_not_queued_again(aws):
    reference = post(written()).json["reference"]
    aws.dynamodb.update_item(
        TableName="messages",
        Key={"reference": {"S": reference}},
        UpdateExpression="SET #s = :sent",
        ExpressionAttributeNames={"#s": "state"},
        ExpressionAttributeValues={":sent": {"S": "sent"}},
    )
    assert post(written()).json["reference"] == reference
    assert aws.waiting(aws.queues["maintenance"]) == 1


@pytest.mark.parametrize("error", [throttled, timed_out])
@pytest.mark.parametrize("operation", ["UpdateItem", "SendMessage"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_message_that_cannot_be_queued_is_refused_without_record(aws, operation, error, language):
    with failing(operation, error):
        reply = post(written(), language=language)
    assert reply.status == 503
    assert int(reply.headers["Retry-After"]) > 0
    assert reply.headers["Content-Language"] == language
    assert reply.json["type"] == "urn:problem-type:belgif:serviceUnavailable"
    assert aws.records() == []
    assert aws.waiting(aws.queues["maintenance"]) == 0


def test_refused_message_is_accepted_on_retry(aws):
    with failing("SendMessage"):
        refused = post(written())
    assert (refused.status, post(written()).status) == (503, 202)
    assert aws.waiting(aws.queues["maintenance"]) == 1


def test_lost_queue_response_removes_record(aws):
    with failing("SendMessage", timed_out, happens=True):
        assert post(written()).status == 503
    # The copy in the queue finds no record: the deliverer drops it.
    assert aws.records() == []


def test_failure_does_not_remove_record_accepted_by_other_request(aws, monkeypatch):
    """Two tries at once with one key: the second is accepted while the first one fails."""
    real = accept.take_back

    def late(reserved):
        with monkeypatch.context() as once:
            once.setattr(accept, "take_back", real)
            assert post(written()).status == 202
        real(reserved)

    monkeypatch.setattr(accept, "take_back", late)
    with failing("SendMessage", times=1):
        assert post(written()).status == 503
    (record,) = aws.records()
    (message,) = queued(aws)
    assert record["reference"] == {"S": message.reference}


def test_record_that_cannot_be_removed_does_not_block_retry(aws):
    with failing("SendMessage"), failing("DeleteItem"):
        assert post(written()).status == 503
    assert len(aws.records()) == 1
    assert post(written()).status == 202
    assert len(queued(aws)) == 1


@pytest.mark.parametrize("error", [throttled, timed_out])
def test_accepted_message_sent_again_while_queue_fails_is_delivered(aws, error):
    accepted = post(written())
    with failing("SendMessage", error):
        assert post(written()).status == 503
    assert (accepted.status, len(aws.records())) == (202, 1)
    assert deliver(aws) == []
    assert len(aws.mails()) == 1


@pytest.mark.parametrize("error", [throttled, timed_out])
def test_message_waiting_for_mail_service_and_sent_again_is_delivered(aws, error):
    post(written())
    with failing("SendEmail"):
        assert len(deliver(aws)) == 1
    with failing("SendMessage", error):
        assert post(written()).status == 503
    aws.show("maintenance")
    assert deliver(aws) == []
    assert len(aws.mails()) == 1


def test_edited_text_is_mailed_and_refused_one_dropped_when_queue_answer_was_lost(aws):
    with failing("SendMessage", timed_out, happens=True):
        assert post(written(message="The first text.")).status == 503
    assert post(written(message="The second text.")).status == 202
    while aws.waiting(aws.queues["maintenance"]):
        assert deliver(aws) == []
    (mail,) = aws.mails()
    assert "The second text." in mail.body


@pytest.mark.parametrize("name", ["CONTACT_QUEUES", "CONTACT_TABLE"])
def test_without_its_settings_nothing_is_accepted(aws, monkeypatch, name):
    monkeypatch.delenv(name)
    assert post(written()).status == 503
    assert aws.waiting(aws.queues["maintenance"]) == 0


@pytest.mark.parametrize("key", [None, "", "1", "x" * 36, f"{KEY}\r\nX: y", KEY[:-1]])
def test_key_is_uuid(aws, key):
    reply = post(written(), key)
    (issue,) = reply.json["issues"]
    assert (reply.status, issue["in"], issue["name"]) == (400, "header", "Idempotency-Key")
    assert aws.records() == []


REFUSED = {
    "no topic": ({"topic": None}, "topic"),
    "unknown topic": ({"topic": "weather"}, "topic"),
    "no message": ({"message": None}, "message"),
    "short message": ({"message": "Help.     \n"}, "message"),
    "long message": ({"message": "x" * 4001}, "message"),
    "no text": ({"message": ["Two terms were not paid."]}, "message"),
    "unseen sign": ({"message": "Two terms were not paid.\x00"}, "message"),
    "turned text": ({"message": "Two terms were \u202enot paid."}, "message"),
    "half a sign": ({"message": "Two terms were not paid.\ud800"}, "message"),
    "no address": ({"email": None}, "email"),
    "two lines in the address": ({"email": "a@example.org\r\nBcc: b@example.org"}, "email"),
    "a name in the address": ({"email": "A <a@example.org>"}, "email"),
    "two addresses": ({"email": "a@example.org,b@example.org"}, "email"),
    "no domain": ({"email": "a@localhost"}, "email"),
    "two lines in the name": ({"name": "A\nBcc: b@example.org"}, "name"),
    "long name": ({"name": "x" * 101}, "name"),
    "empty name": ({"name": " "}, "name"),
    "unknown language": ({"answerLanguage": "ja"}, "answerLanguage"),
    "copy in words": ({"copy": "yes"}, "copy"),
    "the field that nobody sees": ({"homepage": "x"}, "homepage"),
}


@pytest.mark.parametrize(("changes", "name"), REFUSED.values(), ids=REFUSED)
def test_invalid_message_gets_issue_naming_field(aws, changes, name):
    reply = post(written(**changes))
    assert (reply.status, set(reply.issues)) == (400, {name})
    assert aws.records() == []


KEPT = {
    "emoji": "Two terms were not paid. \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "right to left": "لم تدفع النفقة مرتين منذ يناير",
    "tabs and lines": "Month\tPaid\r\n2026-01\tno\rrest",
    "mail headers": "Subject: x\r\nBcc: everybody@example.org",
    "markup": "<script>alert(1)</script> &amp; {{ 7 * 7 }} {reference}",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_text_is_delivered_unchanged(aws, text):
    assert post(written(message=text)).status == 202
    (message,) = queued(aws)
    assert message.text == text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.usefixtures("aws")
def test_message_that_needs_largest_bounds_fits():
    local, domain = "x" * 64, ".".join(["y" * 59] * 3) + ".example"
    reply = post(written(message="\U0001f600" * 4000, email=f"{local}@{domain}", name="é" * 100))
    assert reply.status == 202


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_only_post_is_answered(method):
    reply = call(method, "/contactMessages")
    assert (reply.status, reply.headers["Allow"]) == (405, "POST")
