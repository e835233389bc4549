"""The questions that come before a waiver, and what is time-barred (decree, arts 90 to 103)."""

from datetime import date

from tests.oracle.calendar_days import ONE_DAY, next_month, written
from tests.oracle.judicial_code import last_of_years

BEFORE_THE_TABLE = ["ownError", "timeBarred", "death", "fraud", "smallDebt"]
QUESTIONS = [*BEFORE_THE_TABLE, "table", "instalments", "appeal"]
LIMITATION_IN_YEARS = 3
LIMITATION_AFTER_FRAUD_IN_YEARS = 5
MAY_BE_DROPPED_BELOW = 5_000
MUST_BE_DROPPED_BELOW = 20_000


def ask(request):
    payments = sorted(limitation(request, payment) for payment in request.payments)
    in_time_in_all = sum(amount for _, amount, _, _, in_time in payments if in_time)
    barred = sum(amount for _, amount, _, _, in_time in payments if not in_time)
    replies, ends_at = replies_of(request, in_time_in_all)
    return {
        "small_debt": None if "smallDebt" not in replies else small_debt(in_time_in_all),
        "replies": [(question, replies.get(question, "notAsked")) for question in QUESTIONS],
        "ends_at": ends_at,
        "payments": [
            (written(month), amount, runs_from, last, in_time)
            for month, amount, runs_from, last, in_time in payments
        ],
        # Where one of the questions ends the matter, nothing is recovered at all.
        "recoverable": in_time_in_all if ends_at is None else 0,
        "time_barred": barred,
    }


def limitation(request, payment):
    """Three years, five after fraud, from the first of the month after the payment (art. 97).

    That first is itself the first day, so that the term runs to its eve, three years on. The
    letter interrupts the term if it was sent on its last day at the latest (art. 98).
    """
    years = LIMITATION_AFTER_FRAUD_IN_YEARS if request.fraud_proven else LIMITATION_IN_YEARS
    month = tuple(payment.month)
    runs_from = date(*next_month(month), 1)
    last = last_of_years(runs_from - ONE_DAY, years)
    return month, payment.amount, runs_from, last, request.letter_sent_on <= last


def small_debt(recoverable):
    """Government order, arts 14 and 15: whether the debt may, or must, be dropped."""
    if recoverable < MAY_BE_DROPPED_BELOW:
        return "very_small"
    return "small" if recoverable < MUST_BE_DROPPED_BELOW else "not_small"


def replies_of(request, recoverable):
    """Question by question, until one of them settles the debt."""
    replies = {"ownError": "no"}
    if request.payer_error and not request.could_notice:
        replies["ownError"] = "yes"
        return replies, "ownError"
    replies["timeBarred"] = "no"
    if recoverable == 0:
        replies["timeBarred"] = "yes"
        return replies, "timeBarred"
    replies["death"] = "no"
    if request.died_before_told and not request.fraud_proven:
        replies["death"] = "yes"
        return replies, "death"
    replies["fraud"] = "no"
    if request.fraud_proven:
        # Government order, art. 16: neither the small debts nor the table. The debt stands, and
        # instalments and an appeal are still open.
        replies["fraud"] = "yes"
    else:
        replies["smallDebt"] = "no" if small_debt(recoverable) == "not_small" else "yes"
        replies["table"] = "yes"
    replies["instalments"] = "yes"
    replies["appeal"] = "yes"
    return replies, None
