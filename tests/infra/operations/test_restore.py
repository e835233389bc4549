"""The register restored into a new table: every decision is replayed, nothing is missing."""

import zlib
from datetime import UTC, datetime, timedelta

import boto3
import pytest
from moto import mock_aws

from functions.decision_register import seal, table
from functions.decision_register.decision_record import new_record
from functions.decision_register.decisions import read_decision
from infra.operations import restore as restoring
from infra.operations.restore import SEAL_KEY, bring_back, check, main, report, restore
from infra.operations.restore import TABLE as TABLE_OUTPUT
from tests.unit.decision_register.aws_mock import TABLE, create_register_table, create_seal_key
from tests.unit.decision_register.decisions import payment, waiver_decision

REGION = "eu-central-1"
THEN = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
RESTORED = "register-restored"
KEY = ("payer", "decision_id")


@pytest.fixture
def register(monkeypatch):
    """Four decisions of two payers, and the client of their table."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    with mock_aws():
        table.client.cache_clear()
        table.kms.cache_clear()
        client = boto3.client("dynamodb", region_name=REGION)
        create_register_table(client)
        monkeypatch.setenv("REGISTER_TABLE", TABLE)
        monkeypatch.setenv(seal.KEY, create_seal_key(boto3.client("kms", region_name=REGION)))
        for payer in ("one", "two"):
            for key, body in (("key-1", payment()), ("key-2", waiver_decision())):
                record = new_record(payer, key, read_decision(body), key, THEN)
                table.put(seal.sealed(record))
        yield client
    table.client.cache_clear()
    table.kms.cache_clear()


def first(client, name=TABLE):
    return client.scan(TableName=name)["Items"][0]


def key_of(item):
    return {name: item[name] for name in KEY}


def named(item):
    return tuple(item[name]["S"] for name in KEY)


def alter(client, name, item):
    content = zlib.decompress(bytes(item["content"]["B"])).replace(b"2026", b"2025")
    client.put_item(TableName=name, Item={**item, "content": {"B": zlib.compress(content)}})


def test_every_decision_is_restored_and_replays_to_same_result(register):
    restore(register, TABLE, RESTORED, None)
    found = check(register, TABLE, RESTORED)

    assert (found.decisions, found.same, found.is_good) == (4, 4, True)


def test_decision_altered_before_backup_is_named(register):
    item = first(register)
    alter(register, TABLE, item)
    restore(register, TABLE, RESTORED, None)

    assert check(register, TABLE, RESTORED).altered == [named(item)]


def test_decision_recorded_before_moment_and_not_restored_is_missing(register):
    restore(register, TABLE, RESTORED, None)
    item = first(register, RESTORED)
    register.delete_item(TableName=RESTORED, Key=key_of(item))
    later = check(register, TABLE, RESTORED, THEN + timedelta(hours=1))

    assert (later.missing, later.is_good) == ([named(item)], False)


def test_decision_recorded_after_moment_is_not_missing(register):
    restore(register, TABLE, RESTORED, None)
    register.delete_item(TableName=RESTORED, Key=key_of(first(register, RESTORED)))

    assert check(register, TABLE, RESTORED, THEN - timedelta(hours=1)).missing == []


def test_lost_and_altered_decisions_are_brought_back_and_whole_ones_stay(register):
    restore(register, TABLE, RESTORED, None)
    lost, altered, *_ = register.scan(TableName=TABLE)["Items"]
    register.delete_item(TableName=TABLE, Key=key_of(lost))
    alter(register, TABLE, altered)

    assert sorted(bring_back(register, TABLE, RESTORED)) == sorted((named(lost), named(altered)))
    assert check(register, RESTORED, TABLE).decisions == 4
    assert check(register, RESTORED, TABLE).is_good


def test_altered_decision_is_not_brought_back(register):
    restore(register, TABLE, RESTORED, None)
    item = first(register, RESTORED)
    alter(register, RESTORED, item)
    register.delete_item(TableName=TABLE, Key=key_of(item))

    assert bring_back(register, TABLE, RESTORED) == []


def test_report_names_what_restored_table_lacks(register):
    restore(register, TABLE, RESTORED, None)
    lines = "\n".join(report(check(register, TABLE, RESTORED), 61))

    assert "in 61 s: 4 decisions" in lines
    assert "TTL" in lines


def test_drill_by_command_deletes_its_table_again(register, monkeypatch, capsys):
    outputs = {TABLE_OUTPUT: TABLE, SEAL_KEY: restoring.os.environ[seal.KEY]}
    monkeypatch.setattr(restoring, "read_outputs", lambda *_: outputs)

    assert main(["--stage", "trial", "--drill"]) == 0
    assert "4 decisions" in capsys.readouterr().out
    assert [name for name in register.list_tables()["TableNames"] if "restored" in name] == []


def test_table_that_aws_backup_restored_is_brought_back_and_kept(register, monkeypatch, capsys):
    restore(register, TABLE, RESTORED, None)
    register.delete_item(TableName=TABLE, Key=key_of(first(register)))
    outputs = {TABLE_OUTPUT: TABLE, SEAL_KEY: restoring.os.environ[seal.KEY]}
    monkeypatch.setattr(restoring, "read_outputs", lambda *_: outputs)

    assert main(["--stage", "trial", "--restored", RESTORED, "--bring-back"]) == 0
    assert f"written to {TABLE}: 1 decisions" in capsys.readouterr().out
    assert RESTORED in register.list_tables()["TableNames"]


def test_drill_refuses_to_delete_table_that_was_there_before():
    with pytest.raises(SystemExit):
        main(["--stage", "trial", "--restored", RESTORED, "--drill"])


def test_stage_that_is_not_deployed_is_named(monkeypatch, capsys):
    monkeypatch.setattr(restoring, "read_outputs", lambda *_: {})

    assert main(["--stage", "trial", "--drill"]) == 1
    assert TABLE_OUTPUT in capsys.readouterr().err


def test_moment_without_time_zone_is_refused():
    with pytest.raises(SystemExit):
        main(["--stage", "trial", "--moment", "2026-11-30T02:00"])


def test_stack_names_table_and_key_of_register(synthesised):
    outputs = synthesised.template(synthesised.cloud.api)["Outputs"]

    assert {TABLE_OUTPUT, SEAL_KEY} <= outputs.keys()
