"""Tells the questions before a waiver the way of the contract."""

from __future__ import annotations

from typing import Any

from functions.calculators.shared.explanation_json import notes_json, step_json
from functions.http.serialization import present, written
from functions.i18n.catalog import Words
from functions.law.waiver.first_questions import Asked, QuestionsFirst
from functions.law.waiver.recoverable import RecoverablePayment

SUBJECT = "first_questions"


def tell(result: QuestionsFirst, words: Words) -> dict[str, Any]:
    """The questions and their replies in the words of a language."""
    return present(
        letterSentOn=written(result.request.letter_sent_on),
        questions=[_asked(asked) for asked in result.questions],
        endsAt=None if result.ends_at is None else result.ends_at.value,
        payments=[_payment(payment) for payment in result.payments],
        recoverable=written(result.recoverable),
        timeBarred=written(result.time_barred),
        explanation=[step_json(words, SUBJECT, step) for step in result.explanation],
        notes=notes_json(words, SUBJECT, result.notes),
        independence=words.text("common.site.independence"),
    )


def _asked(asked: Asked) -> dict[str, Any]:
    return {
        "question": asked.question.value,
        "reply": asked.reply.value,
        "isEnd": asked.ends,
    }


def _payment(payment: RecoverablePayment) -> dict[str, Any]:
    return {
        "month": written(payment.month),
        "amount": written(payment.amount),
        "runsFrom": written(payment.runs_from),
        "years": payment.years,
        "lastDay": written(payment.last_day),
        "isRecoverable": payment.recoverable,
    }
