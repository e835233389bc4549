"""The advances month by month for each child, and the steps that explain them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from functions.law.explanation import Source, Status, Step
from functions.law.maintenance.advance import (
    AdvanceStatus,
    MonthlyAdvance,
    birthday,
    income_ceiling,
    monthly_advance,
)
from functions.law.maintenance.application import AdvanceApplication, Child, Income
from functions.law.maintenance.indexation import (
    INDEXATION_BY_LAW,
    index_name,
    indexed_amount,
    start_index_in_series,
    start_month,
)
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.law.maintenance.terms import received_in
from functions.law.values import Cents, IndexPoints, Month, Value, divide_half_up, split_equally

ACT = "maintenance_advances_act"
ADVANCE = Source(ACT, "4, § 2, al. 1")
PARTIAL_PAYMENT = Source(ACT, "4, § 2, al. 2")
ADULT_CHILD = Source(ACT, "4, § 1/1")
PROOF_FOR_ADULT = Source(ACT, "7, § 2")
AGE_LIMIT = Source("press_release_2024", "", Status.OFFICIAL)

SOURCE_OF_STATUS = {
    AdvanceStatus.FULL: ADVANCE,
    AdvanceStatus.REDUCED: PARTIAL_PAYMENT,
    AdvanceStatus.PAID: PARTIAL_PAYMENT,
    AdvanceStatus.NO_CHILD_BENEFIT: ADULT_CHILD,
    AdvanceStatus.NO_EDUCATION: PROOF_FOR_ADULT,
    AdvanceStatus.ABOVE_AGE: AGE_LIMIT,
}
INCOME_STATUSES = frozenset(
    {
        AdvanceStatus.INCOME_ABOVE_CEILING,
        AdvanceStatus.INCOME_NOT_STATED,
        AdvanceStatus.INCOME_CEILING_NOT_KNOWN,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildSchedule:
    """The advances for one child. ``child`` is its position in the application."""

    child: int
    birth_date: date
    months: tuple[MonthlyAdvance, ...]

    @property
    def total(self) -> Cents:
        """The sum of the advances that rest on what is known, in cents."""
        return Cents(sum(m.advance or 0 for m in self.months if not m.conditional))

    @property
    def conditional_total(self) -> Cents:
        """The sum of the advances that come only if child benefit and schooling go on, in cents."""
        return Cents(sum(m.advance or 0 for m in self.months if m.conditional))

    @property
    def months_not_known(self) -> int:
        """How many months cannot be answered."""
        return sum(m.advance is None for m in self.months)


def child_schedule(
    position: int,
    application: AdvanceApplication,
    first_month: Month,
    parameters: MaintenanceParameters,
) -> ChildSchedule:
    """The advances for one child from ``first_month`` on.

    One global payment for several children is taken as equal shares: no source says how it is
    split.
    """
    child = application.children[position]
    months = []
    for ahead in range(application.months):
        month = first_month.plus(ahead)
        received = received_in(application, month, parameters)
        maintenance = indexed_amount(
            child.monthly_maintenance, application.title, month, parameters
        )
        months.append(
            monthly_advance(
                child,
                month=month,
                maintenance=maintenance.amount,
                received=split_equally(received, len(application.children))[position],
                income=application.income,
                index_published=maintenance.published,
                parameters=parameters,
            )
        )
    return ChildSchedule(child=position, birth_date=child.birth_date, months=tuple(months))


def explain(
    schedule: ChildSchedule, application: AdvanceApplication, parameters: MaintenanceParameters
) -> Iterator[Step]:
    """The steps behind one child's advances: indexation, cap, part payments, age, total."""
    child = application.children[schedule.child]
    yield from _explain_indexation(schedule, child, application, parameters)
    for _, run in groupby(schedule.months, key=_same_reason):
        yield from _explain_run(tuple(run), schedule.child, child, application.income, parameters)
    yield Step(
        rule="advance.total",
        inputs={"months": len(schedule.months)},
        value=schedule.total,
        source=ADVANCE,
        child=schedule.child,
    )


