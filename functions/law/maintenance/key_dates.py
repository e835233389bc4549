"""The days to keep in mind: decision, renewals, birthdays (arts 4, 9 and 10/2 of the act)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from functions.law.core.replay import ReplayError, only, optional
from functions.law.core.rule import (
    Before,
    RuleError,
    date_of,
    input_of,
    rule,
    rule_after,
)
from functions.law.core.trace import Source, TraceStep
from functions.law.core.values import MONTHS_IN_YEAR, Month, add_months
from functions.law.core.working_days import ONE_DAY
from functions.law.maintenance import deadlines
from functions.law.maintenance.advance_rules import (
    AGE_LIMIT,
    NEW_APPLICATION_AT_18,
    adult_from,
    age_limit,
    benefit_age,
    grant_months,
    no_child_benefit,
    no_education,
    opening_day,
    total,
)
from functions.law.maintenance.application import AdvanceApplication, Child
from functions.law.maintenance.indexation import INDEXATION_BY_LAW, TitleIndex
from functions.law.maintenance.indexation_rules import (
    adapted_amount,
    first_by_law_or_title,
    first_year,
)
from functions.law.maintenance.intervention import opens
from functions.law.maintenance.monthly_advance import birthday
from functions.law.maintenance.parameters import MaintenanceParameters

ACT = "maintenance_advances_act"
APPLICATION = Source(ACT, "6")
DECISION = Source(ACT, "9, § 1")
APPEAL_WITHOUT_DECISION = Source(ACT, "9, § 3")
ADULT_CHILD = Source(ACT, "4, § 1/1")
RENEWAL = Source(ACT, "10/2")


class KeyDate(NamedTuple):
    """A day on which something happens or must be done. ``child``: position in the application."""

    code: str
    day: date
    source: Source
    child: int | None = None


def is_opening_day(before: Before, day: date) -> bool:
    """Whether it is the day from which the service can be asked to step in."""
    return day == opening_day(before)


@rule("key_date.decision_due", DECISION, when=(is_opening_day,))
def decision_due(day: date, days: int) -> date:
    """Art. 9, § 1: so many days to decide on a complete application.

    The facts do not say whether they move when they end on a holiday: they do not.
    """
    return day + timedelta(days=days)


@rule_after("key_date.appeal_without_decision", APPEAL_WITHOUT_DECISION)
def appeal_without_decision(before: Before, decision: date) -> date:
    """Art. 9, § 3: past the days to decide, one may go to court."""
    if before.value(decision_due) != decision:
        raise RuleError("key_date.appeal_without_decision: decision")
    return decision + timedelta(days=1)


def is_next_indexation(before: Before, title_month: Month, months: int, number: int) -> bool:
    """Whether it follows the indexation before, or the day of opening."""
    earlier, opening = before.last(indexation_due), opening_day(before)
    if earlier is not None:
        return (
            earlier.inputs["title_month"] == title_month
            and earlier.inputs["months"] == months
            and earlier.inputs["number"] == number - 1
        )
    passed = None if opening is None else title_month.months_until(Month.of(opening))
    return passed is not None and number == max(passed // months + 1, 1)


@rule("key_date.indexation", INDEXATION_BY_LAW, when=(is_next_indexation,))
def indexation_due(title_month: Month, months: int, number: int) -> date:
    """An anniversary of the month of the title, when the amount follows the index."""
    return title_month.plus(months * number).first_day()


def is_granted_then(before: Before, granted_on: date, months: int, number: int) -> bool:
    """Whether advances are granted to the adult child from then on, and renewed in order."""
    adult, opening = before.last(adult_from), opening_day(before)
    return (
        adult is not None
        and opening is not None
        and months == grant_months(adult)
        and granted_on == max(date_of(adult), opening)
        and number == len(before.of(renewal)) + 1
    )


@rule("key_date.renewal", RENEWAL, when=(is_granted_then,))
def renewal(granted_on: date, months: int, number: int) -> date:
    """Art. 10/2: a grant to an adult child lasts so many months, counted from the first one."""
    return add_months(granted_on, months * number)


class FoundDate(NamedTuple):
    """A day to keep in mind, and its step; ``None`` where an earlier step gives the day."""

    date: KeyDate
    step: TraceStep | None = None


def find_key_dates(
    application: AdvanceApplication, start: date, index: TitleIndex
) -> Iterator[FoundDate]:
    """The days that follow from an application made on ``start``.

    The procedure, the index, the children one by one: the order of the steps.
    """
    end = Month.of(start).plus(application.months).first_day()
    yield from _procedure(start, index.parameters)
    yield from _indexations(start, end, index)
    for position, child in enumerate(application.children):
        yield from _child_dates(child, position, (start, end), index.parameters)


def in_order_of_time(found: Iterable[FoundDate]) -> tuple[KeyDate, ...]:
    """The days in order of time; those of one day keep theirs."""
    return tuple(sorted((one.date for one in found), key=lambda date: date.day))


def _procedure(start: date, parameters: MaintenanceParameters) -> Iterator[FoundDate]:
    """The application, the days to decide on it, and what follows without a decision."""
    days = parameters.decision_days.on(start)
    due = decision_due.step(start, days)
    decision = date_of(due)
    yield FoundDate(KeyDate(code="application", day=start, source=APPLICATION))
    yield FoundDate(KeyDate(code="decision_due", day=decision, source=DECISION), due)
    # Of the two readings only the safe day is one to keep in mind.
    safe = next(deadlines.appeal_without_decision(decision + ONE_DAY, parameters), None)
    if safe is None:
        return
    first = appeal_without_decision.make(Before((due,)), None, (decision,), {})
    for code, day, step in (
        ("appeal_without_decision", date_of(first), first),
        ("appeal_without_decision_last_day", safe.day, safe.step),
    ):
        yield FoundDate(KeyDate(code=code, day=day, source=APPEAL_WITHOUT_DECISION), step)


def _indexations(start: date, end: date, index: TitleIndex) -> Iterator[FoundDate]:
    """The months of adaptation, when the amount follows the index."""
    if index.name is None:
        return
    every = index.parameters.indexation_months.on(start)
    # By law the month of the title.
    counted_from = index.first.plus(-every)
    periods = max(counted_from.months_until(Month.of(start)) // every + 1, 1)
    while counted_from.plus(periods * every).first_day() < end:
        step = indexation_due.step(counted_from, every, periods)
        yield FoundDate(
            KeyDate(code="indexation", day=date_of(step), source=INDEXATION_BY_LAW), step
        )
        periods += 1


def _child_dates(
    child: Child, position: int, within: tuple[date, date], parameters: MaintenanceParameters
) -> Iterator[FoundDate]:
    """The 18th birthday, a renewal every six months from then, the later ages that count.

    A minor's application runs until the 18th birthday; an adult child's grant lasts six months
    (art. 10/2), renewed as long as child benefit and schooling go on.
    """
    start, end = within

    def found(code: str, day: date, source: Source, step: TraceStep | None = None) -> FoundDate:
        return FoundDate(KeyDate(code=code, day=day, source=source, child=position), step)

    adult_on = birthday(child, parameters.adult_age.on(start))
    ends_on = birthday(child, parameters.last_age.on(start))
    if start < adult_on < end:
        yield found("adult_application", adult_on, NEW_APPLICATION_AT_18)
    if child.child_benefit is not False and child.education is not False:
        granted_on = max(start, adult_on)
        every = parameters.grant_months.figure_on(granted_on)
        last, count = min(end, ends_on), 1
        of_child = Before(child=position)
        while every is not None and add_months(granted_on, every * count) < last:
            step = renewal.make(of_child, None, (granted_on, every, count), {})
            yield found("renewal", date_of(step), RENEWAL, step)
            count += 1
        of_benefit = parameters.child_benefit_last_age
        turns = birthday(child, of_benefit.on(start))
        if start < turns < end:
            yield found("benefit_age", turns, of_benefit.source_on(start))
    if start < ends_on < end:
        yield found("age_limit", ends_on, AGE_LIMIT)


def check_key_dates(steps: Sequence[TraceStep], children: int) -> None:
    """Checks that every day within the schedule has its step.

    Raises:
        ReplayError: one is missing.
    """
    start = date_of(only(steps, opens))
    only(steps, decision_due)
    _check_appeal(steps)
    months = input_of(only(steps, total, child=0), "months", int)
    end = Month.of(start).plus(months).first_day()
    _check_indexations(steps, start, end)
    for child in range(children):
        _check_renewals(Before(steps, child), only(steps, adult_from, child=child), start, end)


def _check_appeal(steps: Sequence[TraceStep]) -> None:
    """The first and the last day to appeal without a decision, or neither: the second follows."""
    limit = deadlines.APPEAL_WITHOUT_DECISION
    first = optional(steps, appeal_without_decision)
    last = optional(steps, limit.counted, limit.moved)
    if first is None or last is None:
        if first is not last:
            raise ReplayError(f"{limit.counted.code}: not asked")
    elif last.inputs["event"] != first.value:
        raise ReplayError(f"{last.rule}: event")


def _check_indexations(steps: Sequence[TraceStep], start: date, end: date) -> None:
    before = Before(steps)
    anniversary = next(
        (
            input_of(step, "index_month", Month).plus(1)
            if step.rule == adapted_amount.code
            else first_by_law_or_title(step)
            for step in before.every(adapted_amount, first_year)
        ),
        None,
    )
    found = [date_of(step) for step in before.of(indexation_due)]
    expected = [] if anniversary is None else _anniversaries(anniversary, start, end)
    if found != expected:
        raise ReplayError(f"{indexation_due.code}: not asked")


def _anniversaries(month: Month, start: date, end: date) -> list[date]:
    years = max(month.months_until(Month.of(start)) // MONTHS_IN_YEAR + 1, 0)
    days: list[date] = []
    while (day := month.plus(years * MONTHS_IN_YEAR).first_day()) < end:
        days.append(day)
        years += 1
    return days


def _check_renewals(before: Before, adult_step: TraceStep, start: date, end: date) -> None:
    """The renewals of a child from the first grant on, as long as benefit and schooling go on."""
    adult, limit = date_of(adult_step), before.value(age_limit)
    for later, value in ((age_limit, limit), (benefit_age, before.value(benefit_age))):
        if (value is not None) is not (adult < end):
            raise ReplayError(f"{later.code}: not asked")
    found = before.of(renewal)
    granted_on, last = max(adult, start), end if limit is None else min(end, limit)
    refused = before.last(no_child_benefit, no_education) is not None
    every = grant_months(adult_step)
    expected = 0
    while (
        every is not None and not refused and add_months(granted_on, every * (expected + 1)) < last
    ):
        expected += 1
    if len(found) != expected:
        raise ReplayError(f"{renewal.code}: not asked")
