"""A record that was altered, moved, copied or stripped of its seal is not intact."""

import json
import zlib

import pytest

from functions.decision_register.decision_record import canonical, fingerprint
from infra.operations.seal_decisions import seal_decisions
from tests.unit.decision_register.aws_mock import TABLE
from tests.unit.decision_register.conftest import session
from tests.unit.decision_register.decisions import payment, waiver_decision

FUND_TWO = session("fund-two")
OTHER_ID = "0" * 32


@pytest.fixture
def item(register):
    register.record(payment())
    (found,) = register.items()
    return found


def put(register, item):
    register.client.put_item(TableName=TABLE, Item=item)


def is_intact(register, decision_id, **headers):
    return register.get(f"/decisions/{decision_id}/replay", **headers).json["isIntact"]


def altered(item, **changes):
    """The item with another content and a fingerprint that fits it."""
    document = json.loads(zlib.decompress(item["content"]["B"]))
    document["payment"] = changes
    content = canonical(document)
    return item | {
        "content": {"B": zlib.compress(content.encode())},
        "fingerprint": {"S": fingerprint(content)},
    }


@pytest.mark.parametrize("decision", [payment(), waiver_decision()])
def test_recorded_and_extended_decision_is_intact(register, decision):
    decision_id = register.record(decision).json["decisionId"]
    assert is_intact(register, decision_id)
    register.extend(decision_id, {"kind": "suspension", "firstDay": "2026-11-22"})
    assert is_intact(register, decision_id)


def test_altered_content_with_new_fingerprint_is_not_intact(register, item):
    put(register, altered(item, amount="999999.00"))
    decision_id = item["decision_id"]["S"]
    assert not is_intact(register, decision_id)
    for part in ("statement", "reasons"):
        assert register.get(f"/decisions/{decision_id}/{part}").status == 500


def test_record_moved_to_other_payer_is_not_intact(register, item):
    put(register, item | {"payer": {"S": "two"}})
    assert is_intact(register, item["decision_id"]["S"])
    assert not is_intact(register, item["decision_id"]["S"], arn=FUND_TWO)


def test_record_copied_to_other_id_is_not_intact(register, item):
    put(register, item | {"decision_id": {"S": OTHER_ID}})
    assert not is_intact(register, OTHER_ID)


@pytest.mark.parametrize(
    "changes",
    [
        {"extensions": {"L": [{"S": "2026-11-22/.."}]}},
        {"version": {"N": "7"}},
        {"seal": {"B": b"x" * 32}},
    ],
)
def test_altered_extension_version_or_seal_is_not_intact(register, item, changes):
    put(register, item | changes)
    assert not is_intact(register, item["decision_id"]["S"])


def test_earlier_state_with_seal_of_later_one_is_not_intact(register, item):
    register.extend(item["decision_id"]["S"], {"kind": "suspension", "firstDay": "2026-11-22"})
    (extended,) = register.items()
    put(register, item | {"seal": extended["seal"]})
    assert not is_intact(register, item["decision_id"]["S"])


def test_record_without_seal_is_not_intact_until_it_is_sealed(register, item):
    put(register, {name: value for name, value in item.items() if name != "seal"})
    assert not is_intact(register, item["decision_id"]["S"])
    assert seal_decisions(register.client, TABLE).count == 1
    assert is_intact(register, item["decision_id"]["S"])


def test_altered_record_gets_no_seal_and_is_named(register, item):
    broken = altered(item, amount="999999.00") | {"fingerprint": item["fingerprint"]}
    del broken["seal"]
    put(register, broken)
    done = seal_decisions(register.client, TABLE)
    assert (done.count, done.altered) == (0, [item["decision_id"]["S"]])


def test_altered_record_is_not_made_intact_by_extension(register, item):
    put(register, altered(item, amount="999999.00"))
    decision_id = item["decision_id"]["S"]
    reply = register.extend(decision_id, {"kind": "suspension", "firstDay": "2026-11-22"})
    assert reply.status == 500
    assert not is_intact(register, decision_id)
