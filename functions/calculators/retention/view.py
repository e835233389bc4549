"""What the page shows of the data of a decision, put together for its template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from functions.i18n.catalog import Catalog
from functions.law.waiver.retention import RetentionResult
from functions.pages.answer_view import Action, Answer, Given, Tone, Words
from functions.pages.explanation_view import ExplainedView, explain_result

TONES = {
    "notCovered": Tone.NO,
    "keep": Tone.DUE,
    "open": Tone.DUE,
    "kept": Tone.YES,
    "tooShort": Tone.NO,
}
STEPS = {
    "notCovered": ("write_reasons", "reasons"),
    "keep": ("set_day", "what", "reasons"),
    "open": ("what", "set_day", "reasons"),
    "kept": ("check_again", "reasons"),
    "tooShort": ("longer", "what", "reasons"),
}
"""What the payer can do now after each verdict."""
LINKS = {
    "write_reasons": "particulars",
    "reasons": "software",
    "set_day": "method",
    "check_again": "method",
    "what": "register",
    "longer": "register",
}
"""The action of each step."""
PAGES = {
    "software": "waiver/software-decisions",
    "register": "about/decision-register",
    "method": "about/method",
    "particulars": "waiver/particulars",
}
"""The page behind each action."""
DATA = ("inputs", "figures", "version", "outcome")
"""What to keep of a decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionView(ExplainedView):
    """Everything that the template of the result needs."""

    result: RetentionResult
    data: tuple[str, ...]


def retention_view(result: RetentionResult, catalog: Catalog) -> RetentionView:
    """The view of a check in the words of a language."""
    words = Words(catalog=catalog, subject="retention")
    verdict = _verdict(result)
    return RetentionView(
        result=result,
        data=DATA if result.covered else (),
        answer=_answer(result, verdict, words),
        given=tuple(_given(result, words)),
        next_steps=tuple(words.step(key, _link(words, LINKS[key])) for key in STEPS[verdict]),
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


def _answer(result: RetentionResult, verdict: str, words: Words) -> Answer:
    """Whether the decision is deemed reasoned, and until when the data must be kept."""
    full_day, kept = words.catalog.full_day, result.request.kept_until
    until = result.keep_until
    has_day = result.covered and until is not None
    calendar = (words.action("calendar", intent="calendar"),) if has_day else ()
    return words.answer(
        verdict,
        TONES[verdict],
        _link(words, "software"),
        *calendar,
        keep_until="" if until is None else full_day(until),
        kept_until="" if kept is None else full_day(kept),
    )


def _link(words: Words, key: str) -> Action:
    return words.action(key, page=PAGES[key])


def _given(result: RetentionResult, words: Words) -> Iterator[Given]:
    """The answers that count most, each with the section that changes it."""
    request, full_day = result.request, words.catalog.full_day
    kind = words(f"questions.kind.options.{request.kind.value}")
    decided = full_day(request.decided_on)
    yield words.given("decided", "decision", kind=kind, decided_on=decided)
    if request.paid_on is not None:
        yield words.given("paid", "decision", paid_on=full_day(request.paid_on))
    if request.kept_until is not None:
        yield words.given("kept", "decision", kept_until=full_day(request.kept_until))
    if request.interruptions or request.suspensions:
        yield words.given(
            "changes",
            "interruptions" if request.interruptions else "suspensions",
            interruptions=len(request.interruptions),
            suspensions=len(request.suspensions),
        )
