"""The annex of a ledger: the arrears, month by month, and why."""

from __future__ import annotations

from collections.abc import Iterator

from functions.calculators.arrears.remarks import told_remarks
from functions.calculators.arrears.view import SUBJECT, ArrearsView, LedgerLine, arrears_view
from functions.forms.definition import question_set
from functions.i18n.catalog import Words
from functions.law.core.values import Cents
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.paper_forms.annex import answers_given, explained
from functions.paper_forms.arrears_forms import ArrearsCase
from functions.paper_forms.blocks import Block, Heading, Paragraph, TableBlock

COLUMNS = ("month", "missing", "remark", "due", "received")


def arrears_annex(
    case: ArrearsCase, words: Words, parameters: MaintenanceParameters
) -> Iterator[Block]:
    """The annex in a language."""
    view = arrears_view(case.arrears, words, parameters)
    request = case.arrears.request
    yield Heading(3, words.text("common.result.heading"))
    yield Paragraph(words.text("common.result.date_used", day=request.application_date))
    yield from _verdict(view, words)
    yield Heading(3, words.text(f"{SUBJECT}.headings.months"))
    yield _months(view, words)
    yield from answers_given(question_set(SUBJECT), case.answers, words)
    yield from explained(view.steps, view.notes, words, several=len(request.children) > 1)


def _verdict(view: ArrearsView, words: Words) -> Iterator[Block]:
    key, found = f"{SUBJECT}.verdict.{view.verdict}", view.arrears
    yield Paragraph(words.text(f"{key}.label"))
    figure = words.text(f"{key}.figure", total=found.total)
    yield Paragraph(f"{words.text(f'{key}.sentence')} {figure}")
    opens = found.may_apply_from or found.request.application_date
    yield Paragraph(words.text(f"{key}.open", day=opens))
    if found.total > 0:
        yield Paragraph(
            words.text(
                f"{SUBJECT}.contribution.debtor",
                rate=found.contribution_rate,
                contribution=found.contribution,
                total=found.total,
            )
        )


def _months(view: ArrearsView, words: Words) -> TableBlock:
    """The ledger, and below it what is missing; what is too old stands apart."""
    key, found = f"{SUBJECT}.months", view.arrears
    totals = [_total(words.text(f"{key}.total"), found.total, words)]
    if found.too_old > 0:
        totals.append(_total(words.text(f"{key}.total_too_old"), found.too_old, words))
    return TableBlock(
        caption=words.text(f"{key}.caption"),
        headings=tuple(words.text(f"{key}.{name}") for name in COLUMNS),
        rows=(*(_row(line, words) for line in view.lines), *totals),
        widths=(26, 16, 28, 16, 16),
        figures=frozenset((1, 3, 4)),
    )


def _row(line: LedgerLine, words: Words) -> tuple[str, ...]:
    month = line.month
    return (
        words.figure(month.month),
        words.figure(month.missing),
        told_remarks(line.remarks, words),
        words.figure(month.due),
        words.figure(month.received),
    )


def _total(name: str, total: Cents, words: Words) -> tuple[str, ...]:
    return (name, words.figure(total), "", "", "")
