"""What the register itself computes of a waiver decision, and keeps with it."""

from __future__ import annotations

from typing import Any

from functions.calculators.shared.explanation_json import notes_json, step_json
from functions.calculators.shared.members import written
from functions.calculators.waiver.response import MEMBERS
from functions.decision_register.stored_steps import SENTENCES, stored
from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.law.waiver.calculation import WaiverResult, calculate_waiver
from functions.law.waiver.request import WaiverRequest
from functions.parameters import load

SUBJECT = "waiver"


def calculated(request: WaiverRequest) -> WaiverResult:
    """The calculation, with the figures that the law has now."""
    return calculate_waiver(request, load.waiver())


def outcome(calculation: WaiverResult) -> dict[str, Any]:
    """The figures, in no language, and each step with its sentence in all four.

    The sentences are kept too: what was said on the day of the decision must not change with
    the words of a later version.
    """
    return {
        "result": written(MEMBERS, calculation, catalog_of(LANGUAGES[0]), MEMBERS),
        "steps": [
            {
                **stored(step),
                SENTENCES: {la: step_json(catalog_of(la), SUBJECT, step) for la in LANGUAGES},
            }
            for step in calculation.explanation
        ],
        "notes": [
            {la: notes_json(catalog_of(la), SUBJECT, (note,))[0] for la in LANGUAGES}
            for note in calculation.notes
        ],
    }
