"""Words the explanation that a result carries: its steps, its notes, and their sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Protocol, TypedDict

from functions.i18n.catalog import Catalog
from functions.i18n.citations import Citation, cite, period
from functions.law.core.trace import Note, TraceStep
from functions.law.core.values import Month, Value
from functions.pages.answer_view import Answer, Finding, Given, NextStep

GRANTED = ("advance.full", "advance.reduced", "advance.paid", "advance.doubtful")
"""The steps of months whose income, where it was still tested, was not above the ceiling."""
MISSED_TERMS = ("intervention.terms.missed", "intervention.coming_terms.missed")
"""The steps that have a sentence of their own for a single month."""
SAYS_THE_ANSWER = ("waiver.visit.", "first.", "particulars.", "retention.")
"""The rules that name the answer themselves, so that one sentence is enough."""

STEPS_OF_A_ROW, LONGEST_IN_A_ROW = (3, 4), 120
"""Steps to take that share a row: how many, and how long the text of one may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationLine:
    """One sentence of an explanation. ``child`` counts from one; ``None`` where it is for all.

    ``year`` is that of the month which the sentence is about; ``None`` where it is about no month.
    """

    code: str
    sentence: str
    citation: Citation
    child: int | None = None
    year: int | None = None


class ExplainedResult(Protocol):
    """A result with the steps that lead to it, and what its reader must know."""

    @property
    def explanation(self) -> tuple[TraceStep, ...]: ...  # noqa: D102
    @property
    def notes(self) -> tuple[Note, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedView:
    """What the views of all results have, in the words of a language.

    ``holds`` says what each folded section holds, by its name.
    """

    steps: tuple[ExplanationLine, ...]
    notes: tuple[ExplanationLine, ...]
    answer: Answer
    given: tuple[Given, ...] = ()
    finding: Finding | None = None
    next_steps: tuple[NextStep, ...] = ()
    holds: Mapping[str, str] = field(default_factory=dict)

    @property
    def steps_share_a_row(self) -> bool:
        """Whether the steps to take fit side by side on a wide screen: few, and short."""
        fits = len(self.next_steps) in STEPS_OF_A_ROW
        return fits and all(len(step.text) <= LONGEST_IN_A_ROW for step in self.next_steps)

    @property
    def runs(self) -> tuple[StepRun, ...]:
        """The steps by their years, where there are many; none where they stand in one list."""
        return ()

    @property
    def several_children(self) -> bool:
        """Whether a step says which child it is about."""
        return False


class ExplainedFields(TypedDict):
    """The fields of an ``ExplainedView``."""

    steps: tuple[ExplanationLine, ...]
    notes: tuple[ExplanationLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRun:
    """Steps that follow each other and are about the same year, or about none."""

    year: int | None
    steps: tuple[ExplanationLine, ...]


def by_year(steps: Iterable[ExplanationLine]) -> tuple[StepRun, ...]:
    """The steps in their order, those of a year together."""
    runs = groupby(steps, key=lambda step: step.year)
    return tuple(StepRun(year=year, steps=tuple(run)) for year, run in runs)


def sentence_keys(step: TraceStep) -> tuple[str, ...]:
    """The keys of a step's sentences: its rule, and what sets its variants apart.

    A step that answers yes or no has a sentence for each, unless its rule says the answer already.
    """
    rule, inputs = step.rule, step.inputs
    if rule.startswith(SAYS_THE_ANSWER):
        return (rule,)
    if isinstance(step.value, bool):
        return (f"{rule}.{'met' if step.value else 'unmet'}",)
    variant = _variant(rule, inputs)
    if variant is not None:
        return (f"{rule}.{variant}",)
    if rule.startswith(GRANTED) and "ceiling" in inputs and "income" in inputs:
        return (rule, "advance.income_within_ceiling")
    return (rule,)


def _variant(rule: str, inputs: Mapping[str, Value]) -> str | None:
    """What sets the sentence apart from that of the same rule with other inputs, if anything."""
    if rule == "waiver.resources" and inputs["partner"] == 0:
        return "alone"
    if "first_adaptation" in inputs:
        return "named"
    if "typed_start_index" in inputs:
        return "converted" if "coefficient" in inputs else "typed"
    if rule == "child.adult" and "grant_months" not in inputs:
        return "grant_not_known"
    if rule in MISSED_TERMS and inputs["from_month"] == inputs["to_month"]:
        return "one"
    return None


def step_sentence(catalog: Catalog, subject: str, step: TraceStep) -> str:
    """What a step says in the words of its subject (``advances`` or ``waiver``)."""
    inputs: dict[str, Value] = {**step.inputs, "value": step.value}
    first, last = inputs.get("from_month"), inputs.get("to_month")
    if isinstance(first, Month) and isinstance(last, Month):
        inputs["period"] = period(catalog, first, last, opens_sentence=True)
    keys = sentence_keys(step)
    return " ".join([catalog.sentence(f"{subject}.rules.{key}", inputs) for key in keys])


def explain_step(catalog: Catalog, subject: str, step: TraceStep) -> ExplanationLine:
    """A step in the words of its subject, with its source."""
    return ExplanationLine(
        code=step.rule,
        sentence=step_sentence(catalog, subject, step),
        citation=cite(catalog, step.source),
        child=None if step.child is None else step.child + 1,
        year=_year(step.inputs),
    )


def _year(inputs: Mapping[str, Value]) -> int | None:
    """The year of the month that a step is about, or from which it holds."""
    month = inputs.get("month", inputs.get("from_month"))
    return month.year if isinstance(month, Month) else None


def explain_steps(
    catalog: Catalog, subject: str, steps: Iterable[TraceStep]
) -> Iterator[ExplanationLine]:
    """Every step, in the order of the calculation."""
    return (explain_step(catalog, subject, step) for step in steps)


def note_sentence(catalog: Catalog, subject: str, note: Note) -> str:
    """What a note says in the words of its subject."""
    return catalog.sentence(f"{subject}.notes.{note.code}", note.inputs)


def explain_notes(
    catalog: Catalog, subject: str, notes: Iterable[Note]
) -> Iterator[ExplanationLine]:
    """Every note, in the order of the result."""
    for note in notes:
        yield ExplanationLine(
            code=note.code,
            sentence=note_sentence(catalog, subject, note),
            citation=cite(catalog, note.source),
        )


def explain_result(catalog: Catalog, subject: str, result: ExplainedResult) -> ExplainedFields:
    """The steps and notes of a result in the words of its subject."""
    return {
        "steps": tuple(explain_steps(catalog, subject, result.explanation)),
        "notes": tuple(explain_notes(catalog, subject, result.notes)),
    }
