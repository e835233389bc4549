"""What the page shows of the particulars of a decision, put together for its template."""

from __future__ import annotations

from dataclasses import dataclass

from functions.i18n.catalog import Words
from functions.law.waiver.particulars import Particulars
from functions.pages.explanation_view import Explained, explain_notes, explain_steps

SUBJECT = "particulars"
TONES = {"missing": "later", "complete": "yes", "exempt": "yes"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticularsView:
    """Everything that the template of the result needs."""

    result: Particulars
    verdict: str
    tone: str
    steps: tuple[Explained, ...]
    notes: tuple[Explained, ...]


def particulars_view(result: Particulars, words: Words) -> ParticularsView:
    """The view of a check in the words of a language."""
    verdict = "missing" if result.missing else "complete" if result.required else "exempt"
    return ParticularsView(
        result=result,
        verdict=verdict,
        tone=TONES[verdict],
        steps=tuple(explain_steps(words, SUBJECT, result.explanation)),
        notes=tuple(explain_notes(words, SUBJECT, result.notes)),
    )
