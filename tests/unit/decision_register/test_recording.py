"""Recording: everything once, exactly as it came, and nothing that the contract does not know."""

import hashlib
import io
import json
import zlib

import pytest

from functions.decision_register import rule_version
from functions.http.logs import logger
from functions.i18n.catalog import LANGUAGES
from infra.api_routes import read_document, resolved
from tests.api.events import BASE, post_json
from tests.api.test_contract import closed
from tests.support.schemas import check
from tests.test_architecture import ROOT
from tests.unit.decision_register.decisions import payment, waiver_decision

BOTH = pytest.mark.parametrize(
    "decision", [payment(), waiver_decision()], ids=["payment", "waiver"]
)


@pytest.fixture(scope="module")
def contract():
    return read_document()


@BOTH
def test_recorded_decision_returns_its_location(register, decision):
    reply = register.record(decision)
    decision_id = reply.json["decisionId"]
    assert reply.status == 201
    assert reply.headers["Location"] == f"{BASE}/decisions/{decision_id}" == reply.json["href"]
    assert register.get(f"/decisions/{decision_id}").json == reply.json


@BOTH
def test_sent_document_is_stored_unchanged(register, decision):
    kept = register.record(decision).json
    assert {name: kept[name] for name in decision} == decision


@BOTH
@pytest.mark.parametrize("language", LANGUAGES)
def test_response_is_valid_by_schema_in_every_language(register, contract, decision, language):
    reply = register.record(decision, accept_language=language)
    schema = contract["paths"]["/decisions"]["post"]["responses"]["201"]["content"]
    check(contract, closed(resolved(contract, schema["application/json"]["schema"])), reply.json)
    assert reply.headers["Content-Language"] == language


@pytest.mark.parametrize("name", ["payment", "waiver"])
def test_every_example_of_contract_is_recorded(register, contract, name):
    body = contract["paths"]["/decisions"]["post"]["requestBody"]["content"]["application/json"]
    assert register.record(body["examples"][name]["value"]).status == 201


@pytest.mark.parametrize("language", LANGUAGES)
def test_result_of_waiver_is_that_of_calculator(register, language):
    decision = waiver_decision()
    kept = register.record(decision, accept_language=language).json["outcome"]
    answer = post_json("/calculateWaiver", decision["waiver"], language).json
    assert kept == {name: part for name, part in answer.items() if name != "independence"}


def test_record_names_its_rules_and_parameters(register):
    kept = register.record(waiver_decision()).json
    assert kept["ruleVersion"] == rule_version.rule_version()
    assert kept["recordedAt"] == "2026-11-22T11:00:00+00:00"


def test_version_of_rules_is_that_of_product():
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{rule_version.PRODUCT}"' in project


def test_another_figure_of_law_is_another_version_of_rules(tmp_path, monkeypatch):
    before = rule_version.rule_version()
    folder = tmp_path / "parameters"
    folder.mkdir()
    (folder / "waiver.toml").write_text("value = 1")
    monkeypatch.setattr(rule_version.load, "__file__", str(folder / "load.py"))
    rule_version.rule_version.cache_clear()
    after = rule_version.rule_version()
    rule_version.rule_version.cache_clear()
    assert before != after


def test_fingerprint_is_that_of_content(register):
    kept = register.record(payment()).json
    (item,) = register.items()
    content = zlib.decompress(item["content"]["B"])
    assert hashlib.sha256(content).hexdigest() == kept["fingerprint"] == item["fingerprint"]["S"]


@BOTH
def test_same_request_with_same_key_is_kept_once(register, decision):
    first = register.record(decision)
    again = register.record(decision)
    assert (first.status, again.status) == (201, 200)
    assert first.json == again.json
    assert len(register.items()) == 1


def test_member_order_does_not_change_request(register):
    decision = payment()
    register.record(decision)
    turned = json.dumps(dict(reversed(decision.items())), indent=3)
    assert register.record(turned).status == 200


def test_key_with_another_content_is_refused_and_changes_nothing(register):
    register.record(payment())
    before = register.items()
    reply = register.record(payment(reference="P-OTHER"))
    assert reply.status == 409
    assert reply.json["type"] == "urn:problem-type:alimenta:idempotencyKeyReused"
    assert register.items() == before


def test_another_key_makes_another_decision(register):
    ids = {register.record(payment(), key=f"key-0000000{n}").json["decisionId"] for n in range(3)}
    assert len(ids) == len(register.items()) == 3


def test_same_key_of_another_payer_is_another_decision(register):
    mine = register.record(payment()).json["decisionId"]
    theirs = register.record(payment(), arn="arn:aws:iam::123456789012:user/fund-three")
    assert theirs.status == 201
    assert theirs.json["decisionId"] != mine


@pytest.mark.parametrize("key", ["", "short", "a" * 65, "with a space", "é" * 10, "a/b/c/d/e"])
def test_key_that_is_none_is_refused(register, key):
    reply = register.record(payment(), key=key)
    assert reply.status == 400
    assert reply.json["issues"][0]["in"] == "header"
    assert register.items() == []


def test_request_without_key_is_refused(register):
    reply = register.post("/decisions", payment())
    assert reply.issues == {"Idempotency-Key": "requiredInput"}


