"""Tells how an undue sum is set off the way of the contract."""

from __future__ import annotations

from typing import Any

from functions.calculators.shared.explanation_json import notes_json, step_json
from functions.http.serialization import written
from functions.i18n.catalog import Words
from functions.law.maintenance.undue import SetOff, UndueRecovery

SUBJECT = "undue"


def tell(recovery: UndueRecovery, words: Words) -> dict[str, Any]:
    """The recovery in the words of a language."""
    return {
        "askedOn": written(recovery.request.asked_on),
        "rate": written(recovery.rate),
        "setOffs": [_set_off(one) for one in recovery.set_offs],
        "taken": written(recovery.taken),
        "remaining": written(recovery.remaining),
        "explanation": [step_json(words, SUBJECT, step) for step in recovery.explanation],
        "notes": notes_json(words, SUBJECT, recovery.notes),
        "independence": words.text("common.site.independence"),
    }


def _set_off(one: SetOff) -> dict[str, str]:
    return {
        "payment": written(one.payment),
        "taken": written(one.taken),
        "paidOut": written(one.paid_out),
        "remaining": written(one.remaining),
    }
