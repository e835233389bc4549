"""What a page shows of the days that follow from a decision on family allowances."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from functions.calculators.registry import CALCULATORS
from functions.calculators.shared.dates_view import DatesView, date_lines
from functions.i18n.catalog import Catalog
from functions.law.waiver.appeal import AppealResult
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
from functions.pages.explanation_view import explain_result

COURT = "labour_court"
LAST_TO_APPEAL = (COURT, "commission_anew", "commission_resumed", "commission")
"""The terms to appeal, the last in the order of the procedure first."""
PAGES = {
    "complaint": "waiver/complaint",
    "ways": "waiver/complaint",
    "particulars": "waiver/particulars",
    "help": "help/contact",
    "legal_aid": "help/contact",
    "instalments": "waiver/instalments",
    "request": "waiver/request",
}
"""The page behind each action."""


def appeal_view(result: AppealResult, catalog: Catalog, *, today: date) -> DatesView:
    """The days that follow from a decision on family allowances."""
    writer = _Writer(result, catalog, today)
    return DatesView(
        lines=tuple(date_lines(result.dates)),
        holds_days=writer.words("folds.days_holds", count=len(result.dates)),
        answer=writer.answer(),
        given=tuple(writer.given()),
        next_steps=tuple(writer.next_steps()),
        **explain_result(catalog, "appeal", result),
    )


class _Writer:
    """Words the answer to whoever does not agree, as things are today."""

    def __init__(self, result: AppealResult, catalog: Catalog, today: date) -> None:
        self.result, self.request, self.catalog, self.today = result, result.request, catalog, today
        self.words = Words(catalog=catalog, subject="appeal")
        self.days = {found.code: found.day for found in result.dates}
        self.term = next(code for code in LAST_TO_APPEAL if code in self.days)
        self.last_day = self.days[self.term]

    @property
    def is_over(self) -> bool:
        """Whether the last day is past."""
        return self.today > self.last_day

    def answer(self) -> Answer:
        """Until when one can appeal, and where; or that it is too late."""
        days = days_until(self.last_day, self.today)
        said = {
            "last_day": self.catalog.full_day(self.last_day),
            "without_complaint": self.catalog.full_day(self.days["commission"]),
        }
        if self.is_over:
            way_out = self._link(self._way_out())
            verdict, tag = self._over(), self.words("tags.over")
            reason = "" if verdict == "over" else self.words("reasons.lawyer")
            return self.words.answer(
                verdict, Tone.NO, way_out, tag=tag, reason=reason, days=days, **said
            )
        primary = self._link("help" if self.term == COURT else "complaint")
        calendar = self.words.action("calendar", intent="calendar")
        tag = self.words("tags.possible")
        return self.words.answer(self.term, Tone.YES, primary, calendar, tag=tag, days=days, **said)

    def _over(self) -> str:
        if self.term == COURT:
            return "court_over"
        return "over_missing" if self.request.particulars_missing else "over"

    def _way_out(self) -> str:
        return "particulars" if self._over() == "over" else "help"

    def _link(self, key: str) -> Action:
        carried = None
        if key == "particulars":
            day, path = self.request.informed_on, CALCULATORS[key].path
            carried = carried_to(path, self.catalog, notified_on=day)
        return self.words.action(key, page=PAGES[key], carried=carried)

    def next_steps(self) -> Iterator[NextStep]:
        """What the family can do now, in order."""
        step = self.words.step
        if self.is_over:
            if self._over() == "over":
                yield step("letter", self._link("particulars"))
            yield step("late", self._link("legal_aid"))
        elif self.term == COURT:
            yield step("lawyer", self._link("legal_aid"))
            yield step("early", self._link("ways"))
        else:
            complained = self.request.complaint_on is not None
            yield step(
                "write_complaint" if complained else "write",
                self._link("complaint"),
                letter=self._letter("appeal", self.last_day),
            )
            if not complained:
                # Only within the time that runs without it: it has no effect before or after.
                last_day = self.days["commission"]
                yield step(
                    "complain", self._link("ways"), letter=self._letter("complaint", last_day)
                )
            if not self.request.particulars_missing:
                yield step("letter", self._link("particulars"))
            yield step("early", self._link("legal_aid"))
        acknowledged = self.days.get("acknowledgement")
        if acknowledged is not None and acknowledged >= self.today:
            said = self.catalog.full_day(acknowledged)
            yield step("acknowledgement", self._link("request"), acknowledgement=said)
        yield step("instalments", self._link("instalments"))

    def _letter(self, name: str, last_day: date) -> Action:
        informed = self.request.informed_on
        return letter_action(self.catalog, name, informed_on=informed, last_day=last_day)

    def given(self) -> Iterator[Given]:
        """The answers that count most, each with the section that changes it."""
        request, full_day = self.request, self.catalog.full_day
        yield self.words.given("informed", "decision", informed_on=full_day(request.informed_on))
        if request.particulars_missing:
            yield self.words.given("missing", "decision")
        if request.complaint_on is not None:
            said = full_day(request.complaint_on)
            yield self.words.given("complaint", "since", complaint_on=said)
        if request.commission_informed_on is not None:
            said = full_day(request.commission_informed_on)
            yield self.words.given("committee", "since", commission_informed_on=said)
