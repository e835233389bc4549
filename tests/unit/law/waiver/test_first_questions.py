"""The order of the questions before a waiver, and where the answer stops."""

from datetime import date
from itertools import product

import pytest

from functions.law.core.errors import ValidationErrorCode
from functions.law.core.rule import Explanation, RuleError
from functions.law.core.trace import Source
from functions.law.core.values import Cents, Month
from functions.law.waiver.first_questions import DEBTS, Question, Reply, ask_first_questions
from functions.law.waiver.first_questions_request import FirstQuestionsRequest, UnduePayment
from tests.unit.law.validation_errors import refused
from tests.unit.law.waiver.households import PARAMETERS

LETTER = date(2026, 3, 31)


def request(payments=None, **changes):
    payments = {Month(2026, 1): 50000} if payments is None else payments
    answers = {
        "letter_sent_on": LETTER,
        "payer_error": False,
        "died_before_told": False,
        "fraud_proven": False,
        "payments": tuple(UnduePayment(month=m, amount=a) for m, a in payments.items()),
    }
    return FirstQuestionsRequest(**(answers | changes))


def answer(*arguments, **changes):
    return ask_first_questions(request(*arguments, **changes), PARAMETERS)


def replies(found):
    return {asked.question: asked.reply for asked in found.questions}


def codes(found):
    return {note.code for note in found.notes}


def test_the_questions_stand_in_the_order_of_the_texts():
    assert [question.value for question in Question] == [
        "ownError",
        "timeBarred",
        "death",
        "fraud",
        "smallDebt",
        "table",
        "instalments",
        "appeal",
    ]
    assert [asked.question for asked in answer().questions] == list(Question)


def test_the_payers_own_error_that_could_not_be_noticed_is_corrected_only_for_the_future():
    found = answer(payer_error=True, could_notice=False)
    assert found.ends_at is Question.OWN_ERROR
    assert list(replies(found).values()) == [Reply.YES, *[Reply.NOT_ASKED] * 7]


def test_an_error_that_could_be_noticed_does_not_end_the_questions():
    found = answer(payer_error=True, could_notice=True)
    assert (found.ends_at, replies(found)[Question.OWN_ERROR]) == (None, Reply.NO)


@pytest.mark.parametrize(
    ("month", "fraud", "recoverable"),
    [
        (Month(2023, 3), False, True),
        (Month(2023, 2), False, False),
        (Month(2021, 3), True, True),
        (Month(2021, 2), True, False),
    ],
)
def test_a_payment_is_recoverable_for_three_years_or_five_from_the_first_of_the_next_month(
    month, fraud, recoverable
):
    found = answer({month: 50000}, fraud_proven=fraud)
    assert found.payments[0].recoverable is recoverable
    assert (found.ends_at is Question.TIME_BARRED) is not recoverable


def test_a_letter_of_the_last_day_comes_in_time_and_one_of_the_day_after_does_not():
    # Paid in March 2023: from 1 April 2023 to 31 March 2026.
    assert answer({Month(2023, 3): 1}).payments[0].last_day == date(2026, 3, 31)
    late = answer({Month(2023, 3): 1}, letter_sent_on=date(2026, 4, 1))
    assert late.ends_at is Question.TIME_BARRED


def test_what_is_recoverable_and_what_is_time_barred_add_up_to_what_was_paid():
    found = answer({Month(2023, 2): 700, Month(2023, 3): 300, Month(2026, 3): 20000})
    assert (found.time_barred, found.recoverable) == (700, 20300)
    assert replies(found)[Question.TIME_BARRED] is Reply.NO


def test_the_debt_of_who_died_before_being_told_is_waived_unless_there_was_fraud():
    assert answer(died_before_told=True).ends_at is Question.DEATH
    fraud = answer(died_before_told=True, fraud_proven=True)
    assert (fraud.ends_at, replies(fraud)[Question.DEATH]) == (None, Reply.NO)


