"""What a page shows of the days that follow from an event of the procedure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from functions.calculators.registry import CALCULATORS
from functions.calculators.shared.dates_view import DatesView, date_lines
from functions.calculators.shared.days_view import day_of_year, safe_day
from functions.i18n.catalog import Catalog
from functions.law.core.time_limits import LegalDate
from functions.law.maintenance.deadlines import (
    DECISION_DUE,
    OTHER_READINGS,
    DeadlinesResult,
    Event,
)
from functions.law.maintenance.parameters import MaintenanceParameters
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

NOT_MOVED = (Event.DEBTOR_LETTER_SENT, Event.RENEWAL_PROOF_ASKED)
"""The events whose term ends on its day, even on a day off: one must be ready before."""
STEPS = {
    Event.DEBTOR_LETTER_SENT: ("pay_or_show", "nothing_due", "not_all"),
    Event.APPLICATION_COMPLETE: ("decision", "ask_service", "lawyer"),
    Event.DECISION_SENT_TO_CREDITOR: ("reason", "lawyer"),
    Event.DECISION_SENT_TO_DEBTOR: ("lawyer", "pay_service", "other_amount"),
    Event.RENEWAL_PROOF_ASKED: ("send_proof", "next_renewal"),
    Event.RENEWAL_REFUSED_OR_SUSPENDED: ("send_proof", "lawyer"),
}
"""What one can do after each event, the most useful first."""
LATE_STEPS = {
    Event.DEBTOR_LETTER_SENT: ("answer_late", "pay_service", "not_all"),
    Event.APPLICATION_COMPLETE: ("ask_service", "lawyer"),
}
"""The same once the term is over, where that changes it."""
LINKS = {
    "pay_or_show": "fifteen_days",
    "nothing_due": "disagree",
    "not_all": "paying",
    "answer_late": "disagree",
    "pay_service": "paying",
    "decision": "refused",
    "ask_service": "refused",
    "lawyer": "legal_aid",
    "reason": "refused",
    "other_amount": "disagree",
    "send_proof": "adult_children",
    "next_renewal": "renewals",
}
"""The action of each step."""
PAGES = {
    "payments": "debtor/payments",
    "fifteen_days": "debtor/fifteen-days",
    "disagree": "debtor/disagree",
    "paying": "debtor/paying",
    "costs": "debtor/costs",
    "refused": "advances/refused",
    "apply": "advances/apply",
    "adult_children": "advances/adult-children",
    "renewals": "advances/renewals",
    "legal_aid": "help/contact",
}
"""The page behind each action."""
REPLIES = {
    "pay_or_show": "paidNow",
    "nothing_due": "paidBefore",
    "answer_late": "paidBefore",
}
"""What the debtor answers in the letter of a step."""
PRIMARY = {
    Event.DEBTOR_LETTER_SENT: ("payments", "costs"),
    Event.APPLICATION_COMPLETE: ("refused", "refused"),
    Event.DECISION_SENT_TO_CREDITOR: ("refused", "legal_aid"),
    Event.DECISION_SENT_TO_DEBTOR: ("disagree", "legal_aid"),
    Event.RENEWAL_PROOF_ASKED: ("adult_children", "adult_children"),
    Event.RENEWAL_REFUSED_OR_SUSPENDED: ("refused", "legal_aid"),
}
"""What to press first after each event, while the term runs and once it is over."""


def deadlines_view(
    result: DeadlinesResult, catalog: Catalog, parameters: MaintenanceParameters, *, today: date
) -> DatesView:
    """The days that follow from an event; the other reading only where it gives another day."""
    writer = _Writer(result, catalog, parameters, today)
    dates = (*writer.safe, *writer.later)
    return DatesView(
        lines=tuple(date_lines(dates)),
        holds_days=writer.words("folds.days_holds", count=len(dates)),
        answer=writer.answer(),
        given=tuple(writer.given()),
        next_steps=tuple(writer.next_steps()),
        **explain_result(catalog, "deadlines", result),
    )


class _Writer:
    """Words the answer to whoever must act, as things are today."""

    def __init__(
        self,
        result: DeadlinesResult,
        catalog: Catalog,
        parameters: MaintenanceParameters,
        today: date,
    ) -> None:
        self.catalog, self.today, self.holidays = catalog, today, parameters.holidays
        self.request, self.event = result.request, result.request.event
        self.words = Words(catalog=catalog, subject="deadlines")
        self.safe: tuple[LegalDate, ...] = tuple(
            found for found in result.dates if found.code not in OTHER_READINGS
        )
        self.last_day = self.safe[-1].day
        self.later = tuple(
            found for found in result.dates[len(self.safe) :] if found.day != self.last_day
        )
        self.is_over = today > self.last_day

    def answer(self) -> Answer:
        """Until when one can act; or that it is too late, and what is left."""
        verdict, until = self._verdict()
        moved = until != self.last_day and verdict.endswith("_weekend")
        due = next((found.day for found in self.safe if found.code == DECISION_DUE.code), until)
        days = days_until(until, self.today)
        said = {
            "last_day": self.catalog.full_day(self.last_day),
            "safe_day": (day_of_year if moved else Catalog.full_day)(self.catalog, until),
            "decision_due": self.catalog.full_day(due),
        }
        primary = self._link(PRIMARY[self.event][self.is_over])
        if self.is_over:
            tag = "" if verdict == "decisionOnly_over" else self.words("tags.over")
            reason = self.words("reasons.lawyer") if verdict == "appeal_over" else ""
            return self.words.answer(
                verdict, Tone.NO, primary, tag=tag, reason=reason, days=days, **said
            )
        calendar = self.words.action("calendar", intent="calendar")
        tone = Tone.YES if verdict.startswith("decision") else Tone.DUE
        reason = ""
        if self.later and self.event is not Event.APPLICATION_COMPLETE:
            other = self.catalog.full_day(self.later[-1].day)
            reason = self.words("verdict.other_reading.reason", other_day=other)
        appeals = self.event not in (*NOT_MOVED, Event.APPLICATION_COMPLETE)
        tag = self.words("tags.possible") if appeals else ""
        return self.words.answer(
            verdict, tone, primary, calendar, tag=tag, reason=reason, days=days, **said
        )

    def _verdict(self) -> tuple[str, date]:
        """The words of the answer, and the day up to which the days that are left are counted."""
        event, last = self.event, self.last_day
        if self.safe[-1].code == DECISION_DUE.code:
            return ("decisionOnly_over" if self.is_over else "decisionOnly"), last
        if self.is_over:
            return (f"{event.value}_over" if event in NOT_MOVED else "appeal_over"), last
        if event in NOT_MOVED:
            safe = safe_day(last, self.today, self.holidays)
            return (event.value if safe == last else f"{event.value}_weekend"), safe
        if event is Event.APPLICATION_COMPLETE:
            due = self.safe[0].day
            return (event.value, due) if self.today <= due else (f"{event.value}_late", last)
        return event.value, last

    def _link(self, key: str) -> Action:
        carried = None
        if key == "payments":
            day, path = self.request.event_date, CALCULATORS[key].path
            carried = carried_to(path, self.catalog, letter_sent_on=day)
        return self.words.action(key, page=PAGES[key], carried=carried)

    def next_steps(self) -> Iterator[NextStep]:
        """What one can do now, in order."""
        keys = LATE_STEPS.get(self.event) if self.is_over else None
        for key in keys or STEPS[self.event]:
            yield self.words.step(key, self._link(LINKS[key]), letter=self._letter(key))

    def _letter(self, key: str) -> Action | None:
        """The answer of the debtor to the first letter, where the step is about it."""
        if key not in REPLIES:
            return None
        day = self.request.event_date
        return letter_action(self.catalog, "debtor-answer", letter_date=day, reply=REPLIES[key])

    def given(self) -> Iterator[Given]:
        """The answers, both of the one section."""
        event = self.words(f"questions.event.options.{self.event.value}")
        yield self.words.given("event", "event", event_words=event)
        day = self.catalog.full_day(self.request.event_date)
        yield self.words.given("day", "event", event_date=day)
