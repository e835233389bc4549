"""The register as an attacker would try it: real signatures, the real door, the real function.

The door is that of the gateway; only the process of the function is left out, and the table is a
stand-in in memory.
"""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import boto3
import pytest
from moto import mock_aws

from functions.decision_register import clock, table
from functions.handlers.decision_register import handler as register
from functions.handlers.reference import handler as reference
from infra.contract import read_contract
from infra.local.dev.places import ROOT
from infra.local.functions import Functions
from infra.local.messages import Request
from infra.local.signatures import PAYERS
from infra.settings import settings_of
from tests.infra.local.signed_requests import (
    ONE,
    TWO,
    signed_request,
    with_header,
    without_signature,
)
from tests.unit.decision_register.aws_mock import TABLE, create_register_table
from tests.unit.decision_register.conftest import NOON
from tests.unit.decision_register.decisions import payment

SETTINGS = settings_of("trial")
CONTRACT = read_contract()
HOST = "localhost:8000"
ORIGIN = f"http://{HOST}{CONTRACT.base_path}"
KEY = "key-of-the-first-payer"
SIGNED = [
    (method, route.path.removeprefix(CONTRACT.base_path))
    for route in CONTRACT.routes
    if route.is_signed
    for method in sorted(route.methods)
]
READINGS = ("", "/replay", "/statement", "/reasons")


class Called:
    """The function in this process, and how often it was reached."""

    def __init__(self, handler=register):
        self.handler = handler
        self.times = 0

    async def call(self, event):
        self.times += 1
        return json.dumps(self.handler(event, None)).encode()


class Door:
    """Sends requests as they arrive over the wire, and looks into the table behind."""

    def __init__(self, client, functions):
        self.client = client
        self.functions = functions
        self.called = Called()
        functions._fleets["decision_register"] = self.called

    def send(self, request):
        return asyncio.run(self.functions.answer(request))

    def items(self):
        return self.client.scan(TableName=TABLE)["Items"]


def asking(method, below, body=b"", *, minutes=0, **told):
    """A request to the API, signed so many minutes ago."""
    moment = datetime.now(UTC) - timedelta(minutes=minutes)
    url = f"{ORIGIN}{below}"
    return signed_request(method, url, body, region=SETTINGS.region, at=moment, **told)


def recording(document=None, *, key=KEY, **changes):
    body = json.dumps(document or payment()).encode()
    headers = {"content_type": "application/json", "idempotency_key": key}
    return asking("POST", "/decisions", body, **headers, **changes)


@pytest.fixture(scope="module")
def cloud():
    with mock_aws():
        table.client.cache_clear()
        yield boto3.client("dynamodb", region_name=SETTINGS.region)
    table.client.cache_clear()


@pytest.fixture(scope="module")
def functions():
    """The door itself, once: reading the contract takes longer than a test."""
    return Functions(ROOT, ROOT, SETTINGS)


@pytest.fixture
def door(cloud, functions, monkeypatch):
    monkeypatch.setenv("AWS_DEFAULT_REGION", SETTINGS.region)
    monkeypatch.setenv("REGISTER_TABLE", TABLE)
    monkeypatch.setenv("REGISTER_PAYERS", json.dumps(dict(PAYERS)))
    monkeypatch.setattr(clock, "now", lambda: NOON)
    create_register_table(cloud)
    yield Door(cloud, functions)
    cloud.delete_table(TableName=TABLE)


@pytest.fixture
def mine(door):
    """The id of a decision of the first payer."""
    reply = door.send(recording())
    assert reply.status == 201
    return json.loads(reply.body)["decisionId"]


@pytest.fixture
def kept(door, mine):
    """What stands in the table before an attempt; afterwards it must be the same."""
    assert mine
    before = door.items()
    door.called.times = 0
    yield before
    assert door.items() == before


def filled(below, decision_id):
    return below.replace("{decisionId}", decision_id)


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(("method", "below"), SIGNED)
def test_nothing_of_the_register_is_reached_without_a_signature(door, mine, method, below):
    request = asking(method, filled(below, mine), b"{}" if method == "POST" else b"")
    assert door.send(without_signature(request)).status == 403
    assert door.called.times == 0


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("minutes", [6, 60, 60 * 24, -6])
@pytest.mark.parametrize(("method", "below"), SIGNED)
def test_nothing_is_reached_with_a_signature_of_another_time(door, mine, method, below, minutes):
    request = asking(method, filled(below, mine), minutes=minutes)
    assert door.send(request).status == 403
    assert door.called.times == 0


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("part", READINGS)
def test_another_payer_reads_and_replays_nothing(door, mine, part):
    reply = door.send(asking("GET", f"/decisions/{mine}{part}", caller=TWO))
    assert reply.status == 404
    assert mine not in reply.body.decode()


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("below", ["/decisions", "/exportDecisions"])
@pytest.mark.parametrize("after", ["", "?afterDecision={}", "?afterDecision=" + "0" * 32])
def test_another_payer_lists_and_exports_nothing(door, mine, below, after):
    reply = door.send(asking("GET", f"{below}{after.format(mine)}", caller=TWO))
    assert reply.status == 200
    body = reply.body.decode().replace(f"afterDecision={mine}", "")
    assert mine not in body
    assert "P-2026-004512" not in body


