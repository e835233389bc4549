"""Random recovery letters, near the end of each limitation; and the product's questions."""

from datetime import date

from functions.law.core.values import Month
from functions.law.waiver.first_questions import Question, ask_first_questions
from functions.law.waiver.first_questions_request import FirstQuestionsRequest, UnduePayment
from tests import known_figures
from tests.oracle import first_questions
from tests.oracle.calendar_days import month_before, month_of, months_before, written
from tests.oracle.scenarios.days import any_day, sometimes_outside

FIRST_DAY = date(2019, 1, 1)
LAST_DAY = date(2027, 12, 31)
SMALL = [5_000, 5_000, 20_000, 20_000]
REQUEST = FirstQuestionsRequest


def case(dice):
    letter = any_day(dice, FIRST_DAY, LAST_DAY)
    payer_error = dice.random() < 0.3
    return FirstQuestionsRequest(
        letter_sent_on=sometimes_outside(dice, letter, FIRST_DAY, LAST_DAY),
        payer_error=payer_error,
        could_notice=dice.random() < 0.7 if payer_error else None,
        died_before_told=dice.random() < 0.1,
        fraud_proven=dice.random() < 0.3,
        payments=any_payments(dice, letter),
    )


def any_payments(dice, letter):
    """Months around three and five years before the letter; often a small debt in all."""
    months = set()
    for _ in range(dice.choice([1, 1, 2, 3, 6, 24])):
        years = dice.choice([0, 3, 3, 5, 5, dice.randint(0, 7)])
        month = month_of(months_before(letter, 12 * years))
        for _ in range(dice.choice([0, 0, 1, 1, 2, 3, dice.randint(0, 12)])):
            month = month_before(month)
        months.add(month)
    whole = dice.choice([*SMALL, 100_000]) + dice.randint(-1, 1)
    amounts = [dice.randint(1, 30_000) for _ in months]
    if dice.random() < 0.7:
        amounts = [max(1, whole // len(months))] * len(months)
        amounts[0] += max(0, whole - sum(amounts))
    paid = list(zip(months, amounts, strict=True))
    dice.shuffle(paid)
    return tuple(UnduePayment(month=Month(*month), amount=amount) for month, amount in paid)


def refused(request):
    """A day outside the known time, or fraud by somebody who could not notice the payer's error."""
    unnoticed = request.payer_error and not request.could_notice
    outside = not FIRST_DAY <= request.letter_sent_on <= LAST_DAY
    return outside or (unnoticed and request.fraud_proven)


def product(request):
    answer = ask_first_questions(request, known_figures.waiver())
    small = [asked.step for asked in answer.questions if asked.question == Question.SMALL_DEBT]
    return {
        "small_debt": small[0] and small[0].rule.removeprefix("first.debt."),
        "replies": [(str(asked.question), str(asked.reply)) for asked in answer.questions],
        "ends_at": None if answer.ends_at is None else str(answer.ends_at),
        "payments": [
            (written(tuple(one.month)), one.amount, one.runs_from, one.last_day, one.recoverable)
            for one in answer.payments
        ],
        "recoverable": answer.recoverable,
        "time_barred": answer.time_barred,
    }


def naive(request):
    return first_questions.ask(request)
