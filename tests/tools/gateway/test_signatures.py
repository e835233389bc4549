"""Signed requests: signed by botocore, sent as they are or altered."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest

from infra.api_routes import read_api_routes
from infra.settings import settings_of
from server.messages import Request
from tools.aws_emulator.callers import CALLERS, PAYERS
from tools.aws_emulator.sign import signed
from tools.dev.places import ROOT
from tools.gateway.functions import Functions
from tools.gateway.signatures import NotSigned, authorizer_of

ONE, TWO = CALLERS
SETTINGS = settings_of("trial")
REGION = SETTINGS.region
API_ROUTES = read_api_routes()
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
URL = "http://localhost:8000/api/alimenta/v1/decisions"


def signed_request(method="POST", url=URL, *, caller=ONE, region=REGION, at=NOW, **headers):
    """A request as it arrives, signed at that moment; headers as ``content_type="text/csv"``."""
    body = b'{"kind":"payment"}' if method == "POST" else b""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with patch("botocore.auth.get_current_datetime", return_value=at):
        sent = signed(method, url, named, body, caller=caller, region=region)
    parts = urlsplit(url)
    arrived = {"host": parts.netloc} | {name.lower(): value for name, value in sent.items()}
    return Request(
        method=method,
        path=parts.path,
        query=parts.query,
        headers=tuple(arrived.items()),
        body=body,
    )


def with_header(request, name, value):
    """The request with that one header of that name; with none where the value is ``None``."""
    others = tuple(pair for pair in request.headers if pair[0] != name)
    return replace(request, headers=others if value is None else (*others, (name, value)))


def with_authorization(request, old, new):
    return with_header(request, "authorization", request.header("authorization").replace(old, new))


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("seconds", [-240, 0, 240])
@pytest.mark.parametrize(
    "url",
    [
        URL,
        f"{URL}?b=2&a=1&a=0&empty=&bare",
        f"{URL}?text=a%20b%2Fc%C3%A9",
        f"{URL}/0123%20x/statement",
    ],
)
def test_right_signature_is_accepted_as_its_caller(caller, seconds, url):
    request = signed_request(
        url=url, caller=caller, at=NOW + timedelta(seconds=seconds), note="a  b   c"
    )
    iam = authorizer_of(request, REGION, NOW)["iam"]
    assert (iam["userArn"], iam["accessKey"]) == (caller.user_arn, caller.access_key)


def test_each_caller_acts_for_payer_of_its_own():
    assert len({PAYERS[caller.role_arn] for caller in CALLERS}) == len(CALLERS)


ALTERED = {
    "body": lambda r: replace(r, body=r.body + b" "),
    "no body": lambda r: replace(r, body=b""),
    "path": lambda r: replace(r, path=f"{r.path}/0123"),
    "method": lambda r: replace(r, method="PUT"),
    "query": lambda r: replace(r, query="pageSize=6"),
    "host": lambda r: with_header(r, "host", "example.org"),
    "signed header": lambda r: with_header(r, "idempotency-key", "another"),
    "date": lambda r: with_header(r, "x-amz-date", "20261122T120001Z"),
    "unreadable date": lambda r: with_header(r, "x-amz-date", "20261122"),
    "no date": lambda r: with_header(r, "x-amz-date", None),
    "no signature": lambda r: with_header(r, "authorization", None),
    "other scheme": lambda r: with_header(r, "authorization", "Bearer token"),
    "signature": lambda r: with_header(r, "authorization", r.header("authorization")[:-4] + "0000"),
    "key of another": lambda r: with_authorization(r, ONE.access_key, TWO.access_key),
    "unknown key": lambda r: with_authorization(r, ONE.access_key, "NOBODY"),
    "fewer signed headers": lambda r: with_authorization(r, "host;", ""),
    "added header of AWS": lambda r: with_header(r, "x-amz-security-token", "x"),
    "unsigned body": lambda r: with_header(r, "x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
}


@pytest.mark.parametrize("part", ALTERED)
def test_altered_request_is_refused(part):
    request = signed_request(url=f"{URL}?pageSize=5", idempotency_key="key")
    assert authorizer_of(request, REGION, NOW)
    with pytest.raises(NotSigned):
        authorizer_of(ALTERED[part](request), REGION, NOW)


@pytest.mark.parametrize(
    "signer",
    [
        *({"at": NOW + timedelta(minutes=minutes)} for minutes in (-60 * 24, -6, 6)),
        {"region": "us-east-1"},
        {"caller": replace(ONE, secret="guessed")},  # noqa: S106 - what a thief types
    ],
)
def test_signature_of_another_time_region_or_secret_is_refused(signer):
    with pytest.raises(NotSigned):
        authorizer_of(signed_request(**signer), REGION, NOW)


class Recorded:
    """Replaces the workers of every function, and notes the events that reach them."""

    def __init__(self):
        self.events = []

    async def call(self, event):
        self.events.append(event)
        return b"{}"


@pytest.fixture(scope="module")
def functions():
    """Reading the description of the API takes longer than a test."""
    return Functions(ROOT, ROOT, SETTINGS)


@pytest.fixture
def register(functions):
    functions._pools = dict.fromkeys(functions._pools, Recorded())
    functions._pools["decision_register"] = Recorded()
    return functions._pools["decision_register"]


@pytest.mark.parametrize(
    ("method", "path"),
    [(method, r.path) for r in API_ROUTES.routes if r.is_signed for method in sorted(r.methods)],
)
def test_signed_path_is_reached_with_signature_only(functions, register, method, path):
    url = f"http://localhost:8000{path.replace('{decisionId}', '0' * 32)}"
    request = signed_request(method, url, at=datetime.now(UTC), x_user_arn=TWO.user_arn)
    unsigned = with_header(request, "authorization", None)
    assert asyncio.run(functions.answer(unsigned)).status == 403
    assert register.events == []
    assert asyncio.run(functions.answer(request)).status == 200
    (event,) = register.events
    assert event["requestContext"]["authorizer"]["iam"]["userArn"] == ONE.user_arn


SPELLINGS = (
    "/decisions/", "//decisions", "/./decisions", "/x/../decisions", "/Decisions", "/decisions;x",
    "/%64ecisions", "/decisions%2f{}", "/decisions/{}/", "/decisions//{}", "/decisions/{}%2Freplay",
    "/decisions/{}/../{}", "/decisions/{}/reasons/", "/exportDecisions/", "/exportdecisions",
    "/decisions%00", "/decisions/{}%20", "/decisions/%7B{}%7D",
)  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_address_reaches_register_unsigned(functions, register, spelling):
    path = f"{API_ROUTES.base_path}{spelling.replace('{}', '0' * 32)}"
    request = Request(method="GET", path=path, headers=(("host", "localhost:8000"),))
    asyncio.run(functions.answer(request))
    assert register.events == []


def test_path_for_everybody_has_no_caller(toy):
    url = f"http://127.0.0.1:{toy.port}/api/toy/v1/echo"
    headers = signed(
        "POST", url, {"Content-Type": "application/json"}, b"{}", caller=ONE, region=REGION
    )
    event = toy.ask("POST", "/api/toy/v1/echo", b"{}", headers).json["event"]
    assert "authorizer" not in event["requestContext"]


def test_signed_path_of_gateway_is_reached_with_signature_only(toy):
    assert toy.ask("GET", "/api/toy/v1/signed").json == {"message": "Forbidden"}
    url = f"http://127.0.0.1:{toy.port}/api/toy/v1/signed"
    headers = signed("GET", url, {}, b"", caller=ONE, region=REGION)
    event = toy.ask("GET", "/api/toy/v1/signed", headers=headers).json["event"]
    assert event["requestContext"]["authorizer"]["iam"]["userArn"] == ONE.user_arn
