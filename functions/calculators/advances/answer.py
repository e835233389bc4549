"""The answer of an advance simulation in a sentence: how much, for whom, from when to when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
from functions.law.core.values import Cents, Month
from functions.law.maintenance.advances import AdvancesResult
from functions.law.maintenance.instalments import due_day
from functions.law.maintenance.missed_count import of_instalments
from functions.law.maintenance.monthly_advance import AdvanceStatus, MonthlyAdvance, birthday
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.law.maintenance.schedule import ChildSchedule
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


class Certainty(StrEnum):
    """How certain an advance is; the value ends the keys of its words."""

    SURE = ""
    CONDITIONAL = "_conditional"
    DOUBTFUL = "_doubtful"


def certainty(month: MonthlyAdvance) -> Certainty:
    """Whether an advance is sure, depends on proof, or comes after the usual end of benefit."""
    if month.status is AdvanceStatus.DOUBTFUL:
        return Certainty.DOUBTFUL
    return Certainty.CONDITIONAL if month.conditional else Certainty.SURE


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The children whose advances of the first month are equally certain, never added to others.

    ``first`` is the first month of each child; in the months of ``run`` none of them gets less than
    in the first, as certainly.
    """

    certainty: Certainty
    schedules: tuple[ChildSchedule, ...]
    first: tuple[MonthlyAdvance, ...]
    run: tuple[Month, ...]

    @property
    def amount(self) -> Cents:
        """What is advanced in the first month, for these children together."""
        return Cents(sum(month.advance or 0 for month in self.first))


def parts(simulation: AdvancesResult) -> tuple[Part, ...]:
    """The advances of the first month by their certainty, the most certain first."""
    paid = [schedule for schedule in simulation.schedules if schedule.months[0].advance]
    found = (
        (each, tuple(one for one in paid if certainty(one.months[0]) is each)) for each in Certainty
    )
    return tuple(_part(each, those) for each, those in found if those)


def _part(sure: Certainty, schedules: tuple[ChildSchedule, ...]) -> Part:
    first = tuple(schedule.months[0] for schedule in schedules)

    def is_as_good(months: Sequence[MonthlyAdvance]) -> bool:
        return all(
            certainty(month) is sure and (month.advance or 0) >= (start.advance or 0)
            for month, start in zip(months, first, strict=True)
        )

    of_all = zip(*(schedule.months for schedule in schedules), strict=True)
    run = tuple(months[0].month for months in takewhile(is_as_good, of_all))
    return Part(certainty=sure, schedules=schedules, first=first, run=run)


def _first_months(simulation: AdvancesResult) -> tuple[MonthlyAdvance, ...]:
    return tuple(schedule.months[0] for schedule in simulation.schedules)


def _is_known(simulation: AdvancesResult) -> bool:
    return all(month.advance is not None for month in _first_months(simulation))


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
            amount=_amount_later(simulation, words),
        )
    return _open(simulation, words, parameters)


def _amount_later(simulation: AdvancesResult, words: Words) -> str:
    if not _is_known(simulation):
        return words("verdict.later.amount_not_known")
    if not (found := parts(simulation)):
        return words("verdict.later.no_amount")
    amount = words.catalog.short(found[0].amount)
    said = words(f"verdict.later.amount{found[0].certainty}", amount=amount)
    return " ".join((said, *_more(simulation, found[1:], words)))


def _more(simulation: AdvancesResult, less_sure: Iterable[Part], words: Words) -> Iterator[str]:
    """A sentence for each less certain part, beside the amount of the headline."""
    for part in less_sure:
        yield words(
            f"reason.more{part.certainty}",
            amount=words.catalog.short(part.amount),
            children=_children(simulation, part, words),
        )


