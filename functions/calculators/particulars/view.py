"""What the page shows of the particulars of a decision, put together for its template."""

from __future__ import annotations

from dataclasses import dataclass

from functions.i18n.catalog import Catalog
from functions.law.waiver.particulars import ParticularsResult
from functions.pages.explanation_view import ExplainedView, explain_result

TONES = {"missing": "later", "complete": "yes", "exempt": "yes"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticularsView(ExplainedView):
    """Everything that the template of the result needs."""

    result: ParticularsResult
    verdict: str
    tone: str


def particulars_view(result: ParticularsResult, catalog: Catalog) -> ParticularsView:
    """The view of a check in the words of a language."""
    verdict = "missing" if result.missing else "complete" if result.required else "exempt"
    return ParticularsView(
        result=result,
        verdict=verdict,
        tone=TONES[verdict],
        **explain_result(catalog, "particulars", result),
    )
