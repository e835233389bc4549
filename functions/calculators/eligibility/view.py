"""What the page shows of the conditions of an intervention, put together for its template."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from functions.calculators.shared.conditions_view import ConditionLine, condition_lines
from functions.i18n.catalog import Catalog
from functions.law.maintenance.eligibility import EligibilityResult
from functions.pages.explanation_view import ExplainedView, explain_result


class Verdict(StrEnum):
    """What the conditions lead to."""

    OPEN = "open"
    LATER = "later"
    CLOSED = "closed"
    NOT_KNOWN = "notKnown"
    PAID = "paid"


TONES = {
    Verdict.OPEN: "yes",
    Verdict.LATER: "later",
    Verdict.CLOSED: "no",
    Verdict.NOT_KNOWN: "later",
    Verdict.PAID: "no",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityView(ExplainedView):
    """Everything that the template of the result needs."""

    eligibility: EligibilityResult
    verdict: Verdict
    tone: str
    conditions: tuple[ConditionLine, ...]


def eligibility_view(eligibility: EligibilityResult, catalog: Catalog) -> EligibilityView:
    """The view of the conditions in the words of a language."""
    verdict = _verdict(eligibility)
    return EligibilityView(
        eligibility=eligibility,
        verdict=verdict,
        tone=TONES[verdict],
        conditions=tuple(
            condition_lines(
                catalog, "eligibility", eligibility.conditions, eligibility.missed_count
            )
        ),
        **explain_result(catalog, "eligibility", eligibility),
    )


def _verdict(eligibility: EligibilityResult) -> Verdict:
    if eligibility.is_open:
        return Verdict.OPEN
    if eligibility.opens_on is not None:
        return Verdict.LATER
    if eligibility.opens_if_unpaid is not None:
        return Verdict.PAID
    *of_applicant, _ = eligibility.conditions
    met = all(condition.met for condition in of_applicant)
    return Verdict.NOT_KNOWN if met else Verdict.CLOSED
