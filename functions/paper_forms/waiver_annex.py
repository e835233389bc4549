"""The annex of a waiver calculation: the answer, the amounts, the limits, and why."""

from __future__ import annotations

from collections.abc import Iterator

from functions.calculators.waiver.view import SUBJECT, WaiverView, waiver_view
from functions.forms.definition import question_set
from functions.i18n.catalog import Words
from functions.law.core.values import Value
from functions.law.waiver.calculation import Band
from functions.law.waiver.parameters import WaiverParameters
from functions.paper_forms.annex import answers_given, explained
from functions.paper_forms.blocks import Block, Heading, Paragraph, TableBlock
from functions.paper_forms.waiver_forms import WaiverCase

AMOUNT = frozenset((1,))


def waiver_annex(case: WaiverCase, words: Words, parameters: WaiverParameters) -> Iterator[Block]:
    """The annex in a language."""
    view = waiver_view(case.calculation, words, parameters)
    request = case.calculation.request
    yield Heading(3, words.text("common.result.heading"))
    yield Paragraph(words.text("common.result.date_used", day=request.request_date))
    yield from _verdict(view, words)
    yield _amounts(view, words)
    yield _resources(view, words)
    yield from _left_out(view, words)
    yield from _limits(view, words)
    yield from answers_given(question_set(SUBJECT), case.answers, words)
    yield from explained(view.steps, view.notes, words, several=False)


def _verdict(view: WaiverView, words: Words) -> Iterator[Block]:
    waiver = view.calculation.waiver
    key = f"{SUBJECT}.verdict.{view.calculation.outcome}"
    figure = words.text(
        f"{key}.figure", percentage=waiver.percentage, waived=waiver.waived, debt=view.debt
    )
    yield Paragraph(words.text(f"{key}.label"))
    yield Paragraph(f"{words.text(f'{key}.sentence')} {figure}")
    if view.calculation.conditional and view.may_be_granted:
        yield Paragraph(words.text(f"{SUBJECT}.verdict.remaining.conditional"))


def _amounts(view: WaiverView, words: Words) -> TableBlock:
    waiver, key = view.calculation.waiver, f"{SUBJECT}.amounts"
    amounts: dict[str, Value] = {
        "debt": view.debt,
        "percentage": waiver.percentage,
        "waived": waiver.waived,
        "recovered": waiver.recovered,
    }
    return TableBlock(
        caption=words.text(f"{key}.caption"),
        headings=(
            words.text(f"{SUBJECT}.resources.line"),
            words.text(f"{SUBJECT}.headings.amounts"),
        ),
        rows=tuple(
            (words.text(f"{key}.{name}"), words.figure(value)) for name, value in amounts.items()
        ),
        widths=(2, 1),
        figures=AMOUNT,
    )


def _resources(view: WaiverView, words: Words) -> TableBlock:
    household, key = view.calculation.household, f"{SUBJECT}.resources"
    lines: dict[str, Value] = {"debtor": household.debtor}
    if view.calculation.request.partner:
        lines |= {"partner": household.partner, "gross": household.gross}
    reduction = words.text(
        f"{key}.reduction", persons=household.persons, flat_reduction=household.flat_reduction
    )
    return TableBlock(
        caption=words.text(f"{key}.caption"),
        headings=(words.text(f"{key}.line"), words.text(f"{key}.amount")),
        rows=(
            *((words.text(f"{key}.{name}"), words.figure(value)) for name, value in lines.items()),
            (reduction, f"− {words.figure(view.reduction)}"),  # noqa: RUF001 - a minus sign
            (words.text(f"{key}.countable"), words.figure(household.countable)),
        ),
        widths=(2, 1),
        figures=AMOUNT,
    )


def _left_out(view: WaiverView, words: Words) -> Iterator[Block]:
    household, key = view.calculation.household, f"{SUBJECT}.resources"
    if view.reduction > household.gross:
        yield Paragraph(words.text(f"{key}.not_below_zero"))
    if household.excluded > 0:
        yield Paragraph(words.text(f"{key}.excluded", excluded=household.excluded))


def _limits(view: WaiverView, words: Words) -> Iterator[Block]:
    calculation, key = view.calculation, f"{SUBJECT}.limits"
    yield Heading(3, words.text(f"{SUBJECT}.headings.limits"))
    yield Paragraph(words.text(f"{key}.intro", countable=calculation.household.countable))
    yield TableBlock(
        caption=words.text(f"{key}.caption"),
        headings=tuple(words.text(f"{key}.{name}") for name in ("limit", "waived")),
        rows=tuple(
            (_bound(band, view, words), words.figure(band.waived)) for band in calculation.bands
        ),
        widths=(3, 1),
        figures=AMOUNT,
    )


def _bound(band: Band, view: WaiverView, words: Words) -> str:
    """How far a band reaches, and whether it is that of the household."""
    key = f"{SUBJECT}.limits"
    if band.limit is None:
        bound = words.text(f"{key}.more_than", limit=view.maximum)
    else:
        bound = words.text(f"{key}.up_to", limit=band.limit)
    return f"{bound} ({words.text(f'{key}.is_household')})" if band.is_household else bound
