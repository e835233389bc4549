"""May the service step in? The conditions of arts 2, 6 and 7 of the act, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, groupby, takewhile
from typing import Protocol

from functions.law.core.replay import ReplayError, only, optional
from functions.law.core.rule import Before, Explanation, rule, rule_after
from functions.law.core.trace import Source, Status, TraceStep
from functions.law.core.validation import NOTHING
from functions.law.core.values import Cents, Month
from functions.law.maintenance.application import AdvanceApplication, Title, TitleKind
from functions.law.maintenance.indexation import Indexation, TitleIndex
from functions.law.maintenance.indexation_rules import explain_amounts
from functions.law.maintenance.instalments import (
    Instalment,
    due_day,
    instalments_before,
    instalments_of,
    window_start,
)
from functions.law.maintenance.missed_terms import (
    MISSED_TERMS,
    coming_terms_index_not_sure,
    coming_terms_missed,
    coming_terms_paid,
    is_something_missing,
    missed_terms,
    missed_terms_later,
    terms_index_not_sure,
    terms_missed,
    terms_paid,
    unpaid_in_window,
)

ACT = "maintenance_advances_act"
CREDITOR_IN_BELGIUM = Source(ACT, "6")
CHILDREN_IN_BELGIUM = Source("fps_finance_practice", "", Status.OFFICIAL)
ENFORCEABLE_TITLE = Source(ACT, "2")
SERVED_JUDGMENT = Source("fps_finance_practice", "", Status.OFFICIAL)

ENFORCEABLE_KINDS = frozenset({TitleKind.JUDGMENT, TitleKind.NOTARIAL_DEED})


@rule("intervention.residence_applicant", CREDITOR_IN_BELGIUM)
def applicant_in_belgium(in_belgium: bool) -> bool:
    """Art. 6: the creditor is domiciled in Belgium."""
    return in_belgium


@rule("intervention.residence_children", CHILDREN_IN_BELGIUM)
def children_in_belgium(in_belgium: bool) -> bool:
    """In practice the children live in Belgium too."""
    return in_belgium


@rule("intervention.enforceable_title", ENFORCEABLE_TITLE, thresholds=("title_kind",))
def enforceable_title(title_kind: TitleKind) -> bool:
    """Art. 2: a judgment or a notarial deed; a private or oral agreement is not enough."""
    return title_kind in ENFORCEABLE_KINDS


@rule("intervention.served", SERVED_JUDGMENT)
def served_judgment(served: bool) -> bool:
    """A judgment must have been served by a bailiff; a notarial deed need not."""
    return served


CONDITIONS_OF_APPLICANT = (
    applicant_in_belgium,
    children_in_belgium,
    enforceable_title,
    served_judgment,
)
"""What is asked of every applicant; the last one of a judgment only."""


def are_conditions_met(before: Before) -> bool:
    """Whether every condition is met, the missed terms now or by the passing of time."""
    counted, asked = before.last(missed_terms), before.every(*CONDITIONS_OF_APPLICANT)
    return (
        counted is not None
        and bool(asked)
        and all(step.value for step in asked)
        and (counted.value is True or before.last(missed_terms_later) is not None)
        and is_something_missing(before, counted)
    )


def is_counted_then(before: Before, application_date: date) -> bool:
    """Whether the terms were counted on the day of the application."""
    counted = before.last(missed_terms)
    return counted is not None and counted.inputs["application_date"] == application_date


@rule_after("intervention.opens", MISSED_TERMS, when=(are_conditions_met, is_counted_then))
def opens(before: Before, application_date: date) -> date:
    """The first day on which the service may be asked to step in."""
    return before.value(missed_terms_later) or application_date


def replay_conditions(steps: Sequence[TraceStep]) -> bool:
    """Whether the intervention is open, every condition having been asked.

    Raises:
        ReplayError: one was not.
    """
    asked = [only(steps, applicant_in_belgium), only(steps, children_in_belgium)]
    title = only(steps, enforceable_title)
    asked.append(title)
    if title.inputs["title_kind"] == TitleKind.JUDGMENT.value:
        asked.append(only(steps, served_judgment))
    elif optional(steps, served_judgment) is not None:
        raise ReplayError(f"{served_judgment.code}: no judgment")
    asked.append(only(steps, missed_terms))
    return all(step.value is True for step in asked)


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
    """Whether the service may be asked to step in, and the terms that decide it.

    ``unpaid`` is what is missing over the terms: arrears are collected, never advanced (art. 3,
    § 2). ``opens_if_unpaid``: where every term was paid so far, the day on which it opens if the
    coming ones stay unpaid for the first time. ``enough_from``: the day on which coming terms
    complete the missed ones, where those were too few.
    """

    conditions: tuple[Condition, ...]
    terms: tuple[Instalment, ...]
    unpaid: Cents = NOTHING
    opens_if_unpaid: date | None = None
    enough_from: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether every condition is met on the day of the application."""
        return all(condition.met for condition in self.conditions)

    @property
    def opens_on(self) -> date | None:
        """The day on which it opens if the coming terms are not paid in full, or as expected.

        ``None`` if a condition other than the missed terms is not met.
        """
        days = [c.met_from for c in self.conditions if not c.met]
        known = [day for day in days if day is not None]
        return max(known) if known and len(known) == len(days) else None


