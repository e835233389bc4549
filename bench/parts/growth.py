"""How the cost of an answer grows with what is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from bench.measurement import Spread, calls_for, exponent, interleaved, line, seconds
from bench.options import Options
from bench.results import Result, Table
from functions.law.maintenance.account import AccountRequest
from functions.law.maintenance.allocation import Payment
from functions.law.maintenance.application import (
    AdvanceApplication,
    Child,
    IndexationClause,
    PaymentHistory,
    ReceivedPayment,
    Title,
    TitleKind,
    TitleTerms,
)
from functions.law.maintenance.arrears import arrears
from functions.law.maintenance.arrears_request import ArrearsRequest, Creditor
from functions.law.maintenance.collection import collect
from functions.law.maintenance.simulation import simulate
from functions.law.values import Month
from functions.parameters import load

DAY = date(2026, 11, 21)
MONTHS = (12, 24, 48, 60)
CHILDREN = (1, 2, 5, 10, 20)
LEDGER = (6, 12, 24, 48, 60)
MICROSECONDS = 1_000_000

Sizes = Mapping[int, Callable[[], object]]


def measure(options: Options) -> Result:
    """Each question at several sizes; the exponent says how it grows."""
    maintenance = load.maintenance()
    questions: dict[str, Sizes] = {
        "advances, 1 child, by months": {
            months: partial(simulate, application(1, months), maintenance) for months in MONTHS
        },
        "advances, 60 months, by children": {
            children: partial(simulate, application(children, MONTHS[-1]), maintenance)
            for children in CHILDREN
        },
        "arrears, by months of the ledger": {
            months: partial(arrears, ledger(months), maintenance) for months in LEDGER
        },
        "payments of a debtor, by payments": {
            payments: partial(collect, account(payments), maintenance) for payments in LEDGER
        },
    }
    tables = []
    fits = {}
    for question, sizes in questions.items():
        found = _grown(question, sizes, options.rounds)
        tables.append(_table(question, found))
        medians = {size: one.median for size, one in found.items()}
        same, each = line(medians)
        fits[question] = (exponent(medians), same * MICROSECONDS, each * MICROSECONDS)
    tables.append(Table("fit", ("exponent", "µs for nothing", "µs for one more"), fits))
    note = "Exponent k of time = size^k: 1 grows in step, below 1 a fixed part weighs more."
    return Result(tuple(tables), notes=(note,))


def application(children: int, months: int) -> AdvanceApplication:
    """A judgment of 2022 with indexation, nothing paid, children who stay minors."""
    return AdvanceApplication(
        application_date=DAY,
        applicant_lives_in_belgium=True,
        children_live_in_belgium=True,
        title=Title(
            kind=TitleKind.JUDGMENT,
            date=date(2022, 3, 3),
            served=True,
            indexation=IndexationClause.CONSUMER_PRICE_INDEX,
        ),
        children=tuple(
            Child(birth_date=date(2020, 1, 1 + place), monthly_maintenance=13_000)
            for place in range(children)
        ),
        payment_history=PaymentHistory.NOTHING,
        months=months,
    )


def ledger(months: int) -> ArrearsRequest:
    """The last months before the application, each paid in part."""
    first = Month.of(DAY).plus(-months)
    return ArrearsRequest(
        application_date=DAY,
        title=TitleTerms(date=date(2020, 3, 3), indexation=IndexationClause.CONSUMER_PRICE_INDEX),
        children=(Creditor(monthly_maintenance=13_000), Creditor(monthly_maintenance=11_000)),
        received_payments=tuple(
            ReceivedPayment(month=month, amount=5_000) for month in first.onward(months)
        ),
    )


def account(payments: int) -> AccountRequest:
    """A year of terms, and payments on days of it."""
    first = Month.of(DAY).plus(-12)
    day = first.first_day()
    return AccountRequest(
        application_date=day,
        arrears=100_000,
        monthly_maintenance=20_000,
        monthly_advance=17_500,
        first_month=first,
        months=12,
        payments=tuple(
            Payment(date=first.plus(place * 12 // payments).day(1 + place % 28), amount=4_000)
            for place in range(payments)
        ),
    )


def _grown(question: str, sizes: Sizes, rounds: int) -> dict[int, Spread]:
    turns: dict[str, Callable[[], float]] = {}
    for size, work in sizes.items():
        work()
        turns[str(size)] = partial(seconds, work, calls_for(seconds(work, 3), wanted=0.02))
    return {int(size): one for size, one in interleaved(turns, rounds, question).items()}


def _table(question: str, found: Mapping[int, Spread]) -> Table:
    unit = next(iter(found.values())).median
    return Table(
        question,
        ("ms", "times the first"),
        {str(size): (one.times(1000), one.median / unit) for size, one in found.items()},
    )
