"""Each act is noted: which payer, which role, which decision, when. No act without its note."""

import pytest
from botocore.exceptions import EndpointConnectionError as ConnectionErrorOfTable

from functions.decision_register import table
from functions.decision_register.audit import KEPT
from tests.unit.decision_register.aws_mock import AUDIT_TABLE
from tests.unit.decision_register.conftest import FUND_ONE, NOON, session
from tests.unit.decision_register.decisions import payment

ACTS = {
    "read": ("GET", "", None),
    "replay": ("GET", "/replay", None),
    "statement": ("GET", "/statement", None),
    "reasons": ("GET", "/reasons", None),
    "extend": ("POST", "/extensions", {"kind": "suspension", "firstDay": "2026-11-22"}),
}


@pytest.mark.parametrize("act", ACTS)
def test_act_on_decision_is_noted_with_caller_and_moment(register, mine, act):
    method, path, body = ACTS[act]
    headers = {"content_type": "application/json"} if body else {}
    register.call(method, f"/decisions/{mine}{path}", body, **headers)
    (noted,) = (item for item in register.acts() if item["act"]["S"] == act)

    assert noted["payer"] == {"S": "one"}
    assert noted["caller"] == {"S": FUND_ONE}
    assert noted["decisions"] == {"L": [{"S": mine}]}
    assert noted["moment"]["S"].startswith("2026-11-22T11:00:00.000+00:00#")
    assert noted["delete_after"] == {"N": str(int((NOON + KEPT).timestamp()))}


def test_recording_listing_and_export_name_their_decisions(register, mine):
    register.get("/decisions")
    register.get("/exportDecisions")
    noted = {item["act"]["S"]: item["decisions"]["L"] for item in register.acts()}

    assert noted.keys() == {"record", "list", "export"}
    assert set(map(str, noted.values())) == {str([{"S": mine}])}


def test_request_for_decision_of_other_payer_notes_nothing(register, mine):
    before = register.acts()
    assert register.get(f"/decisions/{mine}", arn=session("fund-two")).status == 404
    assert register.acts() == before


def test_note_holds_nothing_of_content(register, mine):
    register.get(f"/decisions/{mine}")
    known = {"payer", "moment", "act", "caller", "decisions", "delete_after"}
    assert all(item.keys() == known for item in register.acts())
    assert payment()["reference"] not in str(register.acts())


def test_decision_is_not_shown_when_its_note_cannot_be_written(register, mine, monkeypatch):
    put = table.client().put_item

    def failing(**request):
        if request["TableName"] == AUDIT_TABLE:
            raise ConnectionErrorOfTable(endpoint_url="https://table.example")
        return put(**request)

    monkeypatch.setattr(table.client(), "put_item", failing)
    reply = register.get(f"/decisions/{mine}")
    assert reply.status == 503
    assert payment()["reference"] not in reply.body
    assert register.record(payment(), key="key-00000002").status == 503
    assert len(register.items()) == 1