def test_after_proven_fraud_no_waiver_is_asked_but_instalments_and_appeal_are():
    found = replies(answer(fraud_proven=True))
    assert found[Question.FRAUD] is Reply.YES
    assert found[Question.SMALL_DEBT] is found[Question.TABLE] is Reply.NOT_ASKED
    assert {asked.ends for asked in answer(fraud_proven=True).questions} == {False}
    assert found[Question.INSTALMENTS] is found[Question.APPEAL] is Reply.YES
    assert "interest_after_fraud" in codes(answer(fraud_proven=True))


def test_interest_after_fraud_is_not_told_where_every_payment_is_barred():
    found = answer({Month(2020, 1): 50000}, fraud_proven=True)
    assert found.ends_at is Question.TIME_BARRED
    assert "interest_after_fraud" not in codes(found)


@pytest.mark.parametrize(
    ("amount", "rule"),
    [
        (4999, "very_small"),
        (5000, "small"),
        (5001, "small"),
        (19999, "small"),
        (20000, "not_small"),
        (20001, "not_small"),
    ],
)
def test_a_debt_under_50_may_be_waived_and_one_under_200_must(amount, rule):
    found = answer({Month(2026, 1): amount})
    steps = [step.rule for step in found.explanation if step.rule.startswith("first.debt.")]
    assert steps == [f"first.debt.{rule}"]


@pytest.mark.parametrize(("amount", "article"), [(4999, "14"), (5000, "15"), (20000, "15")])
def test_a_very_small_debt_has_an_article_of_its_own(amount, article):
    steps = {one.question: one.step for one in answer({Month(2026, 1): amount}).questions}
    assert steps[Question.SMALL_DEBT].source.article == article


def test_only_what_is_still_recoverable_makes_a_debt_small():
    found = answer({Month(2020, 1): 50000, Month(2026, 1): 4999})
    assert "first.debt.very_small" in {step.rule for step in found.explanation}


YES_NO = (True, False)
# Who was paid by fraud could notice the error; an error says whether it could be noticed.
CONTRADICTIONS = {(True, None, False), (True, None, True), (True, False, True)}
EVERY_ANSWER = [
    {"payer_error": error, "could_notice": notice, "died_before_told": died, "fraud_proven": fraud}
    for error, notice, died, fraud in product(YES_NO, (True, False, None), YES_NO, YES_NO)
    if (error, notice, fraud) not in CONTRADICTIONS
]


@pytest.mark.parametrize("payments", [{Month(2026, 1): 1}, {Month(2020, 1): 1}])
@pytest.mark.parametrize("answers", EVERY_ANSWER)
def test_at_most_one_question_ends_them_and_nothing_is_asked_after_it(answers, payments):
    found = answer(payments, **answers)
    ends = [position for position, asked in enumerate(found.questions) if asked.ends]
    assert len(ends) <= 1
    if ends:
        after = found.questions[ends[0] + 1 :]
        assert {(asked.reply, asked.ends) for asked in after} <= {(Reply.NOT_ASKED, False)}


PAYMENT = "payments[0]"


@pytest.mark.parametrize(
    ("changes", "field", "refusal"),
    [
        (
            {"letter_sent_on": date(2018, 12, 31)},
            "letter_sent_on",
            ValidationErrorCode.OUT_OF_RANGE,
        ),
        ({"letter_sent_on": date(2028, 1, 1)}, "letter_sent_on", ValidationErrorCode.OUT_OF_RANGE),
        ({"payer_error": True}, "could_notice", ValidationErrorCode.REQUIRED),
        (
            {"payer_error": True, "could_notice": False, "fraud_proven": True},
            "fraud_proven",
            ValidationErrorCode.NOT_ALLOWED,
        ),
        ({"payments": {}}, "payments", ValidationErrorCode.OUT_OF_RANGE),
        ({"payments": {Month(2026, 1): 0}}, f"{PAYMENT}.amount", ValidationErrorCode.OUT_OF_RANGE),
        (
            {"payments": {Month(2026, 1): 100000001}},
            f"{PAYMENT}.amount",
            ValidationErrorCode.OUT_OF_RANGE,
        ),
        ({"payments": {Month(2026, 4): 1}}, f"{PAYMENT}.month", ValidationErrorCode.NOT_IN_PERIOD),
    ],
)
def test_what_contradicts_itself_is_refused(changes, field, refusal):
    found = refused(ask_first_questions, request(**changes), PARAMETERS, "first_questions")
    assert {name: why for name, (why, _) in found.items()} == {field: refusal}


