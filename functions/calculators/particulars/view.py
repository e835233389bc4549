"""What the page shows of the particulars of a decision, put together for its template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from functions.calculators.registry import CALCULATORS
from functions.i18n.catalog import Catalog
from functions.law.waiver.particulars import DecisionKind, ParticularsResult
from functions.pages.answer_view import (
    Action,
    Answer,
    Given,
    NextStep,
    Tone,
    Words,
    carried_to,
    days_until,
    letter_action,
)
from functions.pages.explanation_view import ExplainedView, explain_result

CONTENT = ("contact", "complaint", "appeal", "term", "reference")
"""What the letter must say, as far as it matters most to its reader."""
PAGES = {
    "complaint": "waiver/complaint",
    "appeal": "waiver/appeal",
    "first_questions": "waiver/first-questions",
    "instalments": "waiver/instalments",
    "software": "waiver/software-decisions",
    "help": "help/contact",
}
"""The page behind each action."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticularsView(ExplainedView):
    """Everything that the template of the result needs."""

    result: ParticularsResult
    content: tuple[str, ...]
    content_holds: str


def particulars_view(
    result: ParticularsResult, catalog: Catalog, *, today: date
) -> ParticularsView:
    """The view of a check in the words of a language."""
    writer = _Writer(result, catalog, today)
    return ParticularsView(
        result=result,
        content=CONTENT,
        content_holds=writer.words("folds.content_holds", count=len(CONTENT)),
        answer=writer.answer(),
        given=tuple(writer.given()),
        next_steps=tuple(writer.next_steps()),
        **explain_result(catalog, "particulars", result),
    )


class _Writer:
    """Words the answer to whoever holds a letter, as things are today."""

    def __init__(self, result: ParticularsResult, catalog: Catalog, today: date) -> None:
        self.result, self.catalog, self.today = result, catalog, today
        self.words = Words(catalog=catalog, subject="particulars")
        self.is_over = today > result.appeal_until

    def answer(self) -> Answer:
        """Whether the letter is complete, and until when one can appeal."""
        result = self.result
        found = "missing" if result.missing else "complete" if result.required else "exempt"
        days = days_until(result.appeal_until, self.today)
        last_day = self.catalog.full_day(result.appeal_until)
        if self.is_over:
            reason = self.words("reasons.lawyer")
            return self.words.answer(
                f"{found}_over", Tone.NO, self._link("help"), reason=reason, last_day=last_day
            )
        calendar = self.words.action("calendar", intent="calendar")
        primary = self._link("complaint" if result.missing else "appeal")
        tone = Tone.DUE if result.missing else Tone.YES
        return self.words.answer(found, tone, primary, calendar, days=days, last_day=last_day)

    def _link(self, key: str) -> Action:
        carried = None
        if key == "appeal":
            carried = carried_to(
                CALCULATORS[key].path,
                self.catalog,
                informed_on=self.result.request.notified_on,
                particulars_missing=bool(self.result.missing),
            )
        return self.words.action(key, page=PAGES[key], carried=carried)

    def next_steps(self) -> Iterator[NextStep]:
        """What the reader of the letter can do now, in order."""
        step, kind = self.words.step, self.result.request.kind
        if self.result.missing:
            yield step("ask_missing", self._link("complaint"))
        if kind is DecisionKind.RECOVERY:
            yield step("first_questions", self._link("first_questions"))
        elif kind is DecisionKind.WAIVER:
            yield step("instalments", self._link("instalments"))
        else:
            yield step(
                "ask_why", self._link("software"), letter=letter_action(self.catalog, "reasons")
            )
        if self.is_over:
            yield step("late", self._link("help"))
        else:
            yield step("appeal", self._link("appeal"))

    def given(self) -> Iterator[Given]:
        """The answers, each with the section that changes it."""
        request = self.result.request
        key = f"particulars.questions.kind.options.{request.kind.value}"
        yield self.words.given("kind", "decision", kind=self.catalog.gettext(key))
        notified = self.catalog.full_day(request.notified_on)
        yield self.words.given("notified", "decision", notified_on=notified)
