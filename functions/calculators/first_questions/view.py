"""What the page shows of the questions before a waiver, put together for its template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from functions.i18n.catalog import Catalog
from functions.law.core.values import Cents
from functions.law.waiver.first_questions import FirstQuestionsResult, Question, Reply
from functions.pages.explanation_view import ExplainedView, explain_result

OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsFirstView(ExplainedView):
    """Everything that the template of the result needs."""

    result: FirstQuestionsResult
    verdict: str
    tone: str
    debt: Cents
    due: Cents
    part_barred: bool
    shows_payments: bool
    next_keys: tuple[str, ...]


def first_questions_view(result: FirstQuestionsResult, catalog: Catalog) -> QuestionsFirstView:
    """The view of the questions in the words of a language."""
    verdict = _verdict(result)
    ended = result.ends_at is not None
    return QuestionsFirstView(
        result=result,
        verdict=verdict,
        tone={OPEN: "later", Question.FRAUD.value: "no"}.get(verdict, "yes"),
        debt=result.debt,
        due=result.recoverable,
        part_barred=not ended and result.time_barred > 0,
        shows_payments=result.ends_at is not Question.OWN_ERROR,
        next_keys=tuple(_next_keys(result, verdict)),
        **explain_result(catalog, "first_questions", result),
    )


def _verdict(result: FirstQuestionsResult) -> str:
    """The question that settles the debt; fraud, which leaves it whole; or neither."""
    if result.ends_at is not None:
        return result.ends_at.value
    return Question.FRAUD.value if result.request.fraud_proven else OPEN


def _next_keys(result: FirstQuestionsResult, verdict: str) -> Iterator[str]:
    """What the family can do now, the most useful first."""
    if result.ends_at is not None:
        yield verdict
    else:
        if verdict == OPEN:
            yield "waiver"
        if result.time_barred > 0:
            yield "part_barred"
        if _replied(result, Question.SMALL_DEBT) is Reply.YES:
            yield "small_debts"
        yield "instalments"
    yield "appeal"


def _replied(result: FirstQuestionsResult, question: Question) -> Reply:
    return next(asked.reply for asked in result.questions if asked.question is question)