def _same_reason(month: MonthlyAdvance) -> tuple[object, ...]:
    """What must be equal for months to share one explanation."""
    return (month.status, month.base, month.received, month.advance, month.conditional)


def _explain_indexation(
    schedule: ChildSchedule,
    child: Child,
    application: AdvanceApplication,
    parameters: MaintenanceParameters,
) -> Iterator[Step]:
    """One step for each amount that the index gives during the schedule."""
    title = application.title
    name = index_name(title.indexation, title.date, parameters)
    base = Cents(child.monthly_maintenance)
    if name is None:
        yield Step(
            rule="indexation.none",
            inputs={"maintenance": base},
            value=base,
            source=INDEXATION_BY_LAW,
            child=schedule.child,
        )
        return
    start = start_index_in_series(title, name, parameters)
    seen: set[Month | None] = set()
    for month in (m.month for m in schedule.months):
        indexed = indexed_amount(base, title, month, parameters)
        if indexed.index_month in seen:
            continue
        seen.add(indexed.index_month)
        if indexed.index_month is None or indexed.index is None or start is None:
            yield Step(
                rule="indexation.first_year",
                inputs={"maintenance": base, "title_date": title.date},
                value=base,
                source=INDEXATION_BY_LAW,
                child=schedule.child,
            )
            continue
        yield Step(
            rule="indexation.adapted",
            inputs={
                "maintenance": base,
                "series": name,
                "from_month": month,
                "index": indexed.index,
                "index_month": indexed.index_month,
                **_start_index_inputs(application, start.numerator, start.denominator),
            },
            value=indexed.amount,
            source=INDEXATION_BY_LAW,
            child=schedule.child,
        )


def _start_index_inputs(
    application: AdvanceApplication, numerator: int, denominator: int
) -> dict[str, Value]:
    """The start index as the reader knows it: typed from the title, or published for a month."""
    typed = application.title.start_index
    shown = IndexPoints(divide_half_up(numerator, denominator))
    if typed is None:
        return {"start_index": shown, "start_month": start_month(application.title)}
    return {
        "start_index": shown,
        "typed_start_index": IndexPoints(typed.figure),
        "base_year": str(typed.base_year),
    }


def _explain_run(
    run: tuple[MonthlyAdvance, ...],
    position: int,
    child: Child,
    income: Income | None,
    parameters: MaintenanceParameters,
) -> Iterator[Step]:
    """One step for a run of months with the same advance for the same reason."""
    first, last = run[0], run[-1]
    day = first.month.first_day()
    inputs: dict[str, Value] = {"from_month": first.month, "to_month": last.month}
    status = first.status
    if status in (AdvanceStatus.FULL, AdvanceStatus.REDUCED, AdvanceStatus.PAID):
        inputs |= {
            "maintenance": first.maintenance,
            "cap": Cents(parameters.advance_cap.on(day)),
            "base": first.base,
            "received": first.received,
        }
    elif status in INCOME_STATUSES:
        ceiling = income_ceiling(day, income, parameters)
        if ceiling is not None:
            inputs["ceiling"] = Cents(ceiling)
        if income is not None:
            inputs["income"] = Cents(income.monthly_net_income)
    elif status is AdvanceStatus.ABOVE_AGE:
        age = parameters.last_age.on(day)
        inputs |= {"age": age, "birthday": birthday(child, age)}
    else:
        age = parameters.adult_age.on(day)
        inputs |= {"age": age, "birthday": birthday(child, age)}
    source = SOURCE_OF_STATUS.get(status)
    yield Step(
        rule=f"advance.{status.value}" + (".conditional" if first.conditional else ""),
        inputs=inputs,
        value=first.advance if first.advance is not None else status.value,
        source=source if source is not None else parameters.income_ceiling.source_on(day),
        child=position,
    )
