"""Each accepted message becomes one mail, whatever fails on the way."""

import json

import pytest
from botocore.exceptions import ClientError

from functions.contact.delivery.backoff import MOST_RECEIVES as MOST_RECEIVES_IN_STACK
from functions.contact.delivery.backoff import pause
from functions.contact.delivery.lock import CLAIM_SECONDS
from functions.i18n.catalog import LANGUAGES
from tests.contact_aws import (
    MOST_RECEIVES,
    RECIPIENTS,
    SENDER,
    failing,
    seen,
    throttled,
    timed_out,
)
from tests.unit.contact.delivery.delivering import (
    REFERENCE,
    accepted,
    deliver,
    event,
    message,
    queued,
)

QUEUE = "maintenance"


def refused(operation):
    return ClientError({"Error": {"Code": "MessageRejected", "Message": "no"}}, operation)


def to(mail):
    return mail.destinations["ToAddresses"]


def left(aws):
    return aws.waiting(aws.queues[QUEUE])


def test_message_goes_to_its_mailbox_and_can_be_answered(aws):
    accepted(aws)
    assert deliver(aws) == []
    (mail,) = aws.mails()
    assert (mail.source, to(mail)) == (SENDER, [RECIPIENTS[QUEUE]])
    assert "Two terms were not paid.\nMay I apply?" in mail.body
    assert "A parent" in mail.body
    assert aws.state(REFERENCE) == "sent"
    assert left(aws) == 0


@pytest.mark.parametrize("service", RECIPIENTS)
def test_each_queue_has_its_mailbox(aws, service):
    accepted(aws, service=service)
    deliver(aws, service)
    assert [to(mail) for mail in aws.mails()] == [[RECIPIENTS[service]]]


