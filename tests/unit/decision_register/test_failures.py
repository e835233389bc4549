"""When the table fails: a clear 503, nothing lost, nothing twice, and no word of the inside."""

import re

import pytest
from botocore.exceptions import (
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ReadTimeoutError,
)

from functions.decision_register import table
from tests.unit.decision_register.aws_mock import TABLE
from tests.unit.decision_register.decisions import payment

ADDRESS = "https://dynamodb.example"
ACT = {"kind": "interruption", "date": "2026-11-21"}


def refused(code):
    return ClientError({"Error": {"Code": code, "Message": "secret of the inside"}}, "operation")


BUSY = {
    **{code: refused(code) for code in sorted(table.BUSY)},
    "connecting takes too long": ConnectTimeoutError(endpoint_url=ADDRESS),
    "answering takes too long": ReadTimeoutError(endpoint_url=ADDRESS),
    "nobody there": EndpointConnectionError(endpoint_url=ADDRESS),
}
CALLS = {
    "put_item": lambda register, _: register.record(payment(), key="key-00000002"),
    "get_item": lambda register, mine: register.get(f"/decisions/{mine}"),
    "query": lambda register, _: register.get("/decisions"),
    "update_item": lambda register, mine: register.extend(mine, ACT),
}


@pytest.fixture
def failing(monkeypatch):
    """Lets one call of the client fail."""

    def fail(call, error):
        def raising(**_):
            raise error

        monkeypatch.setattr(table.client(), call, raising)

    return fail


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("name", BUSY)
def test_unavailable_table_gives_503_with_retry_after(register, mine, failing, call, name):
    before = register.items()
    failing(call, BUSY[name])
    reply = CALLS[call](register, mine)
    assert reply.status == 503
    assert reply.json["type"] == "urn:problem-type:belgif:serviceUnavailable"
    assert re.fullmatch(r"[1-9][0-9]?", reply.headers["Retry-After"])
    assert register.items() == before


@pytest.mark.parametrize("call", CALLS)
def test_permanent_table_error_gives_500_without_detail(register, mine, failing, call):
    failing(call, refused("AccessDeniedException"))
    reply = CALLS[call](register, mine)
    assert reply.status == 500
    assert not re.search(r"secret|boto|Denied|\.py|dynamodb", reply.body)


@pytest.mark.parametrize("path", ["/decisions/{}/replay", "/decisions/{}/statement",
                                  "/decisions/{}/reasons", "/exportDecisions"])  # fmt: skip
def test_every_read_reports_unavailable_table(register, mine, failing, path):
    failing("get_item", BUSY["ThrottlingException"])
    failing("query", BUSY["ThrottlingException"])
    assert register.get(path.format(mine)).status == 503


def test_lost_write_response_is_recovered_on_retry(register, monkeypatch):
    write = table.client().put_item

    def written_but_response_lost(**request):
        write(**request)
        if request["TableName"] != TABLE:
            return
        raise ReadTimeoutError(endpoint_url=ADDRESS)

    monkeypatch.setattr(table.client(), "put_item", written_but_response_lost)
    assert register.record(payment()).status == 503
    monkeypatch.setattr(table.client(), "put_item", write)
    reply = register.record(payment())
    assert reply.status == 200
    assert len(register.items()) == 1


def test_rejected_write_succeeds_on_retry(register, monkeypatch):
    with monkeypatch.context() as patched:

        def raising(**_):
            raise BUSY["ThrottlingException"]

        patched.setattr(table.client(), "put_item", raising)
        assert register.record(payment()).status == 503
    assert register.items() == []
    assert register.record(payment()).status == 201


def test_extension_with_lost_response_counts_once(register, mine, monkeypatch):
    write = table.client().update_item

    def written_but_response_lost(**request):
        write(**request)
        raise ReadTimeoutError(endpoint_url=ADDRESS)

    monkeypatch.setattr(table.client(), "update_item", written_but_response_lost)
    assert register.extend(mine, ACT).status == 503
    monkeypatch.setattr(table.client(), "update_item", write)
    reply = register.extend(mine, ACT)
    assert (reply.status, reply.json["version"]) == (200, 2)
    assert reply.json["keeping"]["extensions"] == [ACT]


def test_record_is_never_written_over(register, mine):
    record = table.get("one", mine)
    before = register.items()
    with pytest.raises(table.Taken):
        table.put(record)
    assert register.items() == before


def test_client_gives_up_long_before_function_must(register):
    del register
    config = table.client().meta.config
    longest = (config.connect_timeout + config.read_timeout) * config.retries["total_max_attempts"]
    assert longest < 10
