"""Serializes the questions before a waiver for the API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from functions.http.serialization import to_text
from functions.i18n.catalog import Catalog
from functions.law.waiver.first_questions import Asked, FirstQuestionsResult
from functions.law.waiver.recoverable import RecoverablePayment

MEMBERS: Mapping[str, Callable[[FirstQuestionsResult, Catalog], Any]] = {
    "letterSentOn": lambda found, _: to_text(found.request.letter_sent_on),
    "questions": lambda found, _: [_asked(asked) for asked in found.questions],
    "endsAt": lambda found, _: None if found.ends_at is None else found.ends_at.value,
    "payments": lambda found, _: [_payment(payment) for payment in found.payments],
    "recoverable": lambda found, _: to_text(found.recoverable),
    "timeBarred": lambda found, _: to_text(found.time_barred),
}
"""The questions and their replies."""


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