REFUSED = {
    "no kind": (payment(kind=None), {"kind": "requiredInput"}),
    "a recovery": (payment(kind="recovery"), {"kind": "schemaViolation"}),
    "no facts": (payment(payment=None), {"payment": "requiredInput"}),
    "facts of the other kind": (payment(waiver={}), {"waiver": "unknownInput"}),
    "facts that are none": (payment(payment=[]), {"payment": "schemaViolation"}),
    "answers that are none": (waiver_decision(waiver="x"), {"waiver": "schemaViolation"}),
    "no reference": (payment(reference=None), {"reference": "requiredInput"}),
    "a name": (payment(reference="Some Name"), {"reference": "schemaViolation"}),
    "a long reference": (payment(reference="a" * 41), {"reference": "schemaViolation"}),
    "a number": (payment(reference=7), {"reference": "schemaViolation"}),
    "null": (payment() | {"reference": None}, {"reference": "schemaViolation"}),
    "yes as a text": (payment(documentDrawnUp="no"), {"documentDrawnUp": "schemaViolation"}),
    "tomorrow": (payment(decidedOn="2026-11-23"), {"decidedOn": "outOfRange"}),
    "before the law": (payment(decidedOn="2018-12-31"), {"decidedOn": "outOfRange"}),
    "too long ago": (payment(decidedOn="2021-10-31"), {"decidedOn": "schemaViolation"}),
    "a member too many": (payment(name="x"), {"name": "unknownInput"}),
    "an end before the start": (
        payment({"endDate": "2026-10-31"}),
        {"payment.endDate": "outOfRange"},
    ),
    "an amount as a number": (payment({"amount": 184}), {"payment.amount": "schemaViolation"}),
    "a negative amount": (payment({"amount": "-1.00"}), {"payment.amount": "outOfRange"}),
    "an empty text": (payment({"softwareName": " "}), {"payment.softwareName": "schemaViolation"}),
    "a control sign": (
        payment({"parameterSet": "a\0"}),
        {"payment.parameterSet": "schemaViolation"},
    ),
    "another language": (payment({"language": "it"}), {"payment.language": "schemaViolation"}),
    "no data": (payment({"inputs": []}), {"payment.inputs": "schemaViolation"}),
    "no list": (payment({"inputs": {}}), {"payment.inputs": "schemaViolation"}),
    "an entry that is none": (payment({"inputs": ["x"]}), {"payment.inputs[0]": "schemaViolation"}),
    "too many data": (
        payment({"inputs": [{"name": "n", "value": "v"}] * 101}),
        {"payment.inputs": "schemaViolation"},
    ),
    "a long reason": (
        payment({"explanation": [{"text": "x" * 501, "source": "art. 1"}]}),
        {"payment.explanation[0].text": "schemaViolation"},
    ),
    "a reason without its rule": (
        payment({"explanation": [{"text": "x"}]}),
        {"payment.explanation[0].source": "requiredInput"},
    ),
    "a wrong answer": (waiver_decision({"debt": "x"}), {"waiver.debt": "schemaViolation"}),
    "a request before the law": (
        waiver_decision({"requestDate": "2018-12-31"}),
        {"waiver.requestDate": "outOfRange"},
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_invalid_decision_gets_issue_with_path(register, name):
    body, issues = REFUSED[name]
    reply = register.record(body)
    assert reply.status == 400
    assert reply.issues == issues
    assert register.items() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_issues_are_reported_at_once_in_request_language(register, language):
    reply = register.record(
        waiver_decision({"debt": "x"}, reference="a b"), accept_language=language
    )
    assert set(reply.issues) == {"reference", "waiver.debt"}
    assert all(issue["detail"].endswith(".") for issue in reply.json["issues"])
    assert reply.headers["Content-Language"] == language


def test_decision_on_last_retained_day_is_stored(register):
    assert register.record(payment(decidedOn="2021-11-01")).json["keeping"]["keepUntil"] == (
        "2026-11-30"
    )


def test_body_that_is_no_json_is_refused(register):
    assert register.record("{").status == 400
    assert register.record("[]").status == 400
    assert register.record(payment(), content_type="text/plain").status == 415


def test_nothing_that_is_recorded_is_logged(register, monkeypatch, capfd):
    lines = io.StringIO()
    monkeypatch.setattr(logger.registered_handler, "stream", lines)
    mark = "CANARY7731"
    decision = payment({"file": mark, "inputs": [{"name": mark, "value": mark}]}, reference=mark)
    recorded = register.record(decision, key=f"{mark}-key")
    decision_id = recorded.json["decisionId"]
    register.record(payment(reference=f"{mark} {mark}"), key=f"{mark}-bad")
    register.extend(decision_id, {"kind": "interruption", "date": mark})
    for part in ("", "/replay", "/statement", "/reasons"):
        register.get(f"/decisions/{decision_id}{part}")
    register.get("/decisions")
    register.get("/exportDecisions")
    assert "recordDecision" in lines.getvalue()
    assert mark not in lines.getvalue() + "".join(capfd.readouterr())
    assert mark not in json.dumps(recorded.headers)


def test_sent_values_are_in_item_content_only(register):
    mark = "CANARY7731"
    register.record(payment({"file": mark}, reference=mark), key=f"{mark}-key")
    (item,) = register.items()
    content = item.pop("content")["B"]
    assert mark in zlib.decompress(content).decode()
    assert mark not in str(item)