def intervention(application: AdvanceApplication, index: TitleIndex) -> Intervention:
    """Every condition of the intervention, in the order of the act, each with its step."""
    parameters, day = index.parameters, application.application_date
    terms = instalments_before(application, day, index)
    of_applicant = conditions_of_applicant(application)
    given = _given(terms)
    missed = sum(term.missed for term in given)
    required = parameters.missed_terms.on(day)
    start = window_start(day, parameters)
    counted = missed_terms.step(start, day, len(given), missed, required)
    is_enough = counted.value is True
    later = None if is_enough else _day_of_enough_missed_terms(application, index)
    unpaid = sum(term.missing for term in given)
    is_paid = bool(given) and unpaid == 0
    supposes_unpaid = is_paid and application.expected_monthly_payment == 0
    met_from = None if supposes_unpaid else later
    met = all(condition.met for condition in of_applicant)
    return Intervention(
        conditions=(*of_applicant, Condition(step=counted, met=is_enough, met_from=met_from)),
        terms=terms,
        unpaid=Cents(unpaid),
        opens_if_unpaid=later if supposes_unpaid and met else None,
        enough_from=later,
    )


def conditions_of_applicant(applicant: Applicant) -> tuple[Condition, ...]:
    """The conditions that do not depend on any payment: residence and title."""
    title = applicant.title
    steps = [
        applicant_in_belgium.step(applicant.applicant_lives_in_belgium),
        children_in_belgium.step(applicant.children_live_in_belgium),
        enforceable_title.step(title.kind),
    ]
    if title.kind is TitleKind.JUDGMENT:
        steps.append(served_judgment.step(title.served is True))
    return tuple(Condition(step=step, met=step.value is True) for step in steps)


def _given(terms: Iterable[Instalment]) -> list[Instalment]:
    """The terms of which one was told what came."""
    return [term for term in terms if term.received is not None]


def explain_intervention(
    explanation: Explanation,
    application: AdvanceApplication,
    decided: Intervention,
    index: TitleIndex,
) -> None:
    """The steps of every condition: of the last one, the terms of the window and how many count.

    Where they are not enough, the coming ones that complete them.
    """
    parameters, day = index.parameters, application.application_date
    *of_applicant, of_terms = decided.conditions
    explanation.steps.extend(condition.step for condition in of_applicant)
    months = [term.month for term in decided.terms]
    since = _explain_index(explanation, application, months, None, index)
    _explain_terms(explanation, application, _given(decided.terms), index)
    explanation.steps.append(of_terms.step)
    explanation.add(unpaid_in_window, window_start(day, parameters), day)
    if decided.enough_from is not None:
        since = _explain_later(explanation, application, decided.enough_from, since, index)
    if decided.is_open or decided.opens_on is not None:
        explanation.add(opens, day)
    else:
        # Nothing is advanced; the costs are still those of the month of the application.
        _explain_index(explanation, application, (Month.of(day),), since, index)


