"""The answers that several questions share: the title, its start index, and what was paid."""

from __future__ import annotations

from functions.forms.partial_answers import PartialAnswers
from functions.law.maintenance.application import ReceivedPayment, StartIndex, Title, TitleTerms


def title(answers: PartialAnswers) -> Title:
    """The title with its kind. The answers are complete."""
    return Title(
        kind=answers.kind,
        date=answers.date,
        served=answers.served,
        indexation=answers.indexation,
        start_index=start_index(answers),
        due_day=answers.due_day,
    )


def title_terms(answers: PartialAnswers) -> TitleTerms:
    """What the title says of its terms, whatever its kind."""
    return TitleTerms(
        date=answers.date,
        indexation=answers.indexation,
        start_index=start_index(answers),
        due_day=answers.due_day,
    )


def start_index(answers: PartialAnswers) -> StartIndex | None:
    """The start index that the title names, where one was typed."""
    start = answers.start_index
    return None if start is None else StartIndex(figure=start.figure, base_year=start.base_year)


def received_payments(answers: PartialAnswers) -> tuple[ReceivedPayment, ...]:
    """What the creditor received for each month, in cents."""
    return tuple(
        ReceivedPayment(month=payment.month, amount=payment.amount)
        for payment in answers.received_payments
    )
