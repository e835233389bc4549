"""What the page shows of the conditions of an intervention, put together for its template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from functions.calculators.shared.conditions_view import ConditionLine, condition_lines
from functions.calculators.shared.intervention_view import (
    all_paid,
    apply_online,
    closed,
    given_of_children,
    given_of_payments,
    given_of_title,
    how_paid,
    index_finding,
    months_due,
    not_yet,
    steps_to_apply,
    steps_to_change,
    steps_to_wait,
    steps_while_paid,
    unmet,
)
from functions.i18n.catalog import Catalog
from functions.law.core.values import Cents
from functions.law.maintenance.eligibility import EligibilityResult, JudgedMonth
from functions.pages.answer_view import Answer, Finding, Given, NextStep, Tone, Words
from functions.pages.explanation_view import ExplainedView, explain_result


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierYear:
    """The months of a year that no longer count."""

    year: int
    months: tuple[JudgedMonth, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityView(ExplainedView):
    """Everything that the template of the result needs.

    ``window`` are the months that count, the newest first; ``earlier`` the others, by year.
    """

    eligibility: EligibilityResult
    conditions: tuple[ConditionLine, ...]
    window: tuple[JudgedMonth, ...]
    earlier: tuple[EarlierYear, ...]

    @property
    def several_children(self) -> bool:
        """Whether a step says which child it is about."""
        return len(self.eligibility.request.children) > 1


def eligibility_view(eligibility: EligibilityResult, catalog: Catalog) -> EligibilityView:
    """The view of the conditions in the words of a language."""
    words = Words(catalog=catalog, subject="eligibility")
    conditions = tuple(
        condition_lines(catalog, "eligibility", eligibility.conditions, eligibility.missed_count)
    )
    newest_first = eligibility.months[::-1]
    window = tuple(month for month in newest_first if month.in_window)
    earlier = [month for month in newest_first if not month.in_window]
    return EligibilityView(
        eligibility=eligibility,
        answer=_answer(eligibility, words),
        given=tuple(_given(eligibility, words)),
        finding=_finding(eligibility, words),
        next_steps=tuple(_next_steps(eligibility, words)),
        conditions=conditions,
        window=window,
        earlier=tuple(_by_year(earlier)),
        holds={
            "conditions": words(
                "holds.conditions",
                met=sum(line.met for line in conditions),
                count=len(conditions),
            ),
            "months": words("holds.months", count=len(eligibility.months)),
        },
        **explain_result(catalog, "eligibility", eligibility),
    )


def _by_year(months: Sequence[JudgedMonth]) -> Iterator[EarlierYear]:
    for year, found in groupby(months, key=lambda month: month.month.year):
        yield EarlierYear(year=year, months=tuple(found))


def _answer(eligibility: EligibilityResult, words: Words) -> Answer:
    missed, required = eligibility.missed, eligibility.required
    advance = words.action("simulate", page="advances/simulator")
    day = eligibility.request.application_date
    if eligibility.is_open:
        return words.answer(
            "open",
            Tone.YES,
            apply_online(words),
            advance,
            reason=f"{how_paid(words, eligibility.missed_count)}.",
            day=words.catalog.full_day(day),
        )
    if eligibility.opens_on is not None:
        due_on = eligibility.request.title.due_day or 1
        return not_yet(
            words,
            missed=missed,
            required=required,
            coming=months_due(day, eligibility.opens_on, due_on),
            opens_on=eligibility.opens_on,
            primary=advance,
        )
    if eligibility.opens_if_unpaid is not None:
        return all_paid(
            words,
            missed=eligibility.missed_count,
            required=required,
            opens_if_unpaid=eligibility.opens_if_unpaid,
        )
    return closed(words, unmet(eligibility.conditions), missed=missed, required=required)


def _given(eligibility: EligibilityResult, words: Words) -> Iterator[Given]:
    request = eligibility.request
    yield given_of_title(words, request.title)
    yield given_of_children(words, [child.monthly_maintenance for child in request.children])
    yield given_of_payments(words, eligibility.missed_count)
    yield words.given("day", "title", day=request.application_date)


def _finding(eligibility: EligibilityResult, words: Words) -> Finding | None:
    if eligibility.opens_on is None and not eligibility.is_open:
        return None
    in_title = Cents(sum(child.monthly_maintenance for child in eligibility.request.children))
    action = words.action("count_arrears", page="advances/arrears")
    amount, last = eligibility.missed_count.index_missing, eligibility.months[-1:]
    due = last[0].due if last else in_title
    return index_finding(words, amount, due=due, title=in_title, action=action)


def _next_steps(eligibility: EligibilityResult, words: Words) -> Iterator[NextStep]:
    if eligibility.is_open:
        yield from steps_to_apply(words)
        yield words.step("keep", words.action("count_arrears", page="advances/arrears"))
    elif eligibility.opens_on is not None:
        apply = words.action("how_to_apply", page="advances/apply")
        yield from steps_to_wait(words, eligibility.opens_on, apply)
    elif eligibility.opens_if_unpaid is not None:
        yield from steps_while_paid(words)
    else:
        yield from steps_to_change(words, unmet(eligibility.conditions))
