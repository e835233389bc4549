"""The answer of an advance simulation in a sentence: how much, for whom, from when to when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from functions.calculators.shared.intervention_view import (
    all_paid,
    apply_online,
    closed,
    how_paid,
    months_due,
    not_yet,
    unmet,
)
from functions.law.core.values import Cents
from functions.law.maintenance.advances import AdvancesResult
from functions.law.maintenance.instalments import due_day
from functions.law.maintenance.missed_count import of_instalments
from functions.law.maintenance.monthly_advance import AdvanceStatus, MonthlyAdvance
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.pages.answer_view import Answer, Tone, Words
from functions.pages.repeated_rows import SAVE_DATES

PAPER = "intervention"


class Verdict(StrEnum):
    """The answer in a word, where the service can act now."""

    OPEN = "open"
    OPEN_CONDITIONAL = "open_conditional"
    OPEN_DOUBTFUL = "open_doubtful"
    OPEN_NO_ADVANCE = "open_no_advance"
    OPEN_NOT_KNOWN = "open_not_known"


TONES = {
    Verdict.OPEN: Tone.YES,
    Verdict.OPEN_CONDITIONAL: Tone.YES,
    Verdict.OPEN_DOUBTFUL: Tone.DUE,
    Verdict.OPEN_NO_ADVANCE: Tone.DUE,
    Verdict.OPEN_NOT_KNOWN: Tone.DUE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthOfAll:
    """What is advanced in one month, all children together; ``None`` where one is not known."""

    months: tuple[MonthlyAdvance, ...]

    @property
    def amount(self) -> Cents | None:
        """The sum."""
        amounts = [month.advance for month in self.months]
        known = [amount for amount in amounts if amount is not None]
        return Cents(sum(known)) if len(known) == len(amounts) else None

    @property
    def paid(self) -> tuple[MonthlyAdvance, ...]:
        """The children for whom something is advanced."""
        return tuple(month for month in self.months if month.advance)

    @property
    def depends(self) -> str:
        """What the sum depends on, by the child for whom it is least certain."""
        if any(month.status is AdvanceStatus.DOUBTFUL for month in self.paid):
            return "_doubtful"
        return "_conditional" if any(month.conditional for month in self.paid) else ""


def months_of_all(simulation: AdvancesResult) -> tuple[MonthOfAll, ...]:
    """The months of the schedule, all children together."""
    schedules = (schedule.months for schedule in simulation.schedules)
    return tuple(MonthOfAll(months=months) for months in zip(*schedules, strict=True))


def advances_answer(
    simulation: AdvancesResult, words: Words, parameters: MaintenanceParameters
) -> Answer:
    """The answer in the words of a language."""
    step_in, application = simulation.intervention, simulation.application
    required = parameters.missed_terms.on(application.application_date)
    missed = of_instalments(step_in.terms)
    count = sum(term.missed for term in step_in.terms)
    if simulation.starts_on is None:
        if step_in.opens_if_unpaid is not None:
            return all_paid(
                words, missed=missed, required=required, opens_if_unpaid=step_in.opens_if_unpaid
            )
        return closed(words, unmet(step_in.conditions), missed=count, required=required)
    months = months_of_all(simulation)
    if not step_in.is_open:
        return not_yet(
            words,
            missed=count,
            required=required,
            coming=months_due(
                application.application_date, simulation.starts_on, due_day(application)
            ),
            opens_on=simulation.starts_on,
            primary=words.action("remind", intent=SAVE_DATES),
            amount=_amount_later(months[0], words),
        )
    return _open(simulation, months, words, parameters)


def _amount_later(first: MonthOfAll, words: Words) -> str:
    if first.amount is None:
        return words("verdict.later.amount_not_known")
    if first.amount == 0:
        return words("verdict.later.no_amount")
    amount = words.catalog.short(first.amount)
    return words(f"verdict.later.amount{first.depends}", amount=amount)


def _open(
    simulation: AdvancesResult,
    months: Sequence[MonthOfAll],
    words: Words,
    parameters: MaintenanceParameters,
) -> Answer:
    first, amount = months[0], months[0].amount
    verdict = _verdict(first)
    run = _run(months)
    online, filled = apply_online(words), words.action("filled", paper=PAPER)
    first_month = first.months[0].month
    one = "_one" if len(run) == 1 and verdict in (Verdict.OPEN, Verdict.OPEN_CONDITIONAL) else ""
    key = f"verdict.{verdict}"
    benefit = words.action("check_benefit", page="advances/adult-children")
    is_doubtful = verdict is Verdict.OPEN_DOUBTFUL
    return Answer(
        tag=words(f"{key}.tag"),
        tone=TONES[verdict],
        figure=words.optional(f"{key}.figure", amount=words.catalog.short(amount or Cents(0))),
        unit=words.optional(f"{key}.unit"),
        sentence=words(
            f"{key}.sentence{one}",
            children=_children(first, words),
            first=first_month,
            until=run[-1].months[0].month,
        ),
        reason=" ".join(_reasons(simulation, first, verdict, words, parameters)),
        primary=benefit if is_doubtful else online,
        secondary=(online, filled) if is_doubtful else (filled,),
    )


def _verdict(first: MonthOfAll) -> Verdict:
    if first.amount is None:
        return Verdict.OPEN_NOT_KNOWN
    return Verdict(f"open{first.depends}") if first.amount > 0 else Verdict.OPEN_NO_ADVANCE


def _run(months: Sequence[MonthOfAll]) -> Sequence[MonthOfAll]:
    """The first months in which no less is advanced than in the first, on the same conditions."""
    first = months[0]

    def is_as_good(month: MonthOfAll) -> bool:
        is_less = (month.amount or 0) < (first.amount or 0)
        return month.depends == first.depends and month.amount is not None and not is_less

    return (first, *takewhile(is_as_good, months[1:]))


def _children(first: MonthOfAll, words: Words) -> str:
    """For whom: the child, all children, or some of them."""
    count, paid = len(first.months), len(first.paid)
    if count == 1:
        return words("children.one")
    return words("children.all" if paid == count else "children.some", count=count, paid=paid)


def _reasons(
    simulation: AdvancesResult,
    first: MonthOfAll,
    verdict: Verdict,
    words: Words,
    parameters: MaintenanceParameters,
) -> Iterator[str]:
    """What each child gets, what the amount depends on, and how the months were paid."""
    if verdict in (Verdict.OPEN_NO_ADVANCE, Verdict.OPEN_NOT_KNOWN):
        statuses = dict.fromkeys(month.status for month in first.months)
        yield from (words(f"statuses.{status}.text") for status in statuses)
        return
    amounts = {month.advance for month in first.paid}
    each = Cents(first.paid[0].advance or 0)
    at_cap = each == parameters.advance_cap.on(first.months[0].month.first_day())
    if len(amounts) == 1 and len(first.paid) > 1:
        yield words(f"reason.each{'_cap' if at_cap else ''}", each=words.catalog.short(each))
    elif len(amounts) == 1 and at_cap:
        yield words("reason.cap")
    if any(month.status is AdvanceStatus.REDUCED for month in first.paid):
        yield words("statuses.reduced.text")
    if verdict is not Verdict.OPEN:
        yield words(f"verdict.{verdict}.reason")
    yield f"{how_paid(words, of_instalments(simulation.intervention.terms))}."
