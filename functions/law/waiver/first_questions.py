"""The questions to ask before a waiver is, in their order, and where the answer stops.

Payer's own error, limitation, death, fraud, small debts, table, instalments, appeal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from functions.law.core.errors import InvalidInput
from functions.law.core.trace import Note, Source, Status, TraceStep
from functions.law.core.values import Cents, Value
from functions.law.waiver.first_questions_request import FirstQuestionsRequest, issues
from functions.law.waiver.parameters import WaiverParameters
from functions.law.waiver.recoverable import RecoverablePayment, recoverable_payments, years_of

DECREE = "family_allowances_decree"
ORDER = "family_allowances_order"
OWN_ERROR = Source(DECREE, "92, § 1")
LIMITATION = Source(DECREE, "97")
DEATH = Source(DECREE, "103, § 3")
FRAUD = Source(ORDER, "16")
TABLE = Source(ORDER, "13")
INSTALMENTS = Source(DECREE, "90, 6°")
APPEAL = Source(DECREE, "89")
LIMITATION_GAP = Source(DECREE, "97", Status.INFERRED)
"""The sources do not say whether the first of the month is itself the first day of the term."""


class Question(StrEnum):
    """The questions, in the order in which they are asked."""

    OWN_ERROR = "ownError"
    TIME_BARRED = "timeBarred"
    DEATH = "death"
    FRAUD = "fraud"
    SMALL_DEBT = "smallDebt"
    TABLE = "table"
    INSTALMENTS = "instalments"
    APPEAL = "appeal"


class Reply(StrEnum):
    """What a question gives; one that comes after the end is not asked."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "notAsked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question and its reply. ``ends``: nothing after it is asked."""

    question: Question
    reply: Reply
    ends: bool
    step: TraceStep | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstQuestionsResult:
    """The questions in order, where they end, and what is still recoverable. Amounts in cents."""

    request: FirstQuestionsRequest
    questions: tuple[Asked, ...]
    ends_at: Question | None
    payments: tuple[RecoverablePayment, ...]
    recoverable: Cents
    time_barred: Cents
    explanation: tuple[TraceStep, ...]
    notes: tuple[Note, ...]


def ask_first_questions(
    request: FirstQuestionsRequest, parameters: WaiverParameters
) -> FirstQuestionsResult:
    """The questions in the order of the texts, up to the one that settles the debt.

    Raises:
        InvalidInput: the answers contradict each other or lie outside the known law.
    """
    found = tuple(issues(request, parameters))
    if found:
        raise InvalidInput(found)
    payments = recoverable_payments(request, parameters)
    recoverable = Cents(sum(p.amount for p in payments if p.recoverable))
    questions = tuple(_up_to_the_end(request, payments, recoverable, parameters))
    return FirstQuestionsResult(
        request=request,
        questions=questions,
        ends_at=next((asked.question for asked in questions if asked.ends), None),
        payments=payments,
        recoverable=recoverable,
        time_barred=Cents(sum(p.amount for p in payments if not p.recoverable)),
        explanation=tuple(
            step
            for asked in questions
            if asked.step is not None
            for step in (
                *(_payment_steps(payments) if asked.question is Question.TIME_BARRED else ()),
                asked.step,
            )
        ),
        notes=tuple(_notes(request, questions)),
    )


def _up_to_the_end(
    request: FirstQuestionsRequest,
    payments: tuple[RecoverablePayment, ...],
    recoverable: Cents,
    parameters: WaiverParameters,
) -> Iterator[Asked]:
    ended = False
    for asked in _every_question(request, payments, recoverable, parameters):
        if ended:
            yield Asked(question=asked.question, reply=Reply.NOT_ASKED, ends=False)
        else:
            yield asked
            ended = asked.ends


def _every_question(
    request: FirstQuestionsRequest,
    payments: tuple[RecoverablePayment, ...],
    recoverable: Cents,
    parameters: WaiverParameters,
) -> Iterator[Asked]:
    """Every question with its reply, as if none before it had ended them."""
    own_error = request.payer_error and request.could_notice is False
    error: dict[str, Value] = {"payer_error": request.payer_error}
    if request.could_notice is not None:
        error["could_notice"] = request.could_notice
    yield _asked(
        Question.OWN_ERROR,
        TraceStep(
            rule="first.own_error" if own_error else "first.no_own_error",
            inputs=error,
            value=own_error,
            source=OWN_ERROR,
        ),
        ends=own_error,
    )
    barred = recoverable == 0
    yield _asked(
        Question.TIME_BARRED,
        TraceStep(
            rule="first.time_barred" if barred else "first.recoverable",
            inputs={
                "debt": Cents(sum(p.amount for p in payments)),
                "recoverable": recoverable,
                "letter_sent_on": request.letter_sent_on,
                "years": years_of(request, parameters),
            },
            value=barred,
            source=LIMITATION,
        ),
        ends=barred,
    )
    died = request.died_before_told and not request.fraud_proven
    yield _asked(
        Question.DEATH,
        TraceStep(
            rule="first.death" if died else "first.no_death",
            inputs={
                "died_before_told": request.died_before_told,
                "fraud_proven": request.fraud_proven,
            },
            value=died,
            source=DEATH,
        ),
        ends=died,
    )
    yield _asked(
        Question.FRAUD,
        TraceStep(
            rule="first.fraud" if request.fraud_proven else "first.no_fraud",
            inputs={"fraud_proven": request.fraud_proven},
            value=request.fraud_proven,
            source=FRAUD,
        ),
    )
    yield from _waivers(request, recoverable, parameters)
    yield _open_way(Question.INSTALMENTS, "first.instalments", INSTALMENTS)
    yield _open_way(Question.APPEAL, "first.appeal", APPEAL)


def _waivers(
    request: FirstQuestionsRequest, recoverable: Cents, parameters: WaiverParameters
) -> Iterator[Asked]:
    """Small debts and the table, neither of which is asked after proven fraud (art. 16)."""
    if request.fraud_proven:
        for question in (Question.SMALL_DEBT, Question.TABLE):
            yield Asked(question=question, reply=Reply.NOT_ASKED, ends=False)
        return
    day = request.letter_sent_on
    may = Cents(parameters.small_debt_may.on(day))
    must = Cents(parameters.small_debt_must.on(day))
    rules = parameters.small_debt_may if recoverable < may else parameters.small_debt_must
    size = "very_small" if recoverable < may else "small" if recoverable < must else "not_small"
    yield _asked(
        Question.SMALL_DEBT,
        TraceStep(
            rule=f"first.debt.{size}",
            inputs={"recoverable": recoverable, "may": may, "must": must},
            value=recoverable < must,
            source=rules.source_on(day),
        ),
    )
    yield _open_way(Question.TABLE, "first.table", TABLE)


def _asked(question: Question, step: TraceStep, *, ends: bool = False) -> Asked:
    reply = Reply.YES if step.value else Reply.NO
    return Asked(question=question, reply=reply, ends=ends, step=step)


def _open_way(question: Question, rule: str, source: Source) -> Asked:
    """A way that stands open to everyone who is still asked to pay."""
    return _asked(question, TraceStep(rule=rule, inputs={}, value=True, source=source))


def _payment_steps(payments: tuple[RecoverablePayment, ...]) -> Iterator[TraceStep]:
    """For each payment, the last day on which the recovery letter came in time."""
    for payment in payments:
        yield TraceStep(
            rule="first.payment.recoverable" if payment.recoverable else "first.payment.barred",
            inputs={
                "month": payment.month,
                "amount": payment.amount,
                "runs_from": payment.runs_from,
                "years": payment.years,
                "letter_sent_on": payment.letter_sent_on,
            },
            value=payment.last_day,
            source=LIMITATION,
        )


def _notes(request: FirstQuestionsRequest, questions: tuple[Asked, ...]) -> Iterator[Note]:
    """What is uncertain, and what the answer does not say."""
    asked = {q.question for q in questions if q.reply is not Reply.NOT_ASKED}
    if Question.TIME_BARRED in asked:
        yield Note(code="limitation_first_day", source=LIMITATION_GAP)
        yield Note(code="letter_interrupts", source=Source(DECREE, "98"))
    if Question.SMALL_DEBT in asked:
        yield Note(code="small_debt_conditions", source=Source(ORDER, "14"))
    if request.fraud_proven and Question.FRAUD in asked:
        yield Note(code="interest_after_fraud", source=Source(DECREE, "101"))
    if Question.TABLE in asked:
        yield Note(code="no_deadline_no_suspension", source=Source(ORDER, "13", Status.GAP))
