"""From one network and to one e-mail address only so many messages; nobody else is refused."""

import json
import uuid

import pytest

from functions.contact import limits
from functions.contact.limits import OF_EMAIL, OF_NETWORK
from functions.http.origin import ADDRESS_HEADER, SECRET_HEADER, SECRETS
from functions.i18n.catalog import LANGUAGES
from tests.api.events import call
from tests.contact_aws import LIMITS_TABLE, failing, seen, throttled
from tests.unit.contact.delivery.delivering import deliver
from tests.unit.contact.factories import PATH, ask, press_send, token_of, typed_message, written

SECRET = "s" * 64


@pytest.fixture(autouse=True)
def behind_distribution(monkeypatch):
    monkeypatch.setenv(SECRETS, f"{SECRET} none")
    limits._key_of.cache_clear()


def send(network, number=0, *, language="en", key=None, **changes):
    document = written(email=f"person{number}@example.org") | changes
    return call(
        "POST",
        PATH,
        json.dumps(document),
        content_type="application/json",
        accept_language=language,
        idempotency_key=key or str(uuid.uuid4()),
        **{SECRET_HEADER: SECRET, ADDRESS_HEADER: network},
    )


def test_first_twenty_messages_of_network_are_accepted_and_rest_refused_until_next_hour(aws, clock):
    statuses = [send("192.0.2.7", number).status for number in range(OF_NETWORK.most)]
    refused = send("192.0.2.7", 99)

    assert statuses == [202] * 20
    assert refused.status == 429
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.json["type"] == "urn:problem-type:belgif:tooManyRequests"
    assert 0 < int(refused.headers["Retry-After"]) <= 3600
    assert sum(aws.waiting(url) for url in aws.queues.values()) == 20
    clock.now += int(refused.headers["Retry-After"])
    assert send("192.0.2.7", 99).status == 202


@pytest.mark.usefixtures("aws")
def test_refusal_is_in_language_of_message():
    for number in range(OF_NETWORK.most):
        send("192.0.2.7", number)
    refused = [send("192.0.2.7", 99, language=language) for language in LANGUAGES]

    assert [reply.headers["Content-Language"] for reply in refused] == list(LANGUAGES)


@pytest.mark.usefixtures("aws")
def test_messages_of_more_networks_than_one_may_send_are_all_accepted():
    networks = range(OF_NETWORK.most + 5)
    assert {send(f"192.0.2.{number}", number).status for number in networks} == {202}


@pytest.mark.usefixtures("aws")
def test_addresses_of_one_ipv6_subscriber_are_counted_together():
    for number in range(OF_NETWORK.most):
        assert send(f"2001:db8:0:7::{number:x}", number).status == 202
    assert send("2001:db8:0:7:1::1", 99).status == 429
    assert send("2001:db8:0:8::1", 99).status == 202


@pytest.mark.usefixtures("aws")
def test_ten_messages_with_one_email_address_are_accepted_from_whatever_network():
    sent = [send(f"192.0.2.{number}", email="One@Example.org") for number in range(OF_EMAIL.most)]
    refused = send("198.51.100.1", email="one@example.ORG")

    assert {reply.status for reply in sent} == {202}
    assert refused.status == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 24 * 3600


@pytest.mark.usefixtures("aws")
def test_message_accepted_before_is_answered_again_beyond_limit():
    key = str(uuid.uuid4())
    first = send("192.0.2.7", key=key)
    for number in range(1, OF_NETWORK.most + 1):
        send("192.0.2.7", number)
    again = send("192.0.2.7", key=key)

    assert (again.status, again.json["reference"]) == (202, first.json["reference"])


def test_refused_message_leaves_no_record(aws):
    for number in range(OF_NETWORK.most + 1):
        send("192.0.2.7", number)

    assert len(aws.records()) == OF_NETWORK.most


def test_table_of_limits_holds_hashes_that_differ_each_day_and_expire_within_one(aws, clock):
    seen_hashes = set()
    for _ in range(2):
        send("192.0.2.7")
        items = aws.dynamodb.scan(TableName=LIMITS_TABLE)["Items"]
        seen_hashes |= {item["counter"]["S"] for item in items}
        assert max(int(item["expires_at"]["N"]) for item in items) == clock.now + 24 * 3600
        assert "192.0.2.7" not in json.dumps(items)
        assert "person0" not in json.dumps(items)
        clock.now += 24 * 3600

    assert len(seen_hashes) == 4
    assert {len(each) for each in seen_hashes} == {64}


def test_without_table_of_limits_nothing_is_accepted(aws):
    with failing("UpdateItem", throttled):
        assert send("192.0.2.7").status == 503
    assert aws.records() == []


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("language", LANGUAGES)
def test_form_beyond_limit_keeps_text_and_says_when_to_send_again(
    aws, clock, monkeypatch, language
):
    monkeypatch.delenv(SECRETS)
    token = token_of(ask(language=language))
    clock.now += 10
    monkeypatch.setattr(limits, "OF_EMAIL", limits.Limit("email", 0, limits.DAY))
    reply = press_send(token, language=language, message="My two terms.\r\nStill here.")

    assert reply.status == 429
    assert int(reply.headers["Retry-After"]) > 0
    assert reply.headers["Content-Language"] == language
    assert typed_message(reply) == "My two terms.\nStill here."
    assert aws.records() == []


def test_confirmation_holds_nothing_that_was_typed(aws):
    mark = "http://phish.example/pay within 24 hours"
    send("192.0.2.7", name="SECAL - FPS Finance", message=mark, copy=True)
    with seen("SendEmail") as mails:
        deliver(aws)
    to_service, confirmation = mails
    assert mark in to_service["Content"]["Simple"]["Body"]["Text"]["Data"]
    text = confirmation["Content"]["Simple"]["Body"]["Text"]["Data"]
    assert confirmation["Destination"]["ToAddresses"] == ["person0@example.org"]
    assert not [word for word in ("phish", "SECAL", "person0", "http") if word in text]


def test_request_past_distribution_is_refused_and_counts_nothing(aws):
    reply = call(
        "POST",
        PATH,
        json.dumps(written(copy=True)),
        content_type="application/json",
        idempotency_key=str(uuid.uuid4()),
    )
    assert (reply.status, aws.records()) == (403, [])
    assert aws.dynamodb.scan(TableName=LIMITS_TABLE)["Items"] == []
