"""Reading: one's own decisions, page by page, and nobody else's."""

import hashlib
import json

import pytest

from functions.handlers import decision_register as handler_module
from tests.api.events import BASE
from tests.unit.decision_register.conftest import ACCOUNT, FUND_ONE, session
from tests.unit.decision_register.decisions import payment, waiver_decision

FUND_TWO = session("fund-two")
READINGS = ("", "/replay", "/statement", "/reasons")
STRANGERS = {
    "nobody": None,
    "no name": "",
    "a role of no payer": session("fund-four"),
    "the role's name in another account": session("fund-one", "999999999999"),
    "a user with the role's name": f"arn:aws:iam::{ACCOUNT}:user/fund-one",
    "a role with the name in its path": f"arn:aws:sts::{ACCOUNT}:assumed-role/x/fund-one",
    "the payer's own name": "one",
    "a name that is longer": session("fund-one-more"),
}


def test_session_of_role_under_any_name_is_payer(register, mine):
    other = f"arn:aws:sts::{ACCOUNT}:assumed-role/fund-one/another-session"
    assert register.get(f"/decisions/{mine}", arn=other).status == 200


@pytest.mark.parametrize("part", READINGS)
def test_decision_of_other_payer_is_not_found(register, mine, part):
    unknown = register.get(f"/decisions/{'0' * 32}{part}", arn=FUND_TWO)
    reply = register.get(f"/decisions/{mine}{part}", arn=FUND_TWO)
    assert reply.status == unknown.status == 404
    different = {"instance"}
    assert {k: v for k, v in reply.json.items() if k not in different} == {
        k: v for k, v in unknown.json.items() if k not in different
    }


def test_other_payer_cannot_extend_list_or_export(register, mine):
    before = register.items()
    extension = {"kind": "interruption", "date": "2026-11-21"}
    assert register.extend(mine, extension, arn=FUND_TWO).status == 404
    assert register.get("/decisions", arn=FUND_TWO).json["items"] == []
    assert register.get("/exportDecisions", arn=FUND_TWO).body == ""
    assert register.items() == before


def test_list_cursor_of_other_payer_returns_own_decisions_only(register, mine):
    theirs = register.record(payment(), arn=FUND_TWO).json["decisionId"]
    for start in (mine, theirs, "0" * 32):
        for path in ("/decisions", "/exportDecisions"):
            reply = register.get(path, arn=FUND_TWO, query=f"afterDecision={start}")
            assert mine not in reply.body.replace(f"afterDecision={mine}", "")


@pytest.mark.parametrize("who", STRANGERS)
def test_caller_without_payer_gets_no_decision(register, mine, who):
    arn = STRANGERS[who]
    for path in ("/decisions", "/exportDecisions", *(f"/decisions/{mine}{p}" for p in READINGS)):
        reply = register.get(path, arn=arn)
        assert reply.status == 403
        assert reply.json["type"] == "urn:problem-type:belgif:missingPermission"
    assert register.record(payment(), key="key-00000002", arn=arn).status == 403
    assert register.extend(mine, {}, arn=arn).status == 403


def test_no_header_makes_payer_of_stranger(register):
    forged = {
        "x_amz_user_arn": FUND_ONE,
        "authorization": "AWS4-HMAC-SHA256 Credential=x",
        "x_payer": "one",
    }
    assert register.get("/decisions", arn=None, **forged).status == 403


def test_every_caller_is_refused_without_payers(register, monkeypatch):
    monkeypatch.delenv("REGISTER_PAYERS")
    assert register.get("/decisions").status == 403


@pytest.mark.parametrize("decision_id", ["x", "0" * 31, "0" * 33, "A" * 32, "..", "%2e%2e"])
def test_malformed_id_is_not_found(register, decision_id):
    assert register.get(f"/decisions/{decision_id}").status == 404


def test_pages_follow_each_other_to_last(register):
    recorded = {
        register.record(payment(), key=f"key-0000000{n}").json["decisionId"] for n in range(7)
    }
    register.record(payment(), key="key-00000000", arn=FUND_TWO)
    seen, query = [], "pageSize=3"
    sizes = []
    while query:
        page = register.get("/decisions", query=query).json
        assert page["self"] == f"{BASE}/decisions?{query}"
        seen += [item["decisionId"] for item in page["items"]]
        sizes.append(len(page["items"]))
        query = page.get("next", "").partition("?")[2]
    assert sizes == [3, 3, 1]
    assert (len(seen), set(seen)) == (7, recorded)


def test_list_describes_each_decision(register, mine):
    (item,) = register.get("/decisions").json["items"]
    assert item == {
        "href": f"{BASE}/decisions/{mine}",
        "decisionId": mine,
        "kind": "payment",
        "decidedOn": "2026-11-20",
        "reference": "P-2026-004512",
        "keepUntil": "2031-11-30",
    }


@pytest.mark.parametrize(
    "query",
    ["pageSize=0", "pageSize=51", "pageSize=x", "pageSize=-1", "pageSize=%D9%A1", "page=2",
     "afterDecision=x", "afterDecision=", "pageSize=1&pageSize=1", "payer=two"],
)  # fmt: skip
def test_query_that_cannot_be_is_refused(register, query):
    reply = register.get("/decisions", query=query)
    assert reply.status == 400
    assert all(issue["in"] == "query" for issue in reply.json["issues"])


def test_export_holds_every_stored_member_one_decision_per_line(register):
    ids = [
        register.record(payment()).json["decisionId"],
        register.record(waiver_decision(), key="key-00000002").json["decisionId"],
    ]
    reply = register.get("/exportDecisions")
    lines = [json.loads(line) for line in reply.body.splitlines()]
    assert reply.headers["Content-Type"] == "application/jsonl; charset=utf-8"
    assert {line["decisionId"] for line in lines} == set(ids)
    for line in lines:
        digest = hashlib.sha256(line["content"].encode()).hexdigest()
        assert digest == line["fingerprint"]
    assert "Link" not in reply.headers


def test_long_export_has_continuation_link(register, monkeypatch):
    monkeypatch.setattr(handler_module, "EXPORT_SIZE", 2)
    for n in range(5):
        register.record(payment(), key=f"key-0000000{n}")
    seen, query, parts = [], "", 0
    while True:
        reply = register.get("/exportDecisions", query=query)
        seen += [json.loads(line)["decisionId"] for line in reply.body.splitlines()]
        parts += 1
        if "Link" not in reply.headers:
            break
        query = reply.headers["Link"].partition("?")[2].partition(">")[0]
    assert (parts, len(seen), len(set(seen))) == (3, 5, 5)


def test_another_method_is_refused_with_all_that_are_allowed(register):
    reply = register.call("DELETE", "/decisions")
    assert reply.status == 405
    assert set(reply.headers["Allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_read_responses_are_not_cached(register, mine):
    for part in READINGS:
        reply = register.get(f"/decisions/{mine}{part}")
        assert reply.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("part", "accept"), [("", "text/html"), ("/reasons", "application/json"), ("/statement", "a/b")]
)
def test_form_that_does_not_exist_is_not_acceptable(register, mine, part, accept):
    assert register.get(f"/decisions/{mine}{part}", accept=accept).status == 406
