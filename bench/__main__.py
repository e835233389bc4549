"""What one simulation costs in process, and how the cost grows with months and children.

Run with ``python3 dev.py bench``. Every figure is a median over rounds that take turns, so that a
busy machine slows all of them alike; the ratios are what to compare between machines.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date
from functools import partial

from functions.law.maintenance.application import (
    AdvanceApplication,
    Child,
    IndexationClause,
    PaymentHistory,
    Title,
    TitleKind,
)
from functions.law.maintenance.simulation import simulate
from functions.law.waiver.calculation import calculate
from functions.law.waiver.request import Answer, Resources, WaiverRequest
from functions.parameters import load

ROUNDS = 40
DAY = date(2026, 11, 21)


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


def waiver_request() -> WaiverRequest:
    """A household in the middle of the table."""
    return WaiverRequest(
        request_date=DAY,
        debt=120_000,
        fraud_proven=False,
        good_faith=Answer.YES,
        uncertain_situation=Answer.YES,
        partner=False,
        children_with_child_benefit=2,
        debtor_resources=Resources(work=180_000),
    )


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def medians(cases: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The median of each case in seconds, the cases taking turns in every round."""
    taken: dict[str, list[float]] = {name: [] for name in cases}
    for work in cases.values():
        work()
    for _ in range(ROUNDS):
        for name, work in cases.items():
            taken[name].append(seconds(work))
    return {name: statistics.median(times) for name, times in taken.items()}


def main() -> None:
    """Print the table."""
    maintenance, waiver = load.maintenance(), load.waiver()
    sizes = [(1, 12), (1, 24), (1, 60), (2, 60), (5, 60), (10, 60)]
    cases: dict[str, Callable[[], object]] = {
        f"advances, {children} children, {months} months": partial(
            simulate, application(children, months), maintenance
        )
        for children, months in sizes
    }
    cases["waiver"] = partial(calculate, waiver_request(), waiver)
    found = medians(cases)
    unit = found["advances, 1 children, 12 months"]
    print(f"{'in process, one core':34} {'median':>9}  {'ratio':>6}")
    for name, median in found.items():
        print(f"{name:34} {median * 1000:6.2f} ms  {median / unit:6.2f}")
    print(f"{ROUNDS} rounds, interleaved; ratio to the first line.")


if __name__ == "__main__":
    main()
