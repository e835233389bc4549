"""Tells the questions before a waiver the way of the contract."""

from __future__ import annotations

from typing import Any

from functions.http.serialization import drop_none, to_text
from functions.i18n.catalog import Catalog
from functions.law.waiver.first_questions import Asked, FirstQuestionsResult
from functions.law.waiver.recoverable import RecoverablePayment


def members(result: FirstQuestionsResult, _: Catalog) -> dict[str, Any]:
    """The questions and their replies."""
    return drop_none(
        letterSentOn=to_text(result.request.letter_sent_on),
        questions=[_asked(asked) for asked in result.questions],
        endsAt=None if result.ends_at is None else result.ends_at.value,
        payments=[_payment(payment) for payment in result.payments],
        recoverable=to_text(result.recoverable),
        timeBarred=to_text(result.time_barred),
    )


def _asked(asked: Asked) -> dict[str, Any]:
    return {
        "question": asked.question.value,
        "reply": asked.reply.value,
        "isEnd": asked.ends,
    }


def _payment(payment: RecoverablePayment) -> dict[str, Any]:
    return {
        "month": to_text(payment.month),
        "amount": to_text(payment.amount),
        "runsFrom": to_text(payment.runs_from),
        "years": payment.years,
        "lastDay": to_text(payment.last_day),
        "isRecoverable": payment.recoverable,
    }