@pytest.mark.usefixtures("kept")
def test_another_payer_extends_nothing(door, mine):
    body = b'{"kind": "interruption", "date": "2026-11-21"}'
    headers = {"content_type": "application/json"}
    below = f"/decisions/{mine}/extensions"
    assert door.send(asking("POST", below, body, caller=TWO, **headers)).status == 404


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("query", ["payer=local-payer-one", "pageSize=50&payer=local-payer-one"])
def test_a_query_chooses_no_payer(door, query):
    reply = door.send(asking("GET", f"/decisions?{query}", caller=TWO))
    assert reply.status == 400


@pytest.mark.usefixtures("kept")
def test_a_body_chooses_no_payer(door):
    document = payment() | {"payer": "local-payer-one"}
    assert door.send(recording(document, key="another-key", caller=TWO)).status == 400


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    "name", ["x-amz-user-arn", "x-amzn-iam-user-arn", "x-payer", "x-forwarded-user"]
)
def test_a_header_chooses_no_payer(door, mine, name):
    request = asking("GET", f"/decisions/{mine}", caller=TWO, **{name: ONE.user_arn})
    assert door.send(request).status == 404
    added = with_header(asking("GET", "/decisions", caller=TWO), name, ONE.user_arn)
    assert b"P-2026-004512" not in door.send(added).body


def test_a_request_that_is_caught_and_sent_again_records_nothing_twice(door):
    caught = recording()
    first, again = door.send(caught), door.send(caught)
    assert (first.status, again.status) == (201, 200)
    assert json.loads(first.body)["decisionId"] == json.loads(again.body)["decisionId"]
    assert len(door.items()) == 1


CAUGHT = {
    "with another key": lambda r: with_header(r, "idempotency-key", "another-key"),
    "with another body": lambda r: replace(r, body=json.dumps(payment(reference="X")).encode()),
    "with a body more": lambda r: replace(r, body=r.body + b" "),
    "on another path": lambda r: replace(r, path=f"{r.path}/{'0' * 32}/extensions"),
    "on the export": lambda r: replace(r, path=f"{CONTRACT.base_path}/exportDecisions"),
    "as a reading": lambda r: replace(r, method="GET", body=b""),
    "with a query": lambda r: replace(r, query="pageSize=50"),
    "with another type": lambda r: with_header(r, "content-type", "application/jsonl"),
    "for another host": lambda r: with_header(r, "host", "elsewhere.example"),
    "dated anew": lambda r: with_header(
        r, "x-amz-date", (datetime.now(UTC) + timedelta(minutes=1)).strftime("%Y%m%dT%H%M%SZ")
    ),
    "in the name of another": lambda r: with_header(
        r, "authorization", r.header("authorization").replace(ONE.access_key, TWO.access_key)
    ),
}


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("how", CAUGHT)
def test_a_signature_that_is_caught_is_good_for_nothing_else(door, how):
    assert door.send(CAUGHT[how](recording())).status == 403
    assert door.called.times == 0


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(("method", "below"), SIGNED)
def test_a_signature_caught_from_a_reading_reads_nothing_else(door, mine, method, below):
    caught = asking("GET", "/decisions?pageSize=1")
    other = f"{CONTRACT.base_path}{filled(below, mine)}"
    for query in ("", "pageSize=50"):
        assert door.send(replace(caught, method=method, path=other, query=query)).status == 403
    assert door.called.times == 0


SPELLINGS = (
    "/decisions/", "//decisions", "/./decisions", "/x/../decisions", "/Decisions", "/decisions;x",
    "/%64ecisions", "/decisions%2f{}", "/decisions/{}/", "/decisions//{}", "/decisions/{}%2Freplay",
    "/decisions/{}/../{}", "/decisions/{}/reasons/", "/exportDecisions/", "/exportdecisions",
    "/decisions%00", "/decisions/{}%20", "/decisions/%7B{}%7D",
)  # fmt: skip


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_an_address_goes_round_the_signature(door, mine, spelling):
    path = f"{CONTRACT.base_path}{spelling.replace('{}', mine)}"
    door.functions._fleets["reference"] = Called(reference)
    reply = door.send(Request(method="GET", path=path, headers=(("host", HOST),)))
    assert reply.status in (403, 404)
    assert b"P-2026-004512" not in reply.body
    assert door.called.times == 0


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("name", ["x-http-method-override", "x-method-override", "x-original-url"])
def test_no_header_turns_a_request_into_another(door, mine, name):
    value = f"{CONTRACT.base_path}/decisions/{mine}" if name == "x-original-url" else "GET"
    request = Request(
        method="POST",
        path=f"{CONTRACT.base_path}/decisions",
        headers=(("host", HOST), (name, value)),
    )
    assert door.send(request).status == 403


@pytest.mark.usefixtures("kept")
def test_a_role_that_lost_its_payer_reads_nothing_more(door, mine, monkeypatch):
    request = asking("GET", f"/decisions/{mine}")
    assert door.send(request).status == 200
    monkeypatch.setenv("REGISTER_PAYERS", json.dumps({TWO.role_arn: "local-payer-two"}))
    assert door.send(request).status == 403


@pytest.mark.usefixtures("kept")
def test_a_secret_that_is_guessed_opens_nothing(door, mine):
    guessed = replace(ONE, secret="guessed")  # noqa: S106 - what a thief types
    assert door.send(asking("GET", f"/decisions/{mine}", caller=guessed)).status == 403
    assert door.called.times == 0
