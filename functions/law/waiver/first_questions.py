"""The questions to ask before a waiver is, in their order, and where the answer stops.

Payer's own error, limitation, death, fraud, small debts, table, instalments, appeal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from functions.law.core.replay import in_order, replaying
from functions.law.core.rule import (
    AnyRule,
    Explanation,
    Rule,
    either,
    input_given,
    rule,
)
from functions.law.core.trace import Note, Source, Status, TraceStep
from functions.law.core.validation import ensure_valid
from functions.law.core.values import Cents
from functions.law.waiver.first_questions_request import FirstQuestionsRequest, validate
from functions.law.waiver.parameters import WaiverParameters
from functions.law.waiver.recoverable import (
    BARRED,
    RECOVERABLE,
    RecoverablePayment,
    is_time_barred,
    recoverable_payments,
    years_of,
)
from functions.law.waiver.request import ParameterSet
from functions.law.waiver.sources import CONDITIONS, DECREE, FRAUD, INDEXED, MANDATORY, ORDER

INTEREST = Source(ORDER, "11")
"""The legal rate in civil matters, of the act of 5 May 1865."""
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


ENDING = (Question.OWN_ERROR, Question.TIME_BARRED, Question.DEATH)
"""The questions after which, if the reply is yes, no other is asked."""


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
    """The questions in order, where they end, and what can be recovered. Amounts in cents.

    ``recoverable`` is nothing where a question ends the debt. ``debt`` is every payment,
    ``time_barred`` those for which the letter came too late.
    """

    request: FirstQuestionsRequest
    questions: tuple[Asked, ...]
    ends_at: Question | None
    payments: tuple[RecoverablePayment, ...]
    debt: Cents
    recoverable: Cents
    time_barred: Cents
    notes: tuple[Note, ...]

    @property
    def explanation(self) -> tuple[TraceStep, ...]:
        """The step of each question that was asked, those of the payments before limitation."""
        return tuple(_steps(self.questions, self.payments))


def is_answered(payer_error: bool, could_notice: bool | None) -> bool:
    """Where there was an error, it is asked whether the beneficiary could notice it."""
    return not payer_error or could_notice is not None


@either(
    "first.own_error",
    "first.no_own_error",
    Source(DECREE, "92, § 1"),
    when=(is_answered,),
    thresholds=("payer_error", "could_notice"),
)
def is_own_error(payer_error: bool, could_notice: bool | None = None) -> bool:
    """The payer's own error, which the beneficiary could not normally notice."""
    return payer_error and could_notice is False


@either(
    "first.death",
    "first.no_death",
    Source(DECREE, "103, § 3"),
    thresholds=("died_before_told", "fraud_proven"),
)
def ends_by_death(died_before_told: bool, fraud_proven: bool) -> bool:
    """The debtor died before being informed of the debt; not after proven fraud."""
    return died_before_told and not fraud_proven


@either(
    "first.fraud",
    "first.no_fraud",
    FRAUD,
    follows={"fraud_proven": input_given("fraud_proven", *ends_by_death.both)},
)
def is_fraud(fraud_proven: bool) -> bool:
    """Proven fraud excludes every waiver."""
    return fraud_proven


def is_small(recoverable: Cents, may: Cents, must: Cents) -> bool:
    """So small that it must be waived rather than handed to the tax administration."""
    return recoverable < must


def may_be_waived(recoverable: Cents, may: Cents) -> bool:
    """So small that the payer may waive it by itself."""
    return recoverable < may


def is_between_both(recoverable: Cents, may: Cents, must: Cents) -> bool:
    """Not as small as that, and still small."""
    return may <= recoverable < must


def is_not_small(recoverable: Cents, must: Cents) -> bool:
    """The rules on small debts do not apply."""
    return recoverable >= must


VERY_SMALL, SMALL, NOT_SMALL = DEBTS = tuple(
    rule(
        f"first.debt.{size}",
        when=(condition,),
        informs=informs,
        thresholds=("may", "must"),
        follows={"recoverable": input_given("recoverable", *is_time_barred.both)},
    )(is_small)
    for size, condition, informs in (
        ("very_small", may_be_waived, ()),
        ("small", is_between_both, ()),
        ("not_small", is_not_small, ("may",)),
    )
)


def stands_open() -> bool:
    """A way that stands open to everyone who is still asked to pay."""
    return True


table: Rule[[], bool] = rule("first.table", CONDITIONS)(stands_open)
instalments: Rule[[], bool] = rule("first.instalments", Source(DECREE, "90, 6°"))(stands_open)
appeal: Rule[[], bool] = rule("first.appeal", MANDATORY)(stands_open)


def ask_first_questions(
    request: FirstQuestionsRequest, parameters: WaiverParameters
) -> FirstQuestionsResult:
    """The questions in the order of the texts, up to the one that settles the debt.

    Raises:
        InvalidInput: the answers contradict each other or lie outside the known law.
    """
    ensure_valid(validate(request, parameters))
    payments = recoverable_payments(request, parameters)
    in_time = Cents(sum(p.amount for p in payments if p.recoverable))
    questions = tuple(_up_to_the_end(request, payments, in_time, parameters))
    ends_at = next((asked.question for asked in questions if asked.ends), None)
    debt = Cents(sum(p.amount for p in payments))
    return FirstQuestionsResult(
        request=request,
        questions=questions,
        ends_at=ends_at,
        payments=payments,
        debt=debt,
        recoverable=in_time if ends_at is None else Cents(0),
        time_barred=Cents(debt - in_time),
        notes=tuple(_notes(request, questions, in_time, parameters)),
    )


