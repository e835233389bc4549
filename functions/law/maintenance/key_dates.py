"""The days to keep in mind: decision, renewals, birthdays (arts 4, 9 and 10/2 of the act)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from functions.law.core.trace import Source, Status
from functions.law.core.values import Month, add_months
from functions.law.maintenance.application import AdvanceApplication
from functions.law.maintenance.indexation import INDEXATION_BY_LAW, index_name
from functions.law.maintenance.monthly_advance import birthday
from functions.law.maintenance.parameters import MaintenanceParameters

ACT = "maintenance_advances_act"
APPLICATION = Source(ACT, "6")
DECISION = Source(ACT, "9, § 1")
APPEAL_WITHOUT_DECISION = Source(ACT, "9, § 3")
ADULT_CHILD = Source(ACT, "4, § 1/1")
NEW_APPLICATION_AT_18 = Source("fps_finance_practice", "", Status.OFFICIAL)
RENEWAL = Source(ACT, "10/2")
AGE_LIMIT = Source("press_release_2024", "", Status.OFFICIAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDate:
    """A day on which something happens or must be done. ``child``: position in the application."""

    code: str
    day: date
    source: Source
    child: int | None = None


def key_dates(
    application: AdvanceApplication,
    start: date,
    parameters: MaintenanceParameters,
) -> tuple[KeyDate, ...]:
    """The days that follow from an application made on ``start``, in order of time.

    Those of one day keep this order: the procedure, the index, the children one by one.
    """
    end = Month.of(start).plus(application.months).first_day()
    days = [
        *_procedure(start, parameters),
        *_indexations(application, start, end, parameters),
        *(
            key_date
            for position in range(len(application.children))
            for key_date in _child_dates(application, position, start, end, parameters)
        ),
    ]
    return tuple(sorted(days, key=lambda found: found.day))


def _procedure(start: date, parameters: MaintenanceParameters) -> Iterator[KeyDate]:
    """Art. 9: thirty days to decide on a complete application; past them, one may appeal.

    The facts do not say whether the thirty days move when they end on a holiday: they do not.
    """
    decision = start + timedelta(days=parameters.decision_days.on(start))
    yield KeyDate(code="application", day=start, source=APPLICATION)
    yield KeyDate(code="decision_due", day=decision, source=DECISION)
    yield KeyDate(
        code="appeal_without_decision",
        day=decision + timedelta(days=1),
        source=APPEAL_WITHOUT_DECISION,
    )


def _indexations(
    application: AdvanceApplication,
    start: date,
    end: date,
    parameters: MaintenanceParameters,
) -> Iterator[KeyDate]:
    """The anniversaries of the title's month, when the amount follows the index."""
    title = application.title
    if index_name(title.indexation, title.date, parameters) is None:
        return
    every = parameters.indexation_months.on(start)
    title_month = Month.of(title.date)
    periods = title_month.months_until(Month.of(start)) // every + 1
    while (day := title_month.plus(periods * every).first_day()) < end:
        yield KeyDate(code="indexation", day=day, source=INDEXATION_BY_LAW)
        periods += 1


def _child_dates(
    application: AdvanceApplication,
    position: int,
    start: date,
    end: date,
    parameters: MaintenanceParameters,
) -> Iterator[KeyDate]:
    """The 18th birthday, a renewal every six months from then, the outer age bound.

    A minor's application runs until the 18th birthday; an adult child's grant lasts six months
    (art. 10/2), renewed as long as child benefit and schooling go on.
    """
    child = application.children[position]
    adult_on = birthday(child, parameters.adult_age.on(start))
    ends_on = birthday(child, parameters.last_age.on(start))
    if start < adult_on < end:
        yield KeyDate(
            code="adult_application", day=adult_on, source=NEW_APPLICATION_AT_18, child=position
        )
    if child.child_benefit is not False and child.education is not False:
        granted_on = max(start, adult_on)
        every = parameters.grant_months.on(start)
        renewal, count = add_months(granted_on, every), 1
        while renewal < min(end, ends_on):
            yield KeyDate(code="renewal", day=renewal, source=RENEWAL, child=position)
            count += 1
            renewal = add_months(granted_on, every * count)
    if start < ends_on < end:
        yield KeyDate(code="age_limit", day=ends_on, source=AGE_LIMIT, child=position)