def _explain_index(
    explanation: Explanation,
    application: AdvanceApplication,
    months: Sequence[Month],
    since: Indexation | None,
    index: TitleIndex,
) -> Indexation | None:
    """For each child the amount of the title, from each month on in which its index changes.

    ``since``: the index that was explained last; gives the one that now is.
    """
    amounts = [child.monthly_maintenance for child in application.children]
    begins = [*months[:1], *index.changes(months[0], months[-1])] if months else []
    for month in begins:
        adapted = index.in_month(month)
        if since is None or adapted.index_month != since.index_month:
            since = adapted
            explain_amounts(explanation, amounts, month, index)
    return since


def _explain_terms(
    explanation: Explanation,
    application: AdvanceApplication,
    terms: Iterable[Instalment],
    index: TitleIndex,
    *,
    coming: bool = False,
) -> None:
    """One step for each run of months of which the same was due and came."""
    due_on = due_day(application)
    rules = (coming_terms_paid, coming_terms_missed) if coming else (terms_paid, terms_missed)
    not_sure = coming_terms_index_not_sure if coming else terms_index_not_sure
    for (due, received, _, before), group in groupby(enumerate(terms), key=_run_of):
        run = tuple(term for _, term in group)
        shown = (run[0].month, run[-1].month, due_on, due, received)
        if before is None:
            explanation.add(rules[received < due], *shown)
        else:
            published_by = index.parameters.index_published_by.on(run[0].month.first_day())
            explanation.add(not_sure, *shown, before, published_by)


def _run_of(placed: tuple[int, Instalment]) -> tuple[Cents, Cents, int, Cents | None]:
    """What the terms of a run share: what was due, what came, that no month lies between.

    The last is the amount before, for a term whose index may not have been published.
    """
    place, term = placed
    before = term.before if term.index_not_sure else None
    return term.maintenance, term.received or NOTHING, term.month.number - place, before


def _explain_later(
    explanation: Explanation,
    application: AdvanceApplication,
    later: date,
    since: Indexation | None,
    index: TitleIndex,
) -> Indexation | None:
    """The coming terms up to the one that completes the missed ones, and the day after it."""
    day, last_due_date = application.application_date, later - timedelta(days=1)
    first = Month.of(day)
    if first.day(due_day(application)) < day:
        first = first.plus(1)
    months = tuple(first.onward(first.months_until(Month.of(last_due_date)) + 1))
    since = _explain_index(explanation, application, months, since, index)
    coming = instalments_of(application, months, index)
    _explain_terms(explanation, application, coming, index, coming=True)
    required = index.parameters.missed_terms.on(later)
    explanation.add(
        missed_terms_later,
        window_start=window_start(later, index.parameters),
        last_due_date=last_due_date,
        missed=required,
        required=required,
    )
    return since


def _day_of_enough_missed_terms(application: AdvanceApplication, index: TitleIndex) -> date | None:
    """The day after the due date that completes the missed terms, if all goes as expected.

    A later indexation may open what is paid in full today, so the search goes on to the last day
    for which an answer is given.
    """
    months = map(Month.of(application.application_date).plus, count())
    coming = takewhile(
        lambda term: term.due_date < index.parameters.last_day,
        instalments_of(application, months, index),
    )
    for candidate in (term.due_date + timedelta(days=1) for term in coming if term.missed):
        missed = sum(term.missed for term in instalments_before(application, candidate, index))
        if missed >= index.parameters.missed_terms.on(candidate):
            return candidate
    return None
