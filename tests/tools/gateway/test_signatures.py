"""Signed requests, signed by the library of the cloud itself, and every way to cheat on one."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.tools.gateway.signed_requests import ONE, TWO, signed_request, with_header
from tools.aws_emulator.callers import CALLERS, PAYERS
from tools.aws_emulator.sign import signed
from tools.gateway.signatures import NotSigned, authorizer_of

REGION = "eu-central-1"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
URL = "http://localhost:8000/api/alimenta/v1/decisions"
BODY = b'{"kind":"payment"}'


def request(url=URL, method="POST", body=BODY, *, region=REGION, at=NOW, **told):
    """A request that is signed as it should be, where nothing else is told."""
    return signed_request(method, url, body, region=region, at=at, **told)


def refused(request, now=NOW):
    with pytest.raises(NotSigned):
        authorizer_of(request, REGION, now)
    return True


@pytest.mark.parametrize("caller", CALLERS)
def test_a_signed_request_is_that_of_its_caller(caller):
    iam = authorizer_of(request(caller=caller), REGION, NOW)["iam"]
    assert iam["userArn"] == caller.user_arn
    assert iam["accessKey"] == caller.access_key


def test_each_caller_acts_for_a_payer_of_its_own():
    assert len({PAYERS[caller.role_arn] for caller in CALLERS}) == len(CALLERS)


@pytest.mark.parametrize(
    "url",
    [
        f"{URL}?pageSize=5&afterDecision=0123",
        f"{URL}?b=2&a=1&a=0&empty=&bare",
        f"{URL}?text=a%20b%2Fc%C3%A9",
        f"{URL}/0123%20x/statement",
        "http://127.0.0.1:8123/api",
    ],
)
def test_every_spelling_of_an_address_is_read_as_the_library_signs_it(url):
    assert authorizer_of(request(url, "GET", b""), REGION, NOW)


def test_the_headers_of_a_request_are_signed_with_it():
    sent = request(idempotency_key="key-1", content_type="application/json", note="a  b   c")
    assert authorizer_of(sent, REGION, NOW)
    assert refused(with_header(sent, "idempotency-key", "key-2"))
    assert refused(with_header(sent, "note", "a b d"))


def test_the_fingerprint_of_the_body_may_come_along():
    digest = hashlib.sha256(BODY).hexdigest()
    assert authorizer_of(request(x_amz_content_sha256=digest), REGION, NOW)


TAMPERED = {
    "another body": lambda r: replace(r, body=b'{"kind":"waiver"}'),
    "no body": lambda r: replace(r, body=b""),
    "another path": lambda r: replace(r, path=f"{r.path}/0123"),
    "a slash more": lambda r: replace(r, path=f"{r.path}/"),
    "another method": lambda r: replace(r, method="GET"),
    "another query": lambda r: replace(r, query="pageSize=6"),
    "no query": lambda r: replace(r, query=""),
    "another host": lambda r: with_header(r, "host", "example.org"),
    "another time": lambda r: with_header(r, "x-amz-date", "20261122T120001Z"),
    "no time": lambda r: with_header(r, "x-amz-date", None),
    "no readable time": lambda r: with_header(r, "x-amz-date", "20261122"),
    "no signature": lambda r: with_header(r, "authorization", None),
    "a cut signature": lambda r: with_header(r, "authorization", r.header("authorization")[:-1]),
    "another signature": lambda r: with_header(
        r, "authorization", r.header("authorization")[:-4] + "0000"
    ),
    "another way of signing": lambda r: with_header(r, "authorization", "Bearer token"),
    "the key of another": lambda r: with_header(
        r, "authorization", r.header("authorization").replace(ONE.access_key, TWO.access_key)
    ),
    "an unknown key": lambda r: with_header(
        r, "authorization", r.header("authorization").replace(ONE.access_key, "NOBODY")
    ),
    "a header that is not signed": lambda r: with_header(r, "x-amz-security-token", "x"),
    "a promise of another body": lambda r: with_header(
        r, "x-amz-content-sha256", hashlib.sha256(b"other").hexdigest()
    ),
    "a body that nobody signed": lambda r: with_header(
        r, "x-amz-content-sha256", "UNSIGNED-PAYLOAD"
    ),
    "fewer headers": lambda r: with_header(
        r, "authorization", r.header("authorization").replace("host;", "")
    ),
    "two signatures": lambda r: replace(
        r, headers=(*r.headers, ("authorization", r.header("authorization")))
    ),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_request_that_was_altered_is_refused(name):
    sent = request(f"{URL}?pageSize=5")
    assert authorizer_of(sent, REGION, NOW)
    assert refused(TAMPERED[name](sent))


@pytest.mark.parametrize("minutes", [-4, 4])
def test_clocks_may_differ_a_little(minutes):
    assert authorizer_of(request(at=NOW + timedelta(minutes=minutes)), REGION, NOW)


@pytest.mark.parametrize("minutes", [-60 * 24 * 365, -6, 6, 60 * 24])
def test_a_signature_that_is_too_old_or_from_later_is_refused(minutes):
    assert refused(request(at=NOW + timedelta(minutes=minutes)))


def test_a_signature_of_another_day_is_not_taken_for_one_of_today():
    yesterday = request(at=NOW - timedelta(days=1))
    assert refused(with_header(yesterday, "x-amz-date", "20261122T120000Z"))


@pytest.mark.parametrize("region", ["us-east-1", "eu-west-1"])
def test_a_signature_for_another_region_is_refused(region):
    assert refused(request(region=region))


def test_a_wrong_secret_is_refused():
    assert refused(request(caller=replace(ONE, secret="guessed")))  # noqa: S106 - what a thief types


def test_the_gateway_lets_nobody_through_without_a_signature(toy):
    answer = toy.ask("GET", "/api/toy/v1/signed")
    assert (answer.status, answer.json) == (403, {"message": "Forbidden"})


def test_the_gateway_hands_over_who_signed_and_believes_no_header(toy):
    url = f"http://127.0.0.1:{toy.port}/api/toy/v1/signed"
    headers = signed("GET", url, {"X-User-Arn": TWO.user_arn}, b"", caller=ONE, region=REGION)
    event = toy.ask("GET", "/api/toy/v1/signed", headers=headers).json["event"]
    assert event["requestContext"]["authorizer"]["iam"]["userArn"] == ONE.user_arn


def test_a_path_for_everybody_is_told_of_no_caller(toy):
    url = f"http://127.0.0.1:{toy.port}/api/toy/v1/echo"
    headers = signed(
        "POST", url, {"Content-Type": "application/json"}, b"{}", caller=ONE, region=REGION
    )
    event = toy.ask("POST", "/api/toy/v1/echo", b"{}", headers).json["event"]
    assert "authorizer" not in event["requestContext"]