def _up_to_the_end(
    request: FirstQuestionsRequest,
    payments: tuple[RecoverablePayment, ...],
    recoverable: Cents,
    parameters: WaiverParameters,
) -> Iterator[Asked]:
    """The questions with their replies; those after the one that settles the debt are not asked."""
    order = iter(Question)
    for asked in _every_question(request, payments, recoverable, parameters):
        yield asked
        next(order)
        if asked.ends:
            break
    for question in order:
        yield Asked(question=question, reply=Reply.NOT_ASKED, ends=False)


def _every_question(
    request: FirstQuestionsRequest,
    payments: tuple[RecoverablePayment, ...],
    recoverable: Cents,
    parameters: WaiverParameters,
) -> Iterator[Asked]:
    """Every question with its reply, as if none before it had ended them."""
    error = (request.payer_error, request.could_notice)
    yield _asked(Question.OWN_ERROR, is_own_error.of(*error).step(*error))
    debt = Cents(sum(p.amount for p in payments))
    barred = (debt, recoverable, request.letter_sent_on, years_of(request, parameters))
    yield _asked(Question.TIME_BARRED, is_time_barred.of(*barred).step(*barred))
    death = (request.died_before_told, request.fraud_proven)
    yield _asked(Question.DEATH, ends_by_death.of(*death).step(*death))
    fraud = request.fraud_proven
    yield _asked(Question.FRAUD, is_fraud.of(fraud).step(fraud))
    yield from _waivers(request, recoverable, parameters)
    yield _asked(Question.INSTALMENTS, instalments.step())
    yield _asked(Question.APPEAL, appeal.step())


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
    dated = parameters.small_debt_may if recoverable < may else parameters.small_debt_must
    size = VERY_SMALL if recoverable < may else SMALL if recoverable < must else NOT_SMALL
    explanation = Explanation().citing(dated.source_on(day))
    explanation.add(size, recoverable, may, must)
    (step,) = explanation.steps
    yield _asked(Question.SMALL_DEBT, step)
    yield _asked(Question.TABLE, table.step())


def _asked(question: Question, step: TraceStep) -> Asked:
    is_so = step.value is True
    reply = Reply.YES if is_so else Reply.NO
    return Asked(question=question, reply=reply, ends=is_so and question in ENDING, step=step)


def _steps(
    questions: tuple[Asked, ...], payments: tuple[RecoverablePayment, ...]
) -> Iterator[TraceStep]:
    """For each payment, the last day on which the recovery letter came in time; the replies."""
    for asked in questions:
        if asked.step is None:
            continue
        if asked.question is Question.TIME_BARRED:
            for payment in payments:
                yield (RECOVERABLE if payment.recoverable else BARRED).step(
                    payment.month,
                    payment.amount,
                    payment.runs_from,
                    payment.years,
                    payment.letter_sent_on,
                )
        yield asked.step


@replaying
def replay_first_questions(steps: Sequence[TraceStep]) -> Question | None:
    """The question that ends the others, from the steps alone; none is left out.

    Raises:
        RuleError: a step does not follow from its inputs and those before it, or was not asked.
    """
    payments = sum(step.rule in {RECOVERABLE.code, BARRED.code} for step in steps)
    asked: list[Sequence[AnyRule]] = []
    ending: Question | None = None
    for question, rules in (
        (Question.OWN_ERROR, is_own_error.both),
        (Question.TIME_BARRED, is_time_barred.both),
        (Question.DEATH, ends_by_death.both),
    ):
        if question is Question.TIME_BARRED:
            asked += [(RECOVERABLE, BARRED)] * payments
        asked.append(rules)
        if len(asked) <= len(steps) and steps[len(asked) - 1].value is True:
            ending = question
            break
    else:
        asked.append(is_fraud.both)
        if steps[len(asked) - 1 :] and steps[len(asked) - 1].value is False:
            asked += [DEBTS, (table,)]
        asked += [(instalments,), (appeal,)]
    in_order(steps, *asked)
    return ending


def _notes(
    request: FirstQuestionsRequest,
    questions: tuple[Asked, ...],
    in_time: Cents,
    parameters: WaiverParameters,
) -> Iterator[Note]:
    """What is uncertain, and what the answer does not say."""
    asked = {q.question for q in questions if q.reply is not Reply.NOT_ASKED}
    if Question.TIME_BARRED in asked:
        yield Note(code="limitation_first_day", source=LIMITATION_GAP)
        yield Note(code="letter_interrupts", source=Source(DECREE, "98"))
    if Question.SMALL_DEBT in asked:
        yield Note(code="small_debt_conditions", source=Source(ORDER, "14"))
        yield from _indexed_small_debts(in_time, request.letter_sent_on, parameters)
    if request.fraud_proven and Question.FRAUD in asked:
        yield Note(code="interest_after_fraud", source=INTEREST)
    if Question.TABLE in asked:
        yield Note(code="no_deadline_no_suspension", source=Source(ORDER, "13", Status.GAP))


def _indexed_small_debts(in_time: Cents, day: date, parameters: WaiverParameters) -> Iterator[Note]:
    """A debt that is small only if the amounts of the order follow the index."""
    pairs = zip(
        parameters.small_debt(ParameterSet.ESTIMATE),
        parameters.small_debt(ParameterSet.PUBLISHED),
        strict=True,
    )
    for indexed, in_the_order in pairs:
        entry = indexed.entry_on(day)
        if entry is not None and in_the_order.on(day) <= in_time < indexed.on(day):
            inputs = {"recoverable": in_time, "limit": Cents(indexed.on(day))}
            yield Note(code="small_debt_if_indexed", inputs=inputs, source=INDEXED)