def _open(simulation: AdvancesResult, words: Words, parameters: MaintenanceParameters) -> Answer:
    online, filled = apply_online(words), words.action("filled", paper=PAPER)
    is_known = _is_known(simulation)
    found = parts(simulation) if is_known else ()
    if not found:
        verdict = Verdict.OPEN_NO_ADVANCE if is_known else Verdict.OPEN_NOT_KNOWN
        first = _first_months(simulation)
        statuses = dict.fromkeys(month.status for month in first)
        return words.answer(
            verdict,
            TONES[verdict],
            online,
            filled,
            reason=" ".join(words(f"statuses.{status}.text") for status in statuses),
            first=first[0].month,
        )
    main = found[0]
    verdict = Verdict(f"open{main.certainty}")
    benefit = words.action("check_benefit", page="advances/adult-children")
    is_doubtful = verdict is Verdict.OPEN_DOUBTFUL
    key = f"verdict.{verdict}"
    return Answer(
        tag=words(f"{key}.tag"),
        tone=TONES[verdict],
        figure=words(f"{key}.figure", amount=words.catalog.short(main.amount)),
        unit=words(f"{key}.unit"),
        sentence=words(
            f"{key}.sentence{'' if is_doubtful else _length(simulation, main)}",
            children=_children(simulation, main, words),
            first=main.run[0],
            until=main.run[-1],
        ),
        reason=" ".join(_reasons(simulation, found, words, parameters)),
        primary=benefit if is_doubtful else online,
        secondary=(online, filled) if is_doubtful else (filled,),
    )


def _length(simulation: AdvancesResult, part: Part) -> str:
    """Which sentence says how long: one month, until a month, or no end within those shown."""
    if len(part.run) == 1:
        return "_one"
    return "_until" if len(part.run) < simulation.application.months else ""


def _children(simulation: AdvancesResult, part: Part, words: Words) -> str:
    """For whom: the child, all children, or some of them by their numbers."""
    count = len(simulation.schedules)
    numbers = [schedule.child + 1 for schedule in part.schedules]
    if count == 1:
        return words("children.one")
    if len(numbers) == count:
        return words("children.all", count=count)
    if len(numbers) == 1:
        return words("children.one_of", number=numbers[0])
    return words("children.some_of", numbers=", ".join(map(str, numbers[:-1])), number=numbers[-1])


def _reasons(
    simulation: AdvancesResult,
    found: Sequence[Part],
    words: Words,
    parameters: MaintenanceParameters,
) -> Iterator[str]:
    """What each child gets, for how long, what less certain parts depend on, how one paid."""
    main = found[0]
    amounts = {month.advance for month in main.first}
    each = Cents(main.first[0].advance or 0)
    at_cap = each == parameters.advance_cap.on(main.first[0].month.first_day())
    if len(amounts) == 1 and len(main.first) > 1:
        yield words(f"reason.each{'_cap' if at_cap else ''}", each=words.catalog.short(each))
    elif len(amounts) == 1 and at_cap:
        yield words("reason.cap")
    if any(month.status is AdvanceStatus.REDUCED for part in found for month in part.first):
        yield words("statuses.reduced.text")
    if main.certainty is Certainty.SURE:
        yield _until_adult(simulation, main, words, parameters)
    else:
        yield words(f"verdict.open{main.certainty}.reason")
    yield from _more(simulation, found[1:], words)
    yield f"{how_paid(words, of_instalments(simulation.intervention.terms))}."


def _until_adult(
    simulation: AdvancesResult, part: Part, words: Words, parameters: MaintenanceParameters
) -> str:
    """Until when one application runs, which is the 18th birthday where that is known."""
    application = simulation.application
    start = simulation.starts_on or application.application_date
    if parameters.minor_until_adult.figure_on(start) is None:
        return words("reason.shown_only", months=application.months)
    age = parameters.adult_age.on(start)
    days = [
        (schedule.child + 1, birthday(application.children[schedule.child], age))
        for schedule in part.schedules
    ]
    if len(simulation.schedules) == 1:
        return words("reason.until_adult", day=days[0][1])
    listed = (words("reason.child_day", number=number, day=day) for number, day in days)
    return words("reason.until_adult_each", days=", ".join(listed))
