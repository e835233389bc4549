"""What the reader of an advance simulation must know beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from functions.law.core.trace import Note, Source, Status
from functions.law.core.values import Month, Value, add_years
from functions.law.core.working_days import ONE_DAY
from functions.law.maintenance.application import (
    AdvanceApplication,
    IndexationClause,
    PaymentHistory,
)
from functions.law.maintenance.deadlines import WITHOUT_DECISION_GAP
from functions.law.maintenance.indexation import INDEXATION_BY_LAW, TitleIndex
from functions.law.maintenance.intervention import Intervention
from functions.law.maintenance.missed_terms import ASSUMED
from functions.law.maintenance.monthly_advance import AdvanceStatus
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.law.maintenance.schedule import ChildSchedule

ACT = "maintenance_advances_act"
GAP = Source(ACT, "", Status.GAP)
PRACTICE = Source("fps_finance_practice", "", Status.OFFICIAL)
PROOF_FOR_ADULT = Source(ACT, "7, § 2")
ARREARS = Source(ACT, "3, § 2")
CHILDREN_ONLY = Source(ACT, "3, § 2")
ADULT_CHILD = Source(ACT, "4, § 1/1")


def notes(
    application: AdvanceApplication,
    decided: Intervention,
    schedules: tuple[ChildSchedule, ...],
    index: TitleIndex,
) -> Iterator[Note]:
    """What is uncertain, assumed or not covered in this answer."""
    title, parameters = application.title, index.parameters
    if title.due_day is None:
        yield Note(code="due_day_assumed", source=GAP)
    yield from _of_terms(application, decided)
    payments_stated = (
        application.payment_history is PaymentHistory.MONTH_BY_MONTH
        or application.expected_monthly_payment > 0
    )
    if len(application.children) > 1 and payments_stated:
        yield Note(code="equal_shares", source=GAP)
    if index.name is not None and not _every_index_is_published(application, schedules, index):
        series = parameters.series[index.name]
        yield Note(
            code="index_not_published",
            inputs={"series": series.name, "last_month": series.last_month},
            source=series.source,
        )
    if index.name is None and title.indexation is IndexationClause.NOT_STATED:
        yield Note(
            code="older_title_not_indexed",
            inputs={"since": parameters.indexed_by_law.first_day},
            source=INDEXATION_BY_LAW,
        )
    start = application.application_date if decided.is_open else decided.opens_on
    if start is not None and not _may_appeal_without_decision(start, parameters):
        since = parameters.appeal_without_decision_months.first_known_day
        yield Note(
            code="appeal_without_decision_not_known",
            inputs={"since": since},
            source=WITHOUT_DECISION_GAP,
        )
    if schedules:
        yield Note(code="first_month", source=GAP)
    if start and any(_turns_adult(schedule, start, parameters) for schedule in schedules):
        yield Note(code="month_of_18th_birthday", source=GAP)
    if any(child.birth_date > title.date for child in application.children):
        yield Note(code="born_after_title", inputs={"title_date": title.date}, source=GAP)
    yield from _of_adults(schedules, parameters)
    yield Note(code="arrears_not_advanced", inputs={"unpaid": decided.unpaid}, source=ARREARS)
    yield Note(code="former_partner_not_advanced", source=CHILDREN_ONLY)
    yield Note(code="act_read_until", inputs={"day": parameters.act_read_until}, source=GAP)


def _of_adults(
    schedules: tuple[ChildSchedule, ...], parameters: MaintenanceParameters
) -> Iterator[Note]:
    """On what the months of an adult child depend, and what no source settles of them."""
    if any(_birthday_counts(schedule, parameters) for schedule in schedules):
        yield Note(code="born_on_29_february", source=GAP)
    months = [run.first for schedule in schedules for run in schedule.runs]
    conditional = [month for month in months if month.conditional]
    if conditional:
        yield Note(code="conditional_months", source=ADULT_CHILD)
        yield Note(code="regions_differ", source=PROOF_FOR_ADULT)
        yield Note(code="title_as_minor", source=PRACTICE)
    doubtful = [m for m in conditional if m.status is AdvanceStatus.DOUBTFUL]
    if doubtful:
        yield from doubtful_notes(doubtful[0].month.first_day(), parameters)
    since = parameters.adult_child_benefit.first_known_day
    statuses = {month.status for month in months}
    if AdvanceStatus.ADULT_CONDITION_NOT_KNOWN in statuses or any(
        m.month.first_day() < since for m in conditional
    ):
        source = parameters.adult_child_benefit.values[0].source
        yield Note(code="adult_rules_not_known", inputs={"since": since}, source=source)


def doubtful_notes(day: date, parameters: MaintenanceParameters) -> Iterator[Note]:
    """The two sources on the last age, which do not agree, and whom to ask."""
    of_benefit, of_service = parameters.child_benefit_last_age, parameters.last_age
    ages: dict[str, Value] = {"age": of_benefit.on(day), "last_age": of_service.on(day)}
    yield Note(code="doubtful_months", inputs=ages, source=of_benefit.source_on(day))
    yield Note(
        code="age_not_in_the_act",
        inputs={"last_age": of_service.on(day)},
        source=of_service.source_on(day),
    )


def is_born_on_29_february(born: date) -> bool:
    """Whether the birthday is a day that most years do not have."""
    return add_years(born, 1).day != born.day


def _birthday_counts(schedule: ChildSchedule, parameters: MaintenanceParameters) -> bool:
    """Whether a birthday of a child born on 29 February decides about a month, or a later one."""
    if not is_born_on_29_february(schedule.birth_date):
        return False
    end = schedule.last_month.plus(1).first_day()
    return add_years(schedule.birth_date, parameters.adult_age.on(end)) < end


def _may_appeal_without_decision(start: date, parameters: MaintenanceParameters) -> bool:
    """Whether the act knows the appeal without a decision on an application of that day."""
    days = parameters.decision_days.on(start)
    first_day = start + timedelta(days=days) + ONE_DAY
    return parameters.appeal_without_decision_months.figure_on(first_day) is not None


def _of_terms(application: AdvanceApplication, decided: Intervention) -> Iterator[Note]:
    """What the terms of the window, and those to come, rest on."""
    if any(term.received is None for term in decided.terms):
        yield Note(code="months_not_told", source=GAP)
    opens_later = (decided.opens_on or decided.opens_if_unpaid) is not None
    if opens_later and application.expected_monthly_payment == 0:
        yield Note(code="coming_terms_missed", source=ASSUMED)
    if any(term.missed_by_indexation_only for term in decided.terms):
        yield Note(code="missed_by_indexation_only", source=INDEXATION_BY_LAW)


def _every_index_is_published(
    application: AdvanceApplication,
    schedules: tuple[ChildSchedule, ...],
    index: TitleIndex,
) -> bool:
    """Whether no amount of this answer rests on an older index than it should."""
    if schedules:
        return all(run.first.index_published for schedule in schedules for run in schedule.runs)
    return index.in_month(Month.of(application.application_date)).published


def _turns_adult(schedule: ChildSchedule, start: date, parameters: MaintenanceParameters) -> bool:
    """Whether the child turns 18 in a month of its schedule, after the application of ``start``."""
    turns = add_years(schedule.birth_date, parameters.adult_age.on(start))
    return start < turns and Month.of(turns) <= schedule.last_month
