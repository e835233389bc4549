"""Decisions as version 1.0 wrote them to the table are read, extended, replayed and documented.

Each file holds what was sent, the item of the table, and what version 1.0 answered about it; the
content of the item is base64 here, since JSON holds no bytes.
"""

import base64
import html
import json
import re
from pathlib import Path

import pytest

from functions.decision_register.decision_record import from_item, to_item
from functions.decision_register.stored_steps import step_of
from functions.i18n.catalog import LANGUAGES
from functions.law.waiver.calculation import replay_waiver
from infra.operations.seal_decisions import seal_decisions
from tests.unit.decision_register.aws_mock import TABLE

FOLDER = Path(__file__).parent / "version_1_0"
NAMES = sorted(file.stem for file in FOLDER.glob("*.json"))
WAIVERS = [name for name in NAMES if name.startswith("waiver")]
RULE_VERSION = "1.0.0+figures.0b9f14885a8e"
ANOTHER_INTERRUPTION = {"kind": "interruption", "date": "2027-07-20"}
LATER = {
    "2031-11-20": "2031-11-30",
    "2032-01-20": "2032-01-30",
    "2032-01-22": "2032-02-01",
}
"""By the last day that version 1.0 gave, a later one that it has now.

The period of a payment of November 2026 runs from 1 December to 30 November 2031, and longer by the
61 or 63 days that a suspension adds. After an interruption nothing changes.
"""
ESTIMATES = ("waiver_estimate",)
INDEXED = [
    {"name": "result.household.flatReduction", "kept": "233.00", "now": "262.40"},
    {"name": "steps[3].inputs[2].value", "kept": "233.00", "now": "262.40"},
    {"name": "steps[3].source.act", "kept": "agency_notice_a3", "now": "own_estimate"},
]
"""What the estimate gives otherwise since its reduction follows the index as its limits do."""


class Written:
    """A decision that version 1.0 kept, put into the table as it was."""

    def __init__(self, register, name):
        self.name = name
        document = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
        self.key, self.sent, self.answers = document["key"], document["sent"], document["answers"]
        self.item = document["item"]
        self.item["content"] = {"B": base64.b64decode(self.item["content"]["B"])}
        self.id = self.item["decision_id"]["S"]
        self.content = json.loads(from_item(self.item).content)
        register.client.put_item(TableName=TABLE, Item=self.item)
        seal_decisions(register.client, TABLE)


@pytest.fixture(params=NAMES)
def written(register, moving_clock, request):
    moving_clock.at(2027, 8, 1)
    return Written(register, request.param)


def test_item_of_version_1_0_is_read_unchanged(written):
    record = from_item(written.item)
    assert record.is_intact
    assert from_item(to_item(record)) == record


@pytest.mark.parametrize("language", LANGUAGES)
def test_get_decision_of_version_1_0_gives_same_response(register, written, language):
    reply = register.get(f"/decisions/{written.id}", accept_language=language)
    assert reply.status == 200
    found = reply.json
    assert found["ruleVersion"] == RULE_VERSION
    keeping, outcome = found["keeping"], found.get("outcome", {})
    assert keeping.pop("explanation")
    assert keeping.pop("notes")
    if outcome:
        kept = written.content["outcome"]
        assert outcome.pop("explanation") == [step["told"][language] for step in kept["steps"]]
        assert outcome.pop("notes") == [note[language] for note in kept["notes"]]
    then = written.answers["decision"]
    last_day = keeping.pop("keepUntil")
    kept_then = then["keeping"].pop("keepUntil")
    assert last_day == LATER.get(kept_then, kept_then)
    assert found == then


def test_record_again_with_key_of_version_1_0_gives_same_decision(register, written):
    reply = register.record(written.sent, key=written.key)
    assert (reply.status, reply.json["decisionId"]) == (200, written.id)
    assert len(register.items()) == 1
    other = {**written.sent, "reference": "OTHER"}
    assert register.record(other, key=written.key).status == 409


def test_replay_of_version_1_0_reports_intact_record_and_complete_steps(register, written):
    reply = register.get(f"/decisions/{written.id}/replay")
    assert reply.status == 200
    then, now = written.answers["replay"], reply.json
    assert now["keptRuleVersion"] == RULE_VERSION
    changed = {"isSame": False, "differences": INDEXED} if written.name in ESTIMATES else {}
    assert {**now, "ruleVersion": RULE_VERSION} == {**then, **changed}


@pytest.mark.parametrize("name", WAIVERS)
def test_steps_of_version_1_0_give_figures_that_were_kept(register, name):
    kept = Written(register, name).content["outcome"]
    found = replay_waiver([step_of(step) for step in kept["steps"]])
    result = kept["result"]
    assert found.outcome == result["outcome"]
    assert f"{found.waived / 100:.2f}" == result["waiver"]["waived"]
    assert f"{found.recovered / 100:.2f}" == result["waiver"]["recovered"]
    assert f"{found.percentage / 100:.2f}" == result["waiver"]["percentage"]
    assert bool(found.visit) is result["homeVisit"]["isExpected"]


@pytest.mark.parametrize("name", WAIVERS)
def test_steps_of_version_1_0_with_one_left_out_are_not_whole(register, name):
    steps = [step_of(step) for step in Written(register, name).content["outcome"]["steps"]]
    for position in range(len(steps)):
        with pytest.raises(ValueError, match="waiver"):
            replay_waiver((*steps[:position], *steps[position + 1 :]))


def test_decision_of_version_1_0_is_extended(register, written):
    reply = register.extend(written.id, ANOTHER_INTERRUPTION)
    assert reply.status == 200
    extended = {"version": reply.json["version"], "keepUntil": reply.json["keeping"]["keepUntil"]}
    assert extended == written.answers["extended"]
    (item,) = register.items()
    assert item["content"]["B"] == written.item["content"]["B"]
    assert item["extensions"]["L"][:-1] == written.item["extensions"]["L"]


def test_decisions_of_version_1_0_are_listed_and_exported(register, moving_clock):
    moving_clock.at(2027, 8, 1)
    written = {each.id: each for each in (Written(register, name) for name in NAMES)}
    listed = register.get("/decisions").json["items"]
    assert [item["decisionId"] for item in listed] == sorted(written)
    exported = register.get("/exportDecisions", accept="application/jsonl").body.splitlines()
    for line in map(json.loads, exported):
        assert json.loads(line["content"]) == written[line["decisionId"]].content


def words_of(reply):
    """The text of a page, without the places where a long word may break."""
    return html.unescape(re.sub(r"<[^>]*>", "", reply.body))


@pytest.mark.parametrize("language", LANGUAGES)
def test_statement_of_version_1_0_names_its_rule_version_and_fingerprint(
    register, written, language
):
    reply = register.get(f"/decisions/{written.id}/statement", accept_language=language)
    assert reply.status == 200
    assert RULE_VERSION in words_of(reply)
    assert written.item["fingerprint"]["S"] in words_of(reply)


@pytest.mark.parametrize("language", LANGUAGES)
def test_reasons_of_version_1_0_hold_sentences_that_were_kept(register, written, language):
    reply = register.get(f"/decisions/{written.id}/reasons", accept_language=language)
    assert reply.status == 200
    assert RULE_VERSION in words_of(reply)
    said = (
        [step["told"][language]["text"] for step in written.content["outcome"]["steps"]]
        if "outcome" in written.content
        else [step["text"] for step in written.content["facts"]["explanation"]]
    )
    assert said
    assert not [sentence for sentence in said if sentence not in words_of(reply)]
