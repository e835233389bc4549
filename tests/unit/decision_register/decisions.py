"""Decisions as a payer sends them."""

from typing import Any

from tests.api.events import waiver


def without_none(document: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if value is not None}


def payment(facts: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """A payment decision; a change to ``None`` takes the member away."""
    whole = {
        "file": "F-118/2026",
        "startDate": "2026-11-01",
        "endDate": "2026-11-30",
        "amount": "184.6",
        "softwareName": "Payments",
        "softwareVersion": "8.2.1",
        "parameterSet": "September 2026",
        "language": "nl",
        "inputs": [{"name": "Leeftijd van het kind", "value": "7 < 18"}],
        "explanation": [{"text": "Het kind krijgt het basisbedrag.", "source": "decreet, art. 13"}],
    }
    document = {
        "kind": "payment",
        "decidedOn": "2026-11-20",
        "reference": "P-2026-004512",
        "documentDrawnUp": False,
        "payment": without_none(whole | (facts or {})),
    }
    return without_none(document | changes)


def waiver_decision(answers: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """A waiver decision; a change to ``None`` takes the member away."""
    document = {
        "kind": "waiver",
        "decidedOn": "2026-11-20",
        "reference": "W-2026-000731",
        "documentDrawnUp": True,
        "waiver": waiver(**({"requestDate": "2026-10-05"} | (answers or {}))),
    }
    return without_none(document | changes)
