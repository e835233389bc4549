"""Computes a kept decision again, and says what differs from the result that is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from functions.calculators.waiver.calculator import SCHEMA
from functions.decision_register.decision_record import Record
from functions.decision_register.outcomes import calculated, outcome
from functions.decision_register.rule_version import rule_version
from functions.decision_register.seal import is_whole
from functions.decision_register.stored_steps import SENTENCES, step_of
from functions.forms.parse import parse_json_answers
from functions.http.serialization import drop_none
from functions.law.core.rule import RuleError
from functions.law.waiver.calculation import replay_waiver
from functions.law.waiver.other_limits import OTHER_LIMITS

SEPARATOR = "."
COMPARED = ("result", "steps")
MOST_DIFFERENCES = 100


def replayed(record: Record) -> dict[str, Any]:
    """Whether the record is as it was, its steps hold, and today's rules give the same result.

    A payment decision was computed by the software of the payer: only its content is compared.
    """
    document = record.document
    kept = document.get("outcome")
    whole = is_whole(record)
    answer = {
        "decisionId": record.decision_id,
        "isIntact": whole,
        "isRecomputed": kept is not None,
        "keptRuleVersion": document["ruleVersion"],
        "ruleVersion": rule_version(),
    }
    if kept is None:
        return {**answer, "isSame": whole, "differences": []}
    differences = list(_differences(document["facts"], kept))[:MOST_DIFFERENCES]
    follows = _follows(kept)
    return {
        **answer,
        "isSame": whole and follows and not differences,
        "explanationHolds": follows,
        "differences": differences,
    }


def _follows(kept: Mapping[str, Any]) -> bool:
    """Whether each kept step follows from its own inputs and those before it, and none is missing.

    This needs none of today's figures: it holds for ever, whatever the law becomes.
    """
    try:
        replay_waiver([step_of(step) for step in kept["steps"]])
    except RuleError:
        return False
    return True


def _differences(facts: Mapping[str, Any], kept: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The figures that the rules of today give otherwise."""
    decoded = parse_json_answers(SCHEMA, facts)
    if decoded.issues:
        # The rules of today do not even take these answers: none of the result is left.
        now: Mapping[str, Any] = {}
    else:
        now = _as_kept(outcome(calculated(decoded.request)), kept)
    before, after = dict(_leaves(_compared(kept))), dict(_leaves(_compared(now)))
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield drop_none(name=name, kept=before.get(name), now=after.get(name))


def _as_kept(now: Mapping[str, Any], kept: Mapping[str, Any]) -> Mapping[str, Any]:
    """The result of today without what the rules that the decision was kept under did not give."""
    result = {name: part for name, part in now["result"].items() if name in kept["result"]}
    steps = now["steps"]
    if not any(step["rule"] == OTHER_LIMITS.code for step in kept["steps"]):
        steps = [step for step in steps if step["rule"] != OTHER_LIMITS.code]
    return {**now, "result": result, "steps": steps}


def _compared(outcome: Mapping[str, Any]) -> Mapping[str, Any]:
    """The figures and the steps, without their sentences."""
    parts: dict[str, Any] = {name: outcome[name] for name in COMPARED if name in outcome}
    if "steps" in parts:
        parts["steps"] = [
            {name: part for name, part in step.items() if name != SENTENCES}
            for step in parts["steps"]
        ]
    return parts


def _leaves(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Each single value with its place, ``result.waiver.percentage``."""
    if isinstance(node, Mapping):
        for name, inner in node.items():
            yield from _leaves(inner, f"{path}{SEPARATOR if path else ''}{name}")
    elif isinstance(node, list):
        for position, inner in enumerate(node):
            yield from _leaves(inner, f"{path}[{position}]")
    else:
        yield path, node if isinstance(node, str) else json.dumps(node)
