"""What the page shows of the data of a decision, put together for its template."""

from __future__ import annotations

from dataclasses import dataclass

from functions.i18n.catalog import Catalog
from functions.law.waiver.retention import RetentionResult
from functions.pages.explanation_view import ExplainedView, explain_result

TONES = {"notCovered": "no", "keep": "later", "open": "later", "kept": "yes", "tooShort": "no"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionView(ExplainedView):
    """Everything that the template of the result needs."""

    result: RetentionResult
    verdict: str
    tone: str


def retention_view(result: RetentionResult, catalog: Catalog) -> RetentionView:
    """The view of a check in the words of a language."""
    verdict = _verdict(result)
    return RetentionView(
        result=result,
        verdict=verdict,
        tone=TONES[verdict],
        **explain_result(catalog, "retention", result),
    )


def _verdict(result: RetentionResult) -> str:
    if not result.covered:
        return "notCovered"
    if result.keep_until is None:
        return "open"
    if result.deemed_reasoned is None:
        return "keep"
    return "kept" if result.deemed_reasoned else "tooShort"
