"""What the page shows of the questions before a waiver, put together for its template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from functions.calculators.registry import CALCULATORS
from functions.i18n.catalog import Catalog
from functions.law.waiver.first_questions import FirstQuestionsResult, Question, Reply
from functions.pages.answer_view import Action, Answer, Given, NextStep, Tone, Words, carried_to
from functions.pages.explanation_view import ExplainedView, explain_result

OPEN = "open"
TONES = {OPEN: Tone.DUE, Question.FRAUD.value: Tone.NO}
PAGES = {
    "calculator": "waiver/calculator",
    "why": "waiver/why",
    "how_far_back": "waiver/how-far-back",
    "conditions": "waiver/conditions",
    "small_debts": "waiver/conditions",
    "complaint": "waiver/complaint",
    "instalments": "waiver/instalments",
    "appeal": "waiver/appeal",
}
"""The page behind each action."""
REASON_OF_END = {
    Question.OWN_ERROR: "why",
    Question.TIME_BARRED: "how_far_back",
    Question.DEATH: "conditions",
}
"""The page on the question that ends the debt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsFirstView(ExplainedView):
    """Everything that the template of the result needs."""

    result: FirstQuestionsResult
    shows_payments: bool
    order_holds: str
    payments_hold: str


def first_questions_view(result: FirstQuestionsResult, catalog: Catalog) -> QuestionsFirstView:
    """The view of the questions in the words of a language."""
    writer = _Writer(result, catalog)
    words, debt = writer.words, catalog.short(result.debt)
    return QuestionsFirstView(
        result=result,
        shows_payments=result.ends_at is not Question.OWN_ERROR,
        order_holds=words("folds.order_holds", count=len(result.questions)),
        payments_hold=words("folds.payments_holds", count=len(result.payments), debt=debt),
        answer=writer.answer(),
        given=tuple(writer.given()),
        next_steps=tuple(writer.next_steps()),
        **explain_result(catalog, "first_questions", result),
    )


class _Writer:
    """Words the answer to whoever was asked to repay."""

    def __init__(self, result: FirstQuestionsResult, catalog: Catalog) -> None:
        self.result, self.catalog = result, catalog
        self.words = Words(catalog=catalog, subject="first_questions")

    @property
    def verdict(self) -> str:
        """The question that settles the debt; fraud, which leaves it whole; or neither."""
        if self.result.ends_at is not None:
            return self.result.ends_at.value
        return Question.FRAUD.value if self.result.request.fraud_proven else OPEN

    @property
    def is_part_barred(self) -> bool:
        """Whether the letter came too late for a part of the debt that is still claimed."""
        return self.result.ends_at is None and self.result.time_barred > 0

    def answer(self) -> Answer:
        """Whether the debt must be repaid, and how much of it."""
        result, short, verdict = self.result, self.catalog.short, self.verdict
        time_barred = short(result.time_barred)
        reason = ""
        if self.is_part_barred:
            reason = self.words("verdict.part_barred.reason", time_barred=time_barred)
        first = {OPEN: "calculator", Question.FRAUD.value: "instalments"}.get(verdict, "complaint")
        return self.words.answer(
            verdict,
            TONES.get(verdict, Tone.YES),
            self._link(first),
            reason=reason,
            debt=short(result.debt),
            due=short(result.recoverable),
            letter_sent_on=self.catalog.full_day(result.request.letter_sent_on),
        )

    def _link(self, key: str) -> Action:
        carried = None
        if key == "calculator":
            carried = carried_to(
                CALCULATORS["waiver"].path,
                self.catalog,
                debt=self.result.recoverable,
                fraud_proven=self.result.request.fraud_proven,
            )
        return self.words.action(key, page=PAGES[key], carried=carried)

    def next_steps(self) -> Iterator[NextStep]:
        """What the family can do now, in order."""
        step, ended = self.words.step, self.result.ends_at
        if ended is not None:
            yield step(f"write_{ended.value}", self._link(REASON_OF_END[ended]))
            yield step("refused", self._link("appeal"))
            return
        if self.is_part_barred:
            time_barred = self.catalog.short(self.result.time_barred)
            yield step("part_barred", self._link("how_far_back"), time_barred=time_barred)
        if self._replied(Question.SMALL_DEBT) is Reply.YES:
            yield step("small_debt", self._link("small_debts"))
        yield step("instalments", self._link("instalments"))
        yield step("appeal", self._link("appeal"))

    def _replied(self, question: Question) -> Reply:
        questions = self.result.questions
        return next(asked.reply for asked in questions if asked.question is question)

    def given(self) -> Iterator[Given]:
        """The answers that count most, each with the section that changes it."""
        result, given = self.result, self.words.given
        request = result.request
        letter = self.catalog.full_day(request.letter_sent_on)
        yield given("letter", "letter", letter_sent_on=letter)
        debt, count = self.catalog.short(result.debt), len(request.payments)
        yield given("payments", "payments", debt=debt, count=count)
        yield given("error", "error", payer_error=request.payer_error)
        yield given("fraud", "situation", fraud_proven=request.fraud_proven)
