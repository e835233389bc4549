"""How the cost of a simulation grows with months and with children."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from bench.measurement import Options, calls_for, exponent, interleaved, seconds, spread
from bench.results import Result, Table
from functions.law.maintenance.advances import simulate_advances
from functions.law.maintenance.application import (
    AdvanceApplication,
    Child,
    IndexationClause,
    PaymentHistory,
    Title,
    TitleKind,
)
from functions.parameters import load

DAY = date(2026, 11, 21)
MONTHS = (12, 24, 48, 60)
CHILDREN = (1, 2, 5, 10, 20)


def measure(options: Options) -> Result:
    """Each question at several sizes; the exponent says how it grows."""
    parameters = load.maintenance()
    questions: dict[str, Mapping[int, Callable[[], object]]] = {
        "advances, 1 child, by months": {
            months: partial(simulate_advances, application(1, months), parameters)
            for months in MONTHS
        },
        f"advances, {MONTHS[-1]} months, by children": {
            children: partial(simulate_advances, application(children, MONTHS[-1]), parameters)
            for children in CHILDREN
        },
    }
    tables, exponents = [], {}
    for question, sizes in questions.items():
        timed = {str(size): _timed(work) for size, work in sizes.items()}
        taken = interleaved(timed, options.rounds, question)
        found = {int(size): spread(times) for size, times in taken.items()}
        first = next(iter(found.values())).median
        tables.append(
            Table(
                question,
                ("ms", "times the first"),
                {str(size): (one.times(1000), one.median / first) for size, one in found.items()},
            )
        )
        exponents[question] = (exponent({size: one.median for size, one in found.items()}),)
    tables.append(Table("growth", ("exponent",), exponents))
    note = "Exponent k of time = size^k: 1 is linear; below 1 a fixed part weighs more."
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
            Child(birth_date=date(2020, 1, 1 + number), monthly_maintenance=13_000)
            for number in range(children)
        ),
        payment_history=PaymentHistory.NOTHING,
        months=months,
    )


def _timed(work: Callable[[], object]) -> Callable[[], float]:
    work()
    return partial(seconds, work, calls_for(seconds(work, 3), wanted=0.02))
