"""Random debtors who pay to the service; and the product's allocation."""

from datetime import date, timedelta
from fractions import Fraction

from functions.law.core.values import Month
from functions.law.maintenance.allocation import Payment, Rank
from functions.law.maintenance.debtor_account import PaymentsRequest
from functions.law.maintenance.payments import allocate_payments
from tests import known_figures
from tests.oracle import allocation, members
from tests.oracle.calendar_days import day_in, last_day, month_of, next_month
from tests.oracle.contribution import debtor_rate
from tests.oracle.money import whole_cents
from tests.oracle.scenarios.days import any_day, any_day_of_a_term, sometimes_outside

FIRST_DAY = date(2004, 6, 1)
LAST_DAY = date(2027, 12, 31)
RANKS = list(Rank)
MOST_PAYMENTS = 60
REQUEST = PaymentsRequest


def case(dice):
    """Payers in full, a cent short, a month late, irregular; with and without old debts."""
    applied = any_day(dice, FIRST_DAY, LAST_DAY)
    old_debts = dice.random() < 0.6
    bare = PaymentsRequest(
        application_date=applied,
        arrears=dice.choice([0, dice.randint(1, 200), dice.randint(1, 300_000)]) * old_debts,
        recovery_costs=dice.choice([0, 1, dice.randint(1, 40_000)]) * old_debts,
        interest=dice.choice([0, 1, dice.randint(1, 9_000)]) * old_debts,
        **any_month_due(dice),
        first_month=any_first_month(dice, applied),
        months=dice.choice([1, 6, 7, 12, 12, 13, 24, 60]),
        due_day=dice.choice([None, None, 1, 2, 15, 28, 29, 30, 31]),
    )
    values = {name: getattr(bare, name) for name in PaymentsRequest.__dataclass_fields__}
    values["payments"] = tuple(any_payments(dice, bare))
    if dice.random() < 0.4:
        values["letter_sent_on"] = any_day_of_a_term(dice, applied, LAST_DAY)
    values["application_date"] = sometimes_outside(dice, applied, FIRST_DAY, LAST_DAY)
    return PaymentsRequest(**values)


def any_month_due(dice):
    maintenance = dice.choice([17_500, 20_000, dice.randint(1, 300), dice.randint(1, 60_000)])
    advance = dice.choice([0, min(maintenance, 17_500), maintenance, dice.randint(0, maintenance)])
    return {"monthly_maintenance": maintenance, "monthly_advance": advance}


def any_first_month(dice, applied):
    month = month_of(applied)
    for _ in range(dice.choice([0, 0, 1, 1, 2, 5])):
        month = next_month(month)
    return Month(*min(month, month_of(LAST_DAY)))


def any_payments(dice, bare):
    """What stood open first, then month by month, until a last one that may come after the stop."""
    rate = debtor_rate(bare.application_date)
    monthly = bare.monthly_maintenance
    whole = monthly + whole_cents(rate * monthly)
    opening = bare.recovery_costs + bare.interest + whole_cents(rate * bare.arrears)
    end = end_of_account(bare)
    found = []
    first = min(day_in(tuple(bare.first_month), 1), end)
    if dice.random() < 0.8:
        day = any_day(dice, bare.application_date, max(first, bare.application_date))
        # With or without the interest and the arrears, which do not keep it from stopping.
        amount = dice.choice(
            [opening, opening - bare.interest, opening + bare.arrears, dice.randint(1, 90_000)]
        )
        found.append((day, amount))
    exactness = dice.choice([1, 1, 0.95, 0.8, 0.3])
    month = tuple(bare.first_month)
    for _ in range(bare.months):
        found += month_of_payments(dice, bare, month, whole, exactness)
        month = next_month(month)
    within = [(day, paid) for day, paid in found if bare.application_date <= day <= end]
    within = within[:MOST_PAYMENTS]
    if dice.random() < 0.3:
        dice.shuffle(within)
    return [Payment(date=day, amount=amount) for day, amount in within if amount > 0]


def end_of_account(bare):
    month = tuple(bare.first_month)
    for _ in range(bare.months - 1):
        month = next_month(month)
    return last_day(month)


def month_of_payments(dice, bare, month, whole, exactness):
    due_on = day_in(month, bare.due_day or 1)
    edge = dice.choice([due_on, last_day(month), due_on + timedelta(days=dice.randint(0, 20))])
    if dice.random() < exactness:
        return [(min(edge, last_day(month)), whole)]
    how = dice.choice(["late", "short", "more", "twice", "halves", "nothing", "any"])
    day = edge + timedelta(days=30) if how == "late" else edge
    paid = {
        "late": [whole],
        "short": [whole - 1],
        "more": [whole + 1],
        "twice": [2 * whole],
        "halves": [whole // 2, whole - whole // 2],
        "nothing": [],
        "any": [dice.randint(1, 2 * whole)],
    }
    return [(day, amount) for amount in paid[how]]


def refused(request):
    """Only a day outside the known time."""
    return not FIRST_DAY <= request.application_date <= LAST_DAY


def product(request):
    answer = allocate_payments(request, known_figures.maintenance())
    leave = answer.exit
    payments = [
        (one.payment.date, in_ranks(one.parts), one.surplus, one.after_stop)
        for one in answer.allocations
    ]
    return {
        "payments": payments,
        "payments_before_the_stop": [one for one in payments if not one[3]],
        "balances": in_ranks(answer.balances),
        "remaining": answer.remaining,
        "paid_months": answer.paid_months,
        "stops_on": answer.stops_on,
        "after_stop": members.group(answer, "payments.after_stop", "open", "terms", "due"),
        "exit": leave
        and (
            leave.last_day,
            leave.to_pay,
            Fraction(leave.rate, 10_000),
            leave.costs_otherwise,
        ),
        "to_creditor": answer.to_creditor,
        "creditor_contribution": answer.creditor_contribution,
        "to_service": answer.to_service,
        "interest": answer.interest,
        "surplus": answer.surplus,
    }


def in_ranks(amounts):
    return [amounts[rank] for rank in RANKS]


def naive(request):
    return allocation.collect(request)
