"""Tells what a decision must say, the way of the contract."""

from __future__ import annotations

from typing import Any

from functions.edge.explained import notes_json, step_json
from functions.edge.wire import written
from functions.law.waiver.particulars import Particulars
from functions.words.load import Words

SUBJECT = "particulars"


def tell(result: Particulars, words: Words) -> dict[str, Any]:
    """The check in the words of a language."""
    return {
        "kind": result.request.kind.value,
        "notifiedOn": written(result.request.notified_on),
        "isRequired": result.required,
        "needsRecoveryList": result.recovery_list,
        "isMissing": result.missing,
        "appealStartsOn": written(result.appeal_starts_on),
        "appealUntil": written(result.appeal_until),
        "explanation": [step_json(words, SUBJECT, step) for step in result.explanation],
        "notes": notes_json(words, SUBJECT, result.notes),
        "independence": words.text("common.site.independence"),
    }
