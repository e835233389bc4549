"""What the page shows of the arrears of a ledger, put together for its template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from functions.calculators.arrears.remarks import remarks
from functions.calculators.shared.intervention_view import (
    apply_online,
    change_payments,
    given_of_children,
    if_unpaid,
    index_finding,
    months_due,
    steps_to_apply,
    steps_to_wait,
)
from functions.exports.charts import Chart, chart
from functions.i18n.catalog import Catalog
from functions.i18n.citations import Citation, cite
from functions.law.core.values import Cents
from functions.law.maintenance.arrears import ArrearsResult
from functions.law.maintenance.ledger import LedgerMonth
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.pages.answer_view import (
    Action,
    Answer,
    Finding,
    Given,
    NextStep,
    Tone,
    Words,
    letter_action,
)
from functions.pages.explanation_view import ExplainedView, StepRun, by_year, explain_result

PAPER = "intervention"
MOST_STEPS = 20
"""A longer explanation is folded by year."""
MOST_MONTHS = 12
"""A longer table is folded by year."""


class Verdict(StrEnum):
    """What the ledger leads to."""

    NOTHING = "nothing"
    APPLY = "apply"
    LATER = "later"
    NOT_KNOWN = "notKnown"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """One month of the table; ``remarks`` are the keys of what stands beside it."""

    month: LedgerMonth
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerYear:
    """The months of one year, with what is missing in them: still claimed, and too old for that."""

    year: int
    lines: tuple[LedgerLine, ...]

    @property
    def missing(self) -> Cents:
        """What is missing of the terms that are still claimed; all years together are the total."""
        return Cents(sum(each.month.missing for each in self.lines if each.month.claimable))

    @property
    def too_old(self) -> Cents:
        """What is missing of older terms."""
        return Cents(sum(each.month.missing for each in self.lines if not each.month.claimable))


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrearsView(ExplainedView):
    """Everything that the template of the result needs."""

    arrears: ArrearsResult
    lines: tuple[LedgerLine, ...]
    chart: Chart | None
    contribution_citation: Citation

    @property
    def several_children(self) -> bool:
        """Whether a step says which child it is about."""
        return len(self.arrears.request.children) > 1

    @property
    def runs(self) -> tuple[StepRun, ...]:
        """The steps by year, where they are too many to read at once."""
        return by_year(self.steps) if len(self.steps) > MOST_STEPS else ()

    @property
    def years(self) -> tuple[LedgerYear, ...]:
        """The months by year, where they are too many for one table."""
        if len(self.lines) <= MOST_MONTHS:
            return ()
        years = groupby(self.lines, key=lambda line: line.month.month.year)
        return tuple(LedgerYear(year=year, lines=tuple(lines)) for year, lines in years)


def arrears_view(
    arrears: ArrearsResult, catalog: Catalog, parameters: MaintenanceParameters
) -> ArrearsView:
    """The view of the arrears in the words of a language."""
    words = Words(catalog=catalog, subject="arrears")
    day = arrears.request.application_date
    return ArrearsView(
        arrears=arrears,
        answer=_answer(arrears, words),
        given=tuple(_given(arrears, words)),
        finding=_finding(arrears, words),
        next_steps=tuple(_next_steps(arrears, words)),
        holds={"months": words("holds.months", count=len(arrears.months))},
        lines=tuple(
            LedgerLine(month=month, remarks=tuple(remarks(month))) for month in arrears.months
        ),
        chart=_chart(arrears, catalog),
        contribution_citation=cite(catalog, parameters.debtor_contribution.source_on(day)),
        **explain_result(catalog, "arrears", arrears),
    )


def _answer(arrears: ArrearsResult, words: Words) -> Answer:
    verdict = _verdict(arrears)
    if verdict is Verdict.NOTHING:
        short = words.catalog.short
        other_ways = words.action("other_ways", page="advances/other-ways")
        too_old = words("verdict.nothing.reason", too_old=short(arrears.too_old))
        return Answer(
            tag=words("verdict.nothing.tag"),
            tone=Tone.NO,
            sentence=words("verdict.nothing.sentence"),
            reason=too_old if arrears.too_old > 0 else "",
            primary=other_ways if arrears.too_old > 0 else _check_index(words),
        )
    return _owed(arrears, verdict, words)


def _owed(arrears: ArrearsResult, verdict: Verdict, words: Words) -> Answer:
    """The answer where something is missing: how much, of which months, and who collects it."""
    months = [m.month for m in arrears.months if m.claimable and m.missing > 0]
    online = apply_online(words)
    filled = words.action("filled", paper=PAPER)
    tone, primary = Tone.DUE, online
    secondary: tuple[Action, ...] = (filled,)
    match verdict:
        case Verdict.APPLY:
            tone = Tone.YES
            reason = words("verdict.apply.reason")
        case Verdict.LATER:
            primary, secondary = words.action("how_to_apply", page="advances/apply"), ()
            reason = _when(arrears, words)
        case _:
            primary, secondary = words.action("other_ways", page="advances/other-ways"), ()
            reason = words("verdict.notKnown.reason")
    return Answer(
        tag=words(f"verdict.{'apply' if verdict is Verdict.APPLY else 'later'}.tag"),
        tone=tone,
        figure=words("verdict.apply.figure", total=words.catalog.short(arrears.total)),
        sentence=words(
            f"verdict.apply.sentence{'_one' if len(months) == 1 else ''}",
            first=months[0],
            last=months[-1],
        ),
        reason=reason,
        primary=primary,
        secondary=secondary,
    )


def _check_index(words: Words) -> Action:
    return words.action("check_index", page="advances/indexation")


def _when(arrears: ArrearsResult, words: Words) -> str:
    """Which months must stay unpaid, and from which day the service can then be asked."""
    request, opens_on = arrears.request, arrears.may_apply_from
    if opens_on is None:
        return ""
    coming = months_due(request.application_date, opens_on, request.title.due_day or 1)
    return if_unpaid(words, coming, opens_on)


def _given(arrears: ArrearsResult, words: Words) -> Iterator[Given]:
    request = arrears.request
    yield words.given("title_date", "title", day=request.title.date)
    yield given_of_children(words, [child.monthly_maintenance for child in request.children])
    yield words.given("months", "payments", count=len(arrears.months))
    yield words.given("day", "title", day=request.application_date)


def _finding(arrears: ArrearsResult, words: Words) -> Finding | None:
    """The index that is missing of months that were paid as the title says."""
    in_title = sum(child.monthly_maintenance for child in arrears.request.children)
    of_index = [
        month.missing
        for month in arrears.months
        if month.claimable and month.is_missed and month.received >= in_title
    ]
    if not of_index:
        return None
    due = arrears.months[-1].due
    return index_finding(words, Cents(sum(of_index)), due=due, title=Cents(in_title))


def _next_steps(arrears: ArrearsResult, words: Words) -> Iterator[NextStep]:
    verdict = _verdict(arrears)
    keep = words.step("keep", words.action("rights", page="advances/rights"))
    if verdict is Verdict.APPLY:
        yield from steps_to_apply(words)
        yield words.step("advance", words.action("simulate", page="advances/simulator"))
        yield _ask_parent(arrears, words)
    elif arrears.total > 0 and arrears.may_apply_from is not None:
        simulate = words.action("simulate", page="advances/simulator")
        yield from steps_to_wait(words, arrears.may_apply_from, simulate)
        yield _ask_parent(arrears, words)
    else:
        yield keep
        yield change_payments(words)


def _ask_parent(arrears: ArrearsResult, words: Words) -> NextStep:
    """The letter to the other parent, which nobody has to write."""
    months = [month.month for month in arrears.months if month.claimable and month.missing > 0]
    letter = letter_action(
        words.catalog,
        "missed-payment",
        title_date=arrears.request.title.date,
        first_month=months[0],
        last_month=months[-1],
        missing=arrears.total,
    )
    other_ways = words.action("other_ways", page="advances/other-ways")
    return words.step("ask_parent", other_ways, letter=letter)


def _chart(arrears: ArrearsResult, catalog: Catalog) -> Chart | None:
    """The months as bars: what came, and what is missing of what was due."""
    if not arrears.months:
        return None
    first, last = arrears.months[0].month, arrears.months[-1].month
    return chart(
        catalog,
        "arrears.chart",
        tuple(
            {"received": month.received, "open" if month.claimable else "too_old": month.missing}
            for month in arrears.months
        ),
        id="chart",
        top=Cents,
        ends=(catalog.format(first), catalog.format(last)),
        from_month=first,
        to_month=last,
    )


def _verdict(arrears: ArrearsResult) -> Verdict:
    if arrears.total == 0:
        return Verdict.NOTHING
    if arrears.may_apply_from is None:
        return Verdict.NOT_KNOWN
    now = arrears.may_apply_from == arrears.request.application_date
    return Verdict.APPLY if now else Verdict.LATER
