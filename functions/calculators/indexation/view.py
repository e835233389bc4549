"""What the page shows of an indexed maintenance amount, put together for its template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from functions.i18n.catalog import Catalog
from functions.law.core.values import Cents, Month
from functions.law.maintenance.indexation import first_adaptation, index_name
from functions.law.maintenance.indexation_history import IndexationResult
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.pages.answer_view import (
    Action,
    Answer,
    Given,
    NextStep,
    Tone,
    Words,
    letter_action,
)
from functions.pages.explanation_view import ExplainedView, explain_result
from functions.pages.repeated_rows import SAVE_DATES, SUMMARIZE


class Verdict(StrEnum):
    """What the amount of the month is."""

    INDEXED = "indexed"
    FIRST_YEAR = "firstYear"
    NOT_PUBLISHED = "notPublished"
    NOT_INDEXED = "notIndexed"


TONES = {
    Verdict.INDEXED: Tone.YES,
    Verdict.FIRST_YEAR: Tone.YES,
    Verdict.NOT_PUBLISHED: Tone.DUE,
    Verdict.NOT_INDEXED: Tone.NO,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexationView(ExplainedView):
    """Everything that the template of the result needs."""

    result: IndexationResult
    base: Cents
    title_month: Month


def indexation_view(
    result: IndexationResult, catalog: Catalog, parameters: MaintenanceParameters
) -> IndexationView:
    """The view of an indexed amount in the words of a language."""
    words = Words(catalog=catalog, subject="indexation")
    request = result.request
    verdict = verdict_of(result, parameters)
    upcoming = next_change(result, parameters)
    return IndexationView(
        result=result,
        answer=_answer(result, verdict, upcoming, words),
        given=tuple(_given(result, words)),
        next_steps=tuple(_next_steps(result, verdict, upcoming, words)),
        base=Cents(request.monthly_maintenance),
        title_month=Month.of(request.title.date),
        holds={"adaptations": words("holds.adaptations", count=len(result.adaptations))},
        **explain_result(catalog, "indexation", result),
    )


def _answer(
    result: IndexationResult, verdict: Verdict, upcoming: Month | None, words: Words
) -> Answer:
    remind = words.action("remind", intent=SAVE_DATES)
    count = words.action("count_arrears", page="advances/arrears")
    change = Cents(result.amount - result.request.monthly_maintenance)
    primary = remind
    secondary: tuple[Action, ...] = ()
    if verdict is Verdict.NOT_INDEXED:
        primary = words.action("other_ways", page="advances/other-ways")
    elif change > 0:
        primary, secondary = count, (remind,)
    published = [a.month for a in result.adaptations if a.published]
    return words.answer(
        verdict,
        TONES[verdict],
        primary,
        *secondary,
        reason=_difference(change, words),
        amount=words.catalog.short(result.amount),
        month=result.request.month,
        since=published[-1] if published else Month.of(result.request.title.date),
        next=upcoming or result.request.month,
    )


def _difference(change: int, words: Words) -> str:
    """How far the amount lies from that of the title; empty where it does not."""
    if change == 0:
        return ""
    key = f"verdict.change.{'more' if change > 0 else 'less'}"
    return words(key, difference=words.catalog.short(Cents(abs(change))))


def _given(result: IndexationResult, words: Words) -> Iterator[Given]:
    request = result.request
    amount = words.catalog.short(Cents(request.monthly_maintenance))
    yield words.given("amount", "amount", amount=amount)
    yield words.given("title_date", "title", day=request.title.date)
    yield words.given("month", "month", month=request.month)


def _letter(result: IndexationResult, words: Words) -> Action:
    """The letter that gives the other parent the new amount."""
    request = result.request
    published = [adaptation.month for adaptation in result.adaptations if adaptation.published]
    return letter_action(
        words.catalog,
        "indexation",
        title_date=request.title.date,
        title_amount=Cents(request.monthly_maintenance),
        indexed_amount=result.amount,
        indexed_since=published[-1],
    )


def verdict_of(result: IndexationResult, parameters: MaintenanceParameters) -> Verdict:
    """What the amount is, in a word."""
    title = result.request.title
    if index_name(title.indexation, title.date, parameters) is None:
        return Verdict.NOT_INDEXED
    if not result.published:
        return Verdict.NOT_PUBLISHED
    return Verdict.INDEXED if result.adaptations else Verdict.FIRST_YEAR


def next_change(result: IndexationResult, parameters: MaintenanceParameters) -> Month | None:
    """The first adaptation that waits for its index, else the one after the last."""
    if verdict_of(result, parameters) is Verdict.NOT_INDEXED:
        return None
    waiting = (a.month for a in result.adaptations if not a.published)
    title = result.request.title
    if not result.adaptations:
        return first_adaptation(title, parameters)
    every = parameters.indexation_months.on(title.date)
    return next(waiting, result.adaptations[-1].month.plus(every))


def _next_steps(
    result: IndexationResult, verdict: Verdict, upcoming: Month | None, words: Words
) -> Iterator[NextStep]:
    """What the reader can do now, the most useful first."""
    change = result.amount - result.request.monthly_maintenance
    count = words.action("count_arrears", page="advances/arrears")
    if verdict is Verdict.NOT_INDEXED or upcoming is None:
        yield words.step("court", words.action("other_ways", page="advances/other-ways"))
        return
    remind = words.action("remind", intent=SAVE_DATES)
    if verdict is Verdict.NOT_PUBLISHED:
        yield words.step("wait", remind, month=upcoming)
        yield words.step("difference", count)
        return
    if change > 0:
        yield words.step("difference", count)
    if verdict is Verdict.INDEXED and change != 0:
        yield words.step(
            "inform", words.action("print", intent=SUMMARIZE), letter=_letter(result, words)
        )
        yield words.step("pay", words.action("pay", page="debtor/paying"))
    yield words.step("again", remind, month=upcoming)
