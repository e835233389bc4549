"""The forms that can be filled in, by the simulator whose answers they take."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from functions.edge.application_months import with_months
from functions.edge.ledger_table import with_ledger_months
from functions.edge.simulator import Paper, Simulator
from functions.edge.told_application import RULES as ADVANCE_RULES
from functions.edge.told_application import application
from functions.edge.told_ledger import RULES as ARREARS_RULES
from functions.edge.told_ledger import ledger_request
from functions.edge.told_waiver_request import RULES as WAIVER_RULES
from functions.edge.told_waiver_request import waiver_request
from functions.fill_form.advance_annex import advance_annex
from functions.fill_form.advance_forms import AdvanceCase, advance_entries, asks_for_payments
from functions.fill_form.arrears_annex import arrears_annex
from functions.fill_form.arrears_forms import ArrearsCase, arrears_entries
from functions.fill_form.blocks import Block
from functions.fill_form.entries import Entry, Writer
from functions.fill_form.waiver_annex import waiver_annex
from functions.fill_form.waiver_forms import WaiverCase, waiver_entries
from functions.law.maintenance.advances import simulate
from functions.law.maintenance.arrears import arrears
from functions.law.waiver.calculation import calculate
from functions.parameters import load
from functions.questions.draft import Draft
from functions.questions.paper_definition import paper_form
from functions.words.load import Words


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes one form, filled in, in any language."""

    name: str
    make: Callable[[str, Any, Words], bytes]

    def __call__(self, case: object, words: Words) -> bytes:
        return self.make(self.name, case, words)


def _advance_case(answers: Draft) -> AdvanceCase:
    parameters = load.maintenance()
    return AdvanceCase.of(answers, simulate(application(answers), parameters), parameters)


def _arrears_case(answers: Draft) -> ArrearsCase:
    found = arrears(ledger_request(answers), load.maintenance())
    return ArrearsCase(answers=answers, arrears=found)


def _waiver_case(answers: Draft) -> WaiverCase:
    calculation = calculate(waiver_request(answers), load.waiver())
    return WaiverCase(answers=answers, calculation=calculation)


def advance_form(name: str, case: AdvanceCase, words: Words) -> bytes:
    """A form of the maintenance service, filled in from an advance simulation."""
    form = paper_form(name)
    annex = advance_annex(case, words, load.maintenance(), payments=asks_for_payments(form))
    entries = advance_entries(Writer(form, words), case)
    return _completed(name, entries, annex, words)


def arrears_form(name: str, case: ArrearsCase, words: Words) -> bytes:
    """A form of the maintenance service, filled in from the arrears of a ledger."""
    entries = arrears_entries(Writer(paper_form(name), words), case)
    annex = arrears_annex(case, words, load.maintenance())
    return _completed(name, entries, annex, words)


def waiver_form(name: str, case: WaiverCase, words: Words) -> bytes:
    """A form of the payment fund, filled in from a waiver calculation."""
    entries = waiver_entries(Writer(paper_form(name), words), case)
    annex = waiver_annex(case, words, load.waiver())
    return _completed(name, entries, annex, words)


def _completed(name: str, entries: Iterable[Entry], annex: Iterable[Block], words: Words) -> bytes:
    # Read only here: answers that are refused do not pay for the library for PDF.
    from functions.fill_form.document import completed, empty_form  # noqa: PLC0415

    return completed(empty_form(name, words.language), entries, annex, words)


def advance_paper(name: str) -> Simulator:
    """The advance simulator, which answers with that form."""
    return Simulator(
        rules=ADVANCE_RULES,
        page="advances/simulator",
        result=_advance_case,
        tell=_nothing_else,
        arrange=with_months,
        paper=Paper(name=name, make=_Maker(name, advance_form)),
    )


def arrears_paper(name: str) -> Simulator:
    """The arrears calculator, which answers with that form."""
    return Simulator(
        rules=ARREARS_RULES,
        page="advances/arrears",
        result=_arrears_case,
        tell=_nothing_else,
        arrange=partial(with_ledger_months, ARREARS_RULES),
        paper=Paper(name=name, make=_Maker(name, arrears_form)),
    )


def waiver_paper(name: str) -> Simulator:
    """The waiver calculator, which answers with that form."""
    return Simulator(
        rules=WAIVER_RULES,
        page="waiver/calculator",
        result=_waiver_case,
        tell=_nothing_else,
        paper=Paper(name=name, make=_Maker(name, waiver_form)),
    )


def _nothing_else(_result: object, _words: Words) -> dict[str, Any]:
    """A paper is the only answer: there is no document in JSON beside it."""
    return {}
