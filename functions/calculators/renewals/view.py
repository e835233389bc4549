"""What the page shows of a plan of renewals, put together for its template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from functions.i18n.catalog import Catalog
from functions.law.maintenance.renewals import RenewalsResult
from functions.pages.answer_view import (
    OFFICES,
    Answer,
    Given,
    NextStep,
    Tone,
    Words,
    days_left,
    letter_action,
)
from functions.pages.explanation_view import ExplainedView, explain_result
from functions.pages.repeated_rows import SAVE_DATES

PAPERS = ("child_benefit", "education")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper to send with every renewal."""

    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalsView(ExplainedView):
    """Everything that the template needs."""

    plan: RenewalsResult
    papers: tuple[Paper, ...]


def renewals_view(plan: RenewalsResult, catalog: Catalog, *, today: date) -> RenewalsView:
    """The view of a plan in the words of a language, with the days left from today."""
    words = Words(catalog=catalog, subject="renewals")
    papers = tuple(Paper(sentence=words(f"papers.{code}")) for code in PAPERS)
    return RenewalsView(
        plan=plan,
        answer=_answer(plan, words, today),
        given=tuple(_given(plan, words)),
        next_steps=tuple(_next_steps(plan, words)),
        papers=papers,
        holds={
            "periods": words("holds.periods", count=len(plan.periods)),
            "papers": words("holds.papers", count=len(papers)),
        },
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


def _day_of(plan: RenewalsResult, code: str) -> date | None:
    return next((found.day for found in plan.dates if found.code == code), None)


def _answer(plan: RenewalsResult, words: Words, today: date) -> Answer:
    """What comes first: the proof that was asked for, else the next thing to do."""
    verdict, proof_until = _verdict(plan), _day_of(plan, "renewal_proof")
    day = proof_until or _next_day(plan, verdict)
    key = "proof" if proof_until else verdict
    adults = words.action("check_benefit", page="advances/adult-children")
    remind = words.action("remind", intent=SAVE_DATES)
    left = days_left(words.catalog, day, today)
    reasons = (
        f"{left[:1].upper()}{left[1:]}." if left else "",
        _next_sentence(plan, verdict, words) if proof_until else "",
        "" if key == "ends" else words(f"verdict.last_day.{plan.end}", last_day=plan.last_day),
        words("verdict.doubtful.text", day=plan.benefit_ends_on) if plan.is_doubtful else "",
    )
    return words.answer(
        key,
        Tone.NO if key == "ends" else Tone.DUE,
        adults if key == "ends" else remind,
        *(() if key == "ends" else (adults,)),
        reason=" ".join(filter(None, reasons)),
        day=words.catalog.full_day(day),
    )


def _next_sentence(plan: RenewalsResult, verdict: str, words: Words) -> str:
    """What follows after the proof."""
    day = words.catalog.full_day(_next_day(plan, verdict))
    return words(f"verdict.{verdict}.sentence", day=day)


def _given(plan: RenewalsResult, words: Words) -> Iterator[Given]:
    request = plan.request
    yield words.given("birth", "child", day=request.birth_date)
    yield words.given("granted", "child", day=request.granted_on)
    if request.proof_asked_on is not None:
        yield words.given("asked", "proof", day=request.proof_asked_on)


def _next_steps(plan: RenewalsResult, words: Words) -> Iterator[NextStep]:
    """What the reader can do now, the most useful first."""
    verdict = _verdict(plan)
    office = words.action("office", address=OFFICES[words.catalog.language])
    adults = words.action("check_benefit", page="advances/adult-children")
    if plan.request.proof_asked_on is not None:
        yield words.step("proof", office)
    prepare = _day_of(plan, "prepare_adult" if plan.is_minor else "prepare")
    if prepare is not None:
        yield words.step("prepare", adults, on=prepare)
    if verdict == "minor":
        yield words.step("minor", words.action("how_to_apply", page="advances/apply"))
    elif verdict == "renew":
        yield words.step("renew", office, on=_next_day(plan, verdict))
    else:
        yield words.step("ends", office)
    yield words.step(
        "report",
        words.action("rights", page="advances/rights"),
        letter=letter_action(words.catalog, "new-fact"),
    )
