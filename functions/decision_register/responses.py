"""Serializes a kept decision as the API description says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from functions.calculators.shared.explanation_json import notes_json, step_json
from functions.decision_register.decision_record import Record, terms_of
from functions.decision_register.retention_period import Extension, retained
from functions.decision_register.stored_steps import SENTENCES
from functions.http.paths import BASE
from functions.http.serialization import drop_none, to_text
from functions.i18n.catalog import Catalog

DECISIONS = f"{BASE}/decisions"
EXPORT = f"{BASE}/exportDecisions"
RETENTION = "retention"


def decision_json(record: Record, catalog: Catalog) -> dict[str, Any]:
    """The whole record, its sentences in one language."""
    document = record.document
    kept = document.get("outcome")
    outcome = None
    if kept is not None:
        outcome = {
            **kept["result"],
            "explanation": [step[SENTENCES][catalog.language] for step in kept["steps"]],
            "notes": [note[catalog.language] for note in kept["notes"]],
        }
    return drop_none(
        href=href(record),
        decisionId=record.decision_id,
        version=record.version,
        kind=document["kind"],
        decidedOn=document["decidedOn"],
        reference=document["reference"],
        documentDrawnUp=document["documentDrawnUp"],
        recordedAt=document["recordedAt"],
        ruleVersion=document["ruleVersion"],
        fingerprint=record.fingerprint,
        waiver=document["facts"] if document["kind"] == "waiver" else None,
        payment=document["facts"] if document["kind"] == "payment" else None,
        outcome=outcome,
        keeping=keeping_json(record, catalog),
    )


def keeping_json(record: Record, catalog: Catalog) -> dict[str, Any]:
    """Until when the record is kept, why, and whether the decision is deemed reasoned so long."""
    found = retained(*terms_of(record.document), record.extensions, record.keep_until)
    return {
        **last_day_json(record),
        "isCovered": found.covered,
        "isDeemedReasoned": found.deemed_reasoned is True or (found.covered and record.is_open),
        "extensions": [extension_json(extension) for extension in record.extensions],
        "explanation": [step_json(catalog, RETENTION, step) for step in found.explanation],
        "notes": notes_json(catalog, RETENTION, found.notes),
    }


def last_day_json(record: Record) -> dict[str, Any]:
    """The last day; that there is none yet while a suspension is open."""
    if record.is_open:
        return {"isOpenEnded": True}
    return {"keepUntil": to_text(record.keep_until)}


def extension_json(extension: Extension) -> dict[str, str]:
    """An interruption or a suspension, as it was sent."""
    if extension.is_open:
        return {"kind": "suspension", "firstDay": to_text(extension.first_day)}
    if extension.last_day is None:
        return {"kind": "interruption", "date": to_text(extension.first_day)}
    return {
        "kind": "suspension",
        "firstDay": to_text(extension.first_day),
        "lastDay": to_text(extension.last_day),
    }


def collection_json(records: Sequence[Record], start: str | None, size: int) -> dict[str, Any]:
    """One page of the decisions of a payer; ``records`` has one more where another page follows."""
    shown = records[:size]
    return drop_none(
        items=[_item(record) for record in shown],
        pageSize=size,
        self=_page(start, size),
        first=_page(None, size),
        next=_page(shown[-1].decision_id, size) if len(records) > size else None,
    )


def _item(record: Record) -> dict[str, Any]:
    document = record.document
    return {
        "href": href(record),
        "decisionId": record.decision_id,
        "kind": document["kind"],
        "decidedOn": document["decidedOn"],
        "reference": document["reference"],
        **last_day_json(record),
    }


def exported(record: Record) -> dict[str, Any]:
    """Everything that is kept of a decision, in all languages, as it is kept."""
    return {
        "decisionId": record.decision_id,
        "version": record.version,
        **last_day_json(record),
        "extensions": [extension_json(extension) for extension in record.extensions],
        "fingerprint": record.fingerprint,
        "content": record.content,
    }


def href(record: Record) -> str:
    """Where the decision is read."""
    return f"{DECISIONS}/{record.decision_id}"


def _page(start: str | None, size: int) -> str:
    after = "" if start is None else f"afterDecision={start}&"
    return f"{DECISIONS}?{after}pageSize={size}"
