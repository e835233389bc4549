"""The steps that explain one child's advances: indexation, cap, part payments, age, total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from functions.law.core.trace import Source, Status, TraceStep
from functions.law.core.values import Cents, IndexPoints, Month, Value, divide_half_up
from functions.law.maintenance.application import AdvanceApplication, Child, Income, Title
from functions.law.maintenance.indexation import (
    INDEXATION_BY_LAW,
    Indexation,
    IndexedTitle,
    StartPoints,
    coefficient_to_series,
    index_name,
    start_month,
)
from functions.law.maintenance.monthly_advance import (
    AdvanceStatus,
    MonthlyAdvance,
    birthday,
    income_ceiling,
    rules_of,
)
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.law.maintenance.schedule import ChildSchedule

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


def explain(
    schedules: Sequence[ChildSchedule],
    months: Sequence[tuple[Month, Indexation]],
    application: AdvanceApplication,
    parameters: MaintenanceParameters,
) -> Iterator[TraceStep]:
    """The steps behind each child's advances, in the order in which they are computed."""
    adaptations = tuple(_adaptations(months))
    incomes = {month: _income_inputs(month, application.income, parameters) for month, _ in months}
    for schedule in schedules:
        child = application.children[schedule.child]
        for month, adapted in adaptations:
            yield _explain_indexation(
                schedule.child, child, application.title, month, adapted, parameters
            )
        yield from _explain_months(schedule, child, incomes, parameters)
        yield TraceStep(
            rule="advance.total",
            inputs={"months": len(schedule.months)},
            value=schedule.total,
            source=ADVANCE,
            child=schedule.child,
        )


def _adaptations(
    months: Sequence[tuple[Month, Indexation]],
) -> Iterator[tuple[Month, Indexation]]:
    """Each indexation of the schedule once, with the first month that it adapts."""
    seen: set[Month | None] = set()
    for month, adapted in months:
        if adapted.index_month not in seen:
            seen.add(adapted.index_month)
            yield month, adapted


def _explain_indexation(  # noqa: PLR0913, PLR0917 - what the sentence names
    position: int,
    child: Child,
    title: Title,
    month: Month,
    adapted: Indexation,
    parameters: MaintenanceParameters,
) -> TraceStep:
    """The step for an amount that the index gives during the schedule."""
    name = index_name(title.indexation, title.date, parameters)
    base = Cents(child.monthly_maintenance)
    rule, inputs = "indexation.none", dict[str, Value](maintenance=base)
    if name is not None:
        rule, inputs["title_date"] = "indexation.first_year", title.date
    if name is not None and adapted.index_month and adapted.index and adapted.start:
        rule = "indexation.adapted"
        inputs = {
            "maintenance": base,
            "series": name,
            "from_month": month,
            "index": adapted.index,
            "index_month": adapted.index_month,
            **start_index_inputs(title, name, adapted.start, parameters),
        }
    return TraceStep(
        rule=rule,
        inputs=inputs,
        value=adapted.amount(base),
        source=INDEXATION_BY_LAW,
        child=position,
    )


def _explain_months(
    schedule: ChildSchedule,
    child: Child,
    incomes: Mapping[Month, Mapping[str, Value]],
    parameters: MaintenanceParameters,
) -> Iterator[TraceStep]:
    """One step for each run of months with the same advance for the same reason."""

    def reason(month: MonthlyAdvance) -> tuple[object, ...]:
        """What must be equal for months to share one step, so that it holds for each of them."""
        return (
            month.status,
            month.maintenance,
            month.base,
            month.received,
            month.advance,
            month.conditional,
            incomes[month.month],
        )

    for _, months in groupby(schedule.months, key=reason):
        run = tuple(months)
        yield _explain_run(run, schedule.child, child, incomes[run[0].month], parameters)


def start_index_inputs(
    title: IndexedTitle, name: str, start: StartPoints, parameters: MaintenanceParameters
) -> dict[str, Value]:
    """The start index as the reader knows it: typed from the title, or published for a month.

    A converted index is shown to two decimals; the typed one and the coefficient give it in full.
    """
    typed = title.start_index
    shown = IndexPoints(divide_half_up(start.numerator, start.denominator))
    if typed is None:
        return {"start_index": shown, "start_month": start_month(title)}
    inputs: dict[str, Value] = {
        "start_index": shown,
        "typed_start_index": IndexPoints(typed.figure),
        "base_year": str(typed.base_year),
    }
    coefficient = coefficient_to_series(name, typed, parameters)
    if coefficient is not None:
        inputs["coefficient"] = coefficient
    return inputs


def _income_inputs(
    month: Month, income: Income | None, parameters: MaintenanceParameters
) -> dict[str, Value]:
    """The ceiling and the income, as far as known, of a month for which income was tested."""
    if not rules_of(month, parameters).income_test:
        return {}
    inputs: dict[str, Value] = {}
    ceiling = income_ceiling(month.first_day(), income, parameters)
    if ceiling is not None:
        inputs["ceiling"] = Cents(ceiling)
    if income is not None:
        inputs["income"] = Cents(income.monthly_net_income)
    return inputs


def _explain_run(
    run: Sequence[MonthlyAdvance],
    position: int,
    child: Child,
    income: Mapping[str, Value],
    parameters: MaintenanceParameters,
) -> TraceStep:
    """The step for a run of months with the same advance for the same reason."""
    first, last = run[0], run[-1]
    source = SOURCE_OF_STATUS.get(first.status)
    if source is None:
        source = parameters.income_ceiling.source_on(first.month.first_day())
    return TraceStep(
        rule=f"advance.{first.status.value}" + (".conditional" if first.conditional else ""),
        inputs={
            "from_month": first.month,
            "to_month": last.month,
            **_reason_inputs(first, child, income, parameters),
        },
        value=first.advance if first.advance is not None else first.status.value,
        source=source,
        child=position,
    )


def _reason_inputs(
    month: MonthlyAdvance,
    child: Child,
    income: Mapping[str, Value],
    parameters: MaintenanceParameters,
) -> Mapping[str, Value]:
    """The figures from which the advance of a month follows."""
    day = month.month.first_day()
    match month.status:
        case AdvanceStatus.FULL | AdvanceStatus.REDUCED | AdvanceStatus.PAID:
            return {
                "maintenance": month.maintenance,
                "cap": Cents(parameters.advance_cap.on(day)),
                "base": month.base,
                "received": month.received,
                **income,
            }
        case AdvanceStatus.ABOVE_AGE:
            age = parameters.last_age.on(day)
            return {"age": age, "birthday": birthday(child, age)}
        case AdvanceStatus.NO_CHILD_BENEFIT | AdvanceStatus.NO_EDUCATION:
            age = parameters.adult_age.on(day)
            return {"age": age, "birthday": birthday(child, age)}
        case _:
            return income