def test_a_month_told_twice_is_refused():
    payments = (UnduePayment(month=Month(2026, 1), amount=1),) * 2
    asked = FirstQuestionsRequest(
        letter_sent_on=LETTER,
        payer_error=False,
        died_before_told=False,
        fraud_proven=False,
        payments=payments,
    )
    found = refused(ask_first_questions, asked, PARAMETERS, "first_questions")
    assert found == {"payments[1].month": (ValidationErrorCode.DUPLICATE, {})}


@pytest.mark.parametrize(
    "changes",
    [
        {"payer_error": True, "could_notice": False},
        {"died_before_told": True},
        {"payments": {Month(2020, 1): 50000}},
    ],
)
def test_debt_that_a_question_ends_leaves_nothing_to_recover(changes):
    found = answer(**changes)
    assert found.ends_at is not None
    assert (found.recoverable, found.debt) == (0, 50000)


def test_debt_that_no_question_ends_is_recoverable_but_for_what_is_time_barred():
    found = answer({Month(2026, 1): 50000, Month(2020, 1): 3000}, fraud_proven=False)
    assert (found.debt, found.recoverable, found.time_barred) == (53000, 50000, 3000)


@pytest.mark.parametrize(
    ("amount", "limit"),
    [(4999, None), (5000, 5743), (5742, 5743), (5743, None), (20000, 22974), (22974, None)],
)
def test_debt_that_is_small_only_by_the_index_is_said(amount, limit):
    found = answer({Month(2026, 9): amount}, letter_sent_on=date(2026, 11, 21))
    said = [note.inputs for note in found.notes if note.code == "small_debt_if_indexed"]
    assert said == ([] if limit is None else [{"recoverable": amount, "limit": limit}])


def test_interest_after_fraud_rests_on_the_order_that_names_the_legal_rate():
    found = answer(fraud_proven=True)
    sources = {note.code: note.source for note in found.notes}
    assert sources["interest_after_fraud"] == Source("family_allowances_order", "11")


@pytest.mark.parametrize(
    ("recoverable", "size"),
    [(0, 0), (4999, 0), (5000, 1), (19999, 1), (20000, 2), (20001, 2)],
)
def test_small_debt_has_one_size_by_the_two_amounts_it_is_below(recoverable, size):
    amounts = Cents(recoverable), Cents(5000), Cents(20000)
    for place, one in enumerate(DEBTS):
        explanation = Explanation().citing(Source("waiver_order"))
        if place == size:
            assert explanation.add(one, *amounts) is (size < 2)
        else:
            with pytest.raises(RuleError, match=one.code):
                explanation.add(one, *amounts)


ABOUT_THE_TERM = {"limitation_first_day", "letter_interrupts"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"payer_error": True, "could_notice": False}, set()),
        ({"payments": {Month(2020, 1): 50000}}, ABOUT_THE_TERM),
        ({"died_before_told": True}, ABOUT_THE_TERM),
        ({"fraud_proven": True}, ABOUT_THE_TERM | {"interest_after_fraud"}),
        ({}, ABOUT_THE_TERM | {"small_debt_conditions", "no_deadline_no_suspension"}),
    ],
)
def test_only_what_bears_on_a_question_that_was_asked_is_said(changes, said):
    assert codes(answer(**changes)) == said
