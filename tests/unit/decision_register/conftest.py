"""The register on an emulated table, its callers, and a clock that can be moved."""

import json
from datetime import UTC, datetime

import boto3
import pytest
from moto import mock_aws

from functions.decision_register import table
from functions.handlers.decision_register import handler
from functions.http import clock
from tests.api.events import Reply, event
from tests.unit.decision_register.aws_mock import (
    AUDIT_TABLE,
    TABLE,
    create_register_table,
    create_seal_key,
)
from tests.unit.decision_register.decisions import payment

ACCOUNT = "123456789012"
NOON = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
PAYERS = {
    f"arn:aws:iam::{ACCOUNT}:role/fund-one": "one",
    f"arn:aws:iam::{ACCOUNT}:role/fund-two": "two",
    f"arn:aws:iam::{ACCOUNT}:user/fund-three": "three",
}


def session(role: str, account: str = ACCOUNT) -> str:
    return f"arn:aws:sts::{account}:assumed-role/{role}/session-{len(role)}"


FUND_ONE = session("fund-one")


class Register:
    """Sends requests to the handler in the name of a role."""

    def __init__(self, client) -> None:
        self.client = client

    def call(self, method, path, body=None, *, arn=FUND_ONE, query="", **headers) -> Reply:
        text = body if body is None or isinstance(body, str) else json.dumps(body)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = event(method, path, text, named, query)
        if arn is not None:
            sent["requestContext"]["authorizer"] = {"iam": {"userArn": arn}}
        answer = handler(sent, None)
        return Reply(answer["statusCode"], answer["headers"], answer["body"])

    def post(self, path, body, **headers) -> Reply:
        return self.call("POST", path, body, **{"content_type": "application/json", **headers})

    def record(self, body, key="key-00000001", **headers) -> Reply:
        return self.post("/decisions", body, idempotency_key=key, **headers)

    def get(self, path, **headers) -> Reply:
        return self.call("GET", path, **headers)

    def extend(self, decision_id, body, **headers) -> Reply:
        return self.post(f"/decisions/{decision_id}/extensions", body, **headers)

    def items(self):
        return self.client.scan(TableName=TABLE)["Items"]

    def acts(self):
        return self.client.scan(TableName=AUDIT_TABLE)["Items"]


class Clock:
    """The clock of the register."""

    def __init__(self, monkeypatch) -> None:
        self.moment = NOON
        monkeypatch.setattr(clock, "now", lambda: self.moment)

    def at(self, *moment: int) -> None:
        self.moment = datetime(*moment, tzinfo=UTC)


@pytest.fixture(scope="module")
def cloud():
    """The emulated table, and one client for all tests of a file: making one takes long."""
    with mock_aws():
        table.client.cache_clear()
        table.kms.cache_clear()
        yield boto3.client("dynamodb", region_name="eu-central-1")
    table.client.cache_clear()
    table.kms.cache_clear()


@pytest.fixture(scope="module")
def seal_key(cloud):
    """The key of the seals, once for all tests of a file."""
    assert cloud
    return create_seal_key(boto3.client("kms", region_name="eu-central-1"))


@pytest.fixture
def register(cloud, seal_key, monkeypatch):
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    monkeypatch.setenv("REGISTER_TABLE", TABLE)
    monkeypatch.setenv("REGISTER_AUDIT_TABLE", AUDIT_TABLE)
    monkeypatch.setenv("REGISTER_SEAL_KEY", seal_key)
    monkeypatch.setenv("REGISTER_PAYERS", json.dumps(PAYERS))
    create_register_table(cloud)
    yield Register(cloud)
    cloud.delete_table(TableName=TABLE)
    cloud.delete_table(TableName=AUDIT_TABLE)


@pytest.fixture
def mine(register):
    return register.record(payment()).json["decisionId"]


@pytest.fixture(autouse=True)
def moving_clock(monkeypatch):
    return Clock(monkeypatch)
