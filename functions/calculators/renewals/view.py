"""What the page shows of a plan of renewals, put together for its template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from functions.i18n.catalog import Catalog
from functions.law.maintenance.renewals import RenewalsResult
from functions.pages.explanation_view import ExplainedView, explain_result

PAPERS = ("child_benefit", "education")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper to send with every renewal."""

    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalsView(ExplainedView):
    """Everything that the template needs. ``next_day`` is the day that the verdict names."""

    plan: RenewalsResult
    verdict: str
    next_day: date
    proof_until: date | None
    next_keys: tuple[str, ...]
    papers: tuple[Paper, ...]


def renewals_view(plan: RenewalsResult, catalog: Catalog) -> RenewalsView:
    """The view of a plan in the words of a language."""
    verdict = _verdict(plan)
    return RenewalsView(
        plan=plan,
        verdict=verdict,
        next_day=_next_day(plan, verdict),
        proof_until=next((d.day for d in plan.dates if d.code == "renewal_proof"), None),
        next_keys=tuple(_next_keys(plan, verdict)),
        papers=tuple(Paper(sentence=catalog.gettext(f"renewals.papers.{code}")) for code in PAPERS),
        **explain_result(catalog, "renewals", plan),
    )


def _verdict(plan: RenewalsResult) -> str:
    """The next thing to do: an application at 18, a renewal, or nothing more."""
    if plan.is_minor:
        return "minor"
    return "renew" if plan.periods[0].prepare_from is not None else "ends"


def _next_day(plan: RenewalsResult, verdict: str) -> date:
    if verdict == "minor":
        return plan.adult_on
    return plan.periods[1].first_day if verdict == "renew" else plan.last_day


def _next_keys(plan: RenewalsResult, verdict: str) -> Iterator[str]:
    """What the reader can do now, the most useful first."""
    if plan.request.proof_asked_on is not None:
        yield "proof"
    yield verdict
    yield "tell"
