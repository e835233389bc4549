"""Writes the explanation of a result for the API, worded in the language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from functions.forms.names import camel
from functions.http.serialization import drop_none, named_values, to_optional_text, typed_value
from functions.i18n.catalog import Catalog, catalog_of
from functions.i18n.citations import cite
from functions.law.core.trace import Note, Source, TraceStep
from functions.pages.explanation_view import note_sentence, step_sentence

if TYPE_CHECKING:
    # Of one subject: an explanation of the other does not need it.
    from functions.law.maintenance.intervention import Condition


def source_json(catalog: Catalog, source: Source) -> Mapping[str, Any]:
    """Where a rule or figure stands: the text by its code and title, linked where it can be."""
    return _source(catalog.language, source)


@cache
def _source(language: str, source: Source) -> Mapping[str, Any]:
    """Kept: a result names the same few articles again and again."""
    citation = cite(catalog_of(language), source)
    return drop_none(
        act=camel(source.act),
        title=citation.title,
        article=source.article or None,
        href=citation.href or None,
        status=source.status.value,
    )


def step_json(catalog: Catalog, subject: str, step: TraceStep) -> dict[str, Any]:
    """One step: the rule, what went in, what came out, the sentence and the source."""
    document: dict[str, Any] = {"rule": camel(step.rule)}
    if step.child is not None:
        document["child"] = step.child
    document["text"] = step_sentence(catalog, subject, step)
    document["inputs"] = named_values(step.inputs)
    document["value"] = typed_value(step.value)
    document["source"] = source_json(catalog, step.source)
    return document


def condition_json(catalog: Catalog, subject: str, condition: Condition) -> dict[str, Any]:
    """One condition of the intervention: whether it is met, and from when time alone meets it."""
    step = condition.step
    return drop_none(
        rule=camel(step.rule),
        isMet=condition.met,
        metFrom=to_optional_text(condition.met_from),
        text=step_sentence(catalog, subject, step),
        source=source_json(catalog, step.source),
    )


def notes_json(catalog: Catalog, subject: str, notes: Iterable[Note]) -> list[dict[str, Any]]:
    """Every note with its figures."""
    return [
        {
            "code": camel(note.code),
            "text": note_sentence(catalog, subject, note),
            "inputs": named_values(note.inputs),
            "source": source_json(catalog, note.source),
        }
        for note in notes
    ]


def steps_json(catalog: Catalog, subject: str, steps: Iterable[TraceStep]) -> list[dict[str, Any]]:
    """Every step, in the order of the calculation."""
    return [step_json(catalog, subject, step) for step in steps]