def test_reply_to_address_is_sender_only(aws):
    accepted(aws)
    with seen("SendEmail") as calls:
        deliver(aws)
    (mail,) = calls
    assert mail["ReplyToAddresses"] == ["parent@example.org"]
    assert mail["Destination"] == {"ToAddresses": [RECIPIENTS[QUEUE]]}
    assert mail["Content"].keys() == {"Simple"}
    assert mail["Content"]["Simple"]["Body"].keys() == {"Text"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_subject_holds_nothing_that_was_typed(aws, language):
    mark = "MARK\r\nBcc: everybody@example.org"
    accepted(aws, language=language, name=mark, text=mark, copy=True)
    with seen("SendEmail") as calls:
        deliver(aws)
    subjects = [mail["Content"]["Simple"]["Subject"]["Data"] for mail in calls]
    assert len(subjects) == 2
    assert all(REFERENCE in subject and "MARK" not in subject for subject in subjects)
    assert all("\n" not in subject and "\r" not in subject for subject in subjects)


def test_copy_is_separate_mail_to_sender(aws):
    accepted(aws, copy=True)
    with seen("SendEmail") as calls:
        deliver(aws)
    first, copy = calls
    assert first["Destination"]["ToAddresses"] == [RECIPIENTS[QUEUE]]
    assert copy["Destination"]["ToAddresses"] == ["parent@example.org"]
    assert "ReplyToAddresses" not in copy
    assert "May I apply?" not in copy["Content"]["Simple"]["Body"]["Text"]["Data"]
    assert aws.state(REFERENCE) == "sent"


def test_message_delivered_twice_by_queue_is_sent_once(aws):
    queued(aws, accepted(aws))
    assert deliver(aws) == []
    assert len(aws.mails()) == 1
    assert left(aws) == 0


def test_batch_reports_only_messages_to_retry(aws):
    for letter in "CDF":
        accepted(aws, reference=f"{letter * 5}-KMNPQ")
    with failing("SendEmail", times=1):
        assert len(deliver(aws)) == 1
    assert len(aws.mails()) == 2
    aws.show(QUEUE)
    assert deliver(aws) == []
    assert len(aws.mails()) == 3


@pytest.mark.parametrize("error", [throttled, timed_out])
def test_failed_mail_is_retried_and_sent_once(aws, error):
    accepted(aws)
    with failing("SendEmail", error):
        assert len(deliver(aws)) == 1
    assert aws.state(REFERENCE) == "received"
    aws.show(QUEUE)
    assert deliver(aws) == []
    assert len(aws.mails()) == 1


@pytest.mark.parametrize("error", [throttled, timed_out])
def test_table_failure_before_mail_prevents_mail(aws, error):
    accepted(aws)
    with failing("UpdateItem", error):
        assert len(deliver(aws)) == 1
    assert aws.mails() == []
    aws.show(QUEUE)
    assert deliver(aws) == []
    assert len(aws.mails()) == 1


@pytest.mark.parametrize("copy", [False, True])
def test_table_failure_after_mail_does_not_resend_mail(aws, clock, copy):
    """The mail is gone: the message leaves the queue although its record could not say so."""
    accepted(aws, copy=copy)
    with failing("UpdateItem", first=2):
        assert deliver(aws) == []
    assert len(aws.mails()) == 1 + copy
    assert left(aws) == 0
    clock.now += CLAIM_SECONDS
    assert deliver(aws) == []
    assert len(aws.mails()) == 1 + copy


def test_message_claimed_by_other_deliverer_is_retried_later(aws, clock):
    accepted(aws)
    held(aws, "sending", clock.now)
    assert len(deliver(aws)) == 1
    assert aws.mails() == []


def test_message_of_dead_deliverer_is_sent_after_claim_expires(aws, clock):
    accepted(aws)
    held(aws, "sending", clock.now)
    clock.now += CLAIM_SECONDS - 1
    assert len(deliver(aws)) == 1
    clock.now += 1
    aws.show(QUEUE)
    assert deliver(aws) == []
    assert len(aws.mails()) == 1


def test_failed_copy_is_retried_without_mail(aws):
    accepted(aws, copy=True)
    with failing("SendEmail", first=2):
        assert len(deliver(aws)) == 1
    assert [to(mail) for mail in aws.mails()] == [[RECIPIENTS[QUEUE]]]
    assert aws.state(REFERENCE) == "copying"
    aws.show(QUEUE)
    assert deliver(aws) == []
    assert [to(mail) for mail in aws.mails()] == [[RECIPIENTS[QUEUE]], ["parent@example.org"]]


def test_rejected_copy_does_not_block_message(aws):
    accepted(aws, copy=True)
    with failing("SendEmail", refused, first=2):
        assert deliver(aws) == []
    assert len(aws.mails()) == 1
    assert aws.state(REFERENCE) == "sent"


def test_message_that_was_never_accepted_is_dropped(aws):
    queued(aws, message())
    assert deliver(aws) == []
    assert aws.mails() == []
    assert left(aws) == 0


def test_message_with_other_content_than_its_record_is_dropped(aws):
    accepted(aws, content_digest="second")
    queued(aws, message(content_digest="first", text="The first text."))
    assert deliver(aws) == deliver(aws) == []
    (mail,) = aws.mails()
    assert "The first text." not in mail.body
    assert left(aws) == 0


@pytest.mark.parametrize("recorded", [True, False])
def test_dropped_message_is_counted_and_names_no_content(aws, caplog, recorded):
    if recorded:
        accepted(aws, content_digest="second")
    queued(aws, message(content_digest="first"))
    while left(aws):
        deliver(aws)
    (line,) = (each for each in caplog.records if each.message == "dropped")
    assert (line.levelname, line.outcome, line.Count) == ("ERROR", "dropped", 1)
    assert line._aws["CloudWatchMetrics"][0]["Dimensions"] == [["operation", "outcome"]]
    assert line.reference == REFERENCE
    assert "terms" not in str(vars(line))


POISON = {
    "no JSON": "x",
    "no object": "[]",
    "deep": "[" * 100_000,
    "a member too many": json.dumps({**json.loads(message().to_json()), "cc": "x"}),
    "a member too few": json.dumps({"reference": REFERENCE}),
    "a wrong type": json.dumps({**json.loads(message().to_json()), "copy": "no"}),
}


@pytest.mark.parametrize("body", POISON.values(), ids=POISON)
def test_malformed_message_ends_in_dead_letter_queue(aws, body):
    aws.sqs.send_message(QueueUrl=aws.queues[QUEUE], MessageBody=body)
    for _ in range(int(MOST_RECEIVES)):
        assert len(deliver(aws)) == 1
        aws.show(QUEUE)
    assert deliver(aws) == []
    assert aws.waiting(aws.dead[QUEUE]) == 1
    assert aws.mails() == []


def test_message_to_failing_mailbox_ends_in_dead_letter_queue(aws):
    accepted(aws)
    with failing("SendEmail"):
        for _ in range(int(MOST_RECEIVES) + 1):
            deliver(aws)
            aws.show(QUEUE)
    assert aws.waiting(aws.dead[QUEUE]) == 1
    assert aws.state(REFERENCE) == "received"


def test_replayed_dead_letter_is_delivered(aws):
    test_message_to_failing_mailbox_ends_in_dead_letter_queue(aws)
    (dead,) = aws.sqs.receive_message(QueueUrl=aws.dead[QUEUE])["Messages"]
    aws.sqs.send_message(QueueUrl=aws.queues[QUEUE], MessageBody=dead["Body"])
    assert deliver(aws) == []
    assert len(aws.mails()) == 1


def test_service_without_mailbox_loses_nothing(aws, monkeypatch):
    accepted(aws)
    monkeypatch.setenv("CONTACT_RECIPIENTS", "{}")
    assert len(deliver(aws)) == 1


@pytest.mark.parametrize(
    ("receives", "seconds"), [(1, 30), (2, 60), (3, 120), (5, 480), (6, 900), (1000, 900), (0, 30)]
)
def test_each_retry_waits_longer_up_to_limit(receives, seconds):
    assert pause(receives) == seconds


def test_message_is_tried_for_more_than_a_day():
    tried = sum(pause(receives) for receives in range(1, MOST_RECEIVES_IN_STACK + 1))
    assert 24 * 60 * 60 < tried < 25 * 60 * 60


def test_message_to_retry_is_hidden_for_its_delay(aws):
    accepted(aws)
    with failing("SendEmail"), seen("ChangeMessageVisibility") as calls:
        deliver(aws)
        aws.show(QUEUE)
        deliver(aws)
    assert [call["VisibilityTimeout"] for call in calls] == [30, 60]
    assert {call["QueueUrl"] for call in calls} == {aws.queues[QUEUE]}


def test_failed_delay_leaves_message_in_queue(aws):
    accepted(aws)
    with failing("SendEmail"), failing("ChangeMessageVisibility"):
        assert len(deliver(aws)) == 1
    assert left(aws) == 1


def test_message_without_name_states_that_name_is_missing(aws):
    accepted(aws, name="")
    deliver(aws)
    assert "Name: not given" in aws.mails()[0].body


def held(aws, state, since):
    aws.dynamodb.update_item(
        TableName="messages",
        Key={"reference": {"S": REFERENCE}},
        UpdateExpression="SET #s = :state, #a = :since",
        ExpressionAttributeNames={"#s": "state", "#a": "since"},
        ExpressionAttributeValues={":state": {"S": state}, ":since": {"N": str(since)}},
    )


def test_event_of_tests_is_that_of_lambda(aws):
    accepted(aws)
    (record,) = event(aws, QUEUE)["Records"]
    assert record["eventSourceARN"].endswith(f":{QUEUE}")
    assert record["attributes"]["ApproximateReceiveCount"] == "1"
