"""The replay: the same result again, and a word for each value that is another one."""

import dataclasses
import json
import zlib
from datetime import date

import pytest

from functions.decision_register.decision_record import canonical, fingerprint
from functions.decision_register.stored_steps import step_of, stored
from functions.law.core.parameter import DatedValue
from functions.law.core.trace import Source, Status, TraceStep
from functions.law.core.values import BasisPoints, Cents, Coefficient, IndexPoints, Month
from functions.parameters import load
from infra.operations.seal_decisions import seal_decisions
from tests.unit.decision_register.decisions import payment, waiver_decision

CASES = {
    "full": {},
    "nothing": {"debtorResources": {"work": "4000.00"}},
    "fraud": {"fraudProven": True},
    "one condition not met": {"goodFaith": "no"},
    "partner": {"partner": True, "partnerResources": {"work": "200.00"}},
    "literal": {"reading": "literal", "rounding": "exact", "parameterSet": "order"},
    "estimate": {"parameterSet": "estimate", "requestDate": "2025-10-01"},
    "own": {
        "parameterSet": "own",
        "ownLimits": {"minimum": "1300.00", "maximum": "1900.00", "flatReduction": "260.00"},
    },
}


def record(register, decision):
    return register.record(decision).json["decisionId"]


def replay(register, decision_id):
    reply = register.get(f"/decisions/{decision_id}/replay")
    assert reply.status == 200
    return reply.json


@pytest.mark.parametrize("case", CASES)
def test_waiver_decision_gives_same_result_again(register, case):
    found = replay(register, record(register, waiver_decision(CASES[case])))
    assert found["differences"] == []
    assert found["isSame"]
    assert found["isIntact"]
    assert found["isRecomputed"]
    assert found["explanationHolds"]
    assert found["keptRuleVersion"] == found["ruleVersion"]


def test_replay_of_payment_decision_compares_record_only(register):
    found = replay(register, record(register, payment()))
    assert (found["isSame"], found["isRecomputed"], found["differences"]) == (True, False, [])
    assert "explanationHolds" not in found


@pytest.fixture
def higher_reduction(monkeypatch):
    """The figures of the law once the flat reduction is another one."""

    def change():
        now = load.waiver()
        published = now.sets["published"]
        old = published.flat_reduction
        values = tuple(
            dataclasses.replace(value, figure=Cents(30000))
            if isinstance(value, DatedValue) and value.figure is not None
            else value
            for value in old.values
        )
        changed = dataclasses.replace(
            published, flat_reduction=dataclasses.replace(old, values=values)
        )
        later = dataclasses.replace(now, sets={**now.sets, "published": changed})
        monkeypatch.setattr(load, "waiver", lambda: later)

    return change


def test_changed_parameter_is_named_and_stored_explanation_is_valid(register, higher_reduction):
    decision_id = record(register, waiver_decision())
    higher_reduction()
    found = replay(register, decision_id)
    assert not found["isSame"]
    assert found["isIntact"]
    assert found["explanationHolds"]
    named = {difference["name"]: difference for difference in found["differences"]}
    assert named["result.household.flatReduction"] == {
        "name": "result.household.flatReduction",
        "kept": "233.00",
        "now": "300.00",
    }


def test_stored_decision_does_not_change_with_parameters(register, higher_reduction):
    decision_id = record(register, waiver_decision())
    before = register.get(f"/decisions/{decision_id}").json
    higher_reduction()
    assert register.get(f"/decisions/{decision_id}").json == before


def tamper(register, decision_id, change, *, sealed=False):
    """Alters the content in the table; ``sealed`` with a fingerprint and a seal that fit again."""
    (item,) = register.items()
    document = json.loads(zlib.decompress(item["content"]["B"]))
    change(document)
    content = canonical(document)
    item["content"] = {"B": zlib.compress(content.encode())}
    if sealed:
        item["fingerprint"] = {"S": fingerprint(content)}
        del item["seal"]
    assert item["decision_id"]["S"] == decision_id
    register.client.put_item(TableName="register", Item=item)
    if sealed:
        assert seal_decisions(register.client, "register").count == 1


@pytest.mark.parametrize("decision", [payment(), waiver_decision()])
def test_altered_record_is_detected_and_has_no_document(register, decision):
    decision_id = record(register, decision)
    tamper(register, decision_id, lambda document: document.update(reference="OTHER"))
    found = replay(register, decision_id)
    assert (found["isIntact"], found["isSame"]) == (False, False)
    for part in ("statement", "reasons"):
        assert register.get(f"/decisions/{decision_id}/{part}").status == 500


def test_step_not_following_from_inputs_is_detected(register):
    decision_id = record(register, waiver_decision())

    def change(document):
        steps = document["outcome"]["steps"]
        amount = next(step for step in steps if step["rule"] == "waiver.amount")
        amount["value"]["value"] = "999.00"

    tamper(register, decision_id, change, sealed=True)
    found = replay(register, decision_id)
    assert found["isIntact"]
    assert not found["explanationHolds"]
    assert not found["isSame"]
    assert any(difference["kept"] == "999.00" for difference in found["differences"])


def test_answers_refused_by_current_rules_replay_as_different(register):
    decision_id = record(register, waiver_decision())
    tamper(register, decision_id, lambda document: document["facts"].update(debt="no"), sealed=True)
    found = replay(register, decision_id)
    assert not found["isSame"]
    assert found["differences"]
    assert all("now" not in difference for difference in found["differences"])


def test_step_of_any_values_is_restored_unchanged():
    step = TraceStep(
        rule="some.rule",
        inputs={
            "amount": Cents(-17550),
            "percentage": BasisPoints(1300),
            "index": IndexPoints(12711),
            "coefficient": Coefficient(123456),
            "month": Month(2026, 11),
            "day": date(2026, 11, 22),
            "yes": True,
            "no": False,
            "count": 7,
            "code": "judgment",
        },
        value=Cents(5),
        source=Source("waiver_order", "3", Status.GAP),
    )
    back = step_of(json.loads(json.dumps(stored(step))))
    assert back == step
    assert [type(value) for value in back.inputs.values()] == [
        type(value) for value in step.inputs.values()
    ]
