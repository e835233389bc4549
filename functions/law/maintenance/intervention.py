"""May the service step in? The conditions of arts 2, 6 and 7 of the act, one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, takewhile
from typing import Protocol

from functions.law.core.trace import Source, Status, TraceStep
from functions.law.core.values import Cents, Month
from functions.law.maintenance.application import AdvanceApplication, Title, TitleKind
from functions.law.maintenance.instalments import (
    Instalment,
    instalments_before,
    instalments_of,
    window_start,
)
from functions.law.maintenance.parameters import MaintenanceParameters

ACT = "maintenance_advances_act"
CREDITOR_IN_BELGIUM = Source(ACT, "6")
CHILDREN_IN_BELGIUM = Source("fps_finance_practice", "", Status.OFFICIAL)
ENFORCEABLE_TITLE = Source(ACT, "2")
SERVED_JUDGMENT = Source("fps_finance_practice", "", Status.OFFICIAL)
MISSED_TERMS = Source(ACT, "6")

ENFORCEABLE_KINDS = frozenset({TitleKind.JUDGMENT, TitleKind.NOTARIAL_DEED})


class Applicant(Protocol):
    """Who asks for the intervention, and with which paper."""

    @property
    def applicant_lives_in_belgium(self) -> bool: ...  # noqa: D102
    @property
    def children_live_in_belgium(self) -> bool: ...  # noqa: D102
    @property
    def title(self) -> Title: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition of the intervention: whether it is met, and from which day at the latest.

    ``met_from`` is set where the condition will be met by the passing of time alone.
    """

    step: TraceStep
    met: bool
    met_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention:
    """Whether the service may be asked to step in, and the terms that decide it."""

    conditions: tuple[Condition, ...]
    terms: tuple[Instalment, ...]

    @property
    def is_open(self) -> bool:
        """Whether every condition is met on the day of the application."""
        return all(condition.met for condition in self.conditions)

    @property
    def opens_on(self) -> date | None:
        """The day on which time alone opens it; ``None`` if that is not enough."""
        days = [c.met_from for c in self.conditions if not c.met]
        known = [day for day in days if day is not None]
        return max(known) if known and len(known) == len(days) else None


def intervention(
    application: AdvanceApplication, parameters: MaintenanceParameters
) -> Intervention:
    """Every condition of the intervention, in the order of the act."""
    terms = instalments_before(application, application.application_date, parameters)
    conditions = (
        *conditions_of_applicant(application),
        _missed_terms(application, terms, parameters),
    )
    return Intervention(conditions=conditions, terms=terms)


def conditions_of_applicant(applicant: Applicant) -> tuple[Condition, ...]:
    """The conditions that do not depend on any payment: residence and title."""
    conditions = (
        _residence(
            "residence_applicant", applicant.applicant_lives_in_belgium, CREDITOR_IN_BELGIUM
        ),
        _residence("residence_children", applicant.children_live_in_belgium, CHILDREN_IN_BELGIUM),
        _enforceable_title(applicant.title),
        _served(applicant.title),
    )
    return tuple(c for c in conditions if c is not None)


def _residence(rule: str, in_belgium: bool, source: Source) -> Condition:
    """Art. 6: the creditor is domiciled in Belgium; in practice the children live there too."""
    step = TraceStep(
        rule=f"intervention.{rule}",
        inputs={"in_belgium": in_belgium},
        value=in_belgium,
        source=source,
    )
    return Condition(step=step, met=in_belgium)


def _enforceable_title(title: Title) -> Condition:
    """Art. 2: a judgment or a notarial deed; a private or oral agreement is not enough."""
    kind = title.kind
    met = kind in ENFORCEABLE_KINDS
    step = TraceStep(
        rule="intervention.enforceable_title",
        inputs={"title_kind": kind.value},
        value=met,
        source=ENFORCEABLE_TITLE,
    )
    return Condition(step=step, met=met)


def _served(title: Title) -> Condition | None:
    """A judgment must have been served by a bailiff; a notarial deed need not."""
    if title.kind is not TitleKind.JUDGMENT:
        return None
    met = title.served is True
    step = TraceStep(
        rule="intervention.served", inputs={"served": met}, value=met, source=SERVED_JUDGMENT
    )
    return Condition(step=step, met=met)


def _missed_terms(
    application: AdvanceApplication,
    terms: tuple[Instalment, ...],
    parameters: MaintenanceParameters,
) -> Condition:
    """Art. 6: two terms, consecutive or not, wholly or partly unpaid in twelve months."""
    day = application.application_date
    required = parameters.missed_terms.on(day)
    missed = sum(term.missed for term in terms)
    step = TraceStep(
        rule="intervention.missed_terms",
        inputs={
            "window_start": window_start(day, parameters),
            "application_date": day,
            "terms": len(terms),
            "missed": missed,
            "required": required,
        },
        value=missed >= required,
        source=MISSED_TERMS,
    )
    if missed >= required:
        return Condition(step=step, met=True)
    return Condition(
        step=step, met=False, met_from=_day_of_enough_missed_terms(application, parameters)
    )


def _day_of_enough_missed_terms(
    application: AdvanceApplication, parameters: MaintenanceParameters
) -> date | None:
    """The day after the due date that completes the missed terms, if all goes as expected.

    A later indexation may open what is paid in full today, so the search goes on to the last day
    for which an answer is given.
    """
    months = map(Month.of(application.application_date).plus, count())
    coming = takewhile(
        lambda term: term.due_date < parameters.last_day,
        instalments_of(application, months, parameters),
    )
    for candidate in (term.due_date + timedelta(days=1) for term in coming if term.missed):
        missed = sum(term.missed for term in instalments_before(application, candidate, parameters))
        if missed >= parameters.missed_terms.on(candidate):
            return candidate
    return None


def unpaid(terms: tuple[Instalment, ...]) -> Cents:
    """What is missing over the terms: arrears, which are never advanced (art. 3, § 2)."""
    return Cents(sum(max(term.maintenance - term.received, 0) for term in terms))
