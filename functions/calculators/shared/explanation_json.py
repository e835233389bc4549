"""Writes the explanation of a result the way of the contract, worded in the language."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from functions.forms.names import camel
from functions.http.serialization import present, typed, written
from functions.i18n.catalog import Words
from functions.i18n.catalog import words as words_of
from functions.i18n.citations import cite
from functions.law.core.trace import Note, Source, Step
from functions.pages.explanation_view import explain_notes, explain_step

if TYPE_CHECKING:
    # Of one subject: an explanation of the other does not need it.
    from functions.law.maintenance.intervention import Condition


def source_json(words: Words, source: Source) -> dict[str, Any]:
    """Where a rule or figure stands: the text by its code and title, linked where it can be."""
    return dict(_source(words.language, source))


@cache
def _source(language: str, source: Source) -> dict[str, Any]:
    """Kept: a result names the same few articles again and again."""
    citation = cite(words_of(language), source)
    return present(
        act=camel(source.act),
        title=citation.title,
        article=source.article or None,
        href=citation.href or None,
        status=source.status.value,
    )


def step_json(words: Words, subject: str, step: Step) -> dict[str, Any]:
    """One step: the rule, what went in, what came out, the sentence and the source."""
    return present(
        rule=camel(step.rule),
        child=step.child,
        text=explain_step(words, subject, step).sentence,
        inputs=[{"name": camel(name), **typed(value)} for name, value in step.inputs.items()],
        value=typed(step.value),
        source=source_json(words, step.source),
    )


def condition_json(words: Words, subject: str, condition: Condition) -> dict[str, Any]:
    """One condition of the intervention: whether it is met, and from when time alone meets it."""
    step = step_json(words, subject, condition.step)
    return present(
        rule=step["rule"],
        isMet=condition.met,
        metFrom=None if condition.met_from is None else written(condition.met_from),
        text=step["text"],
        source=step["source"],
    )


def notes_json(words: Words, subject: str, notes: Iterable[Note]) -> list[dict[str, Any]]:
    """Every note with its figures."""
    told = tuple(notes)
    return [
        present(
            code=camel(note.code),
            text=explained.sentence,
            inputs=[{"name": camel(name), **typed(value)} for name, value in note.inputs.items()],
            source=source_json(words, note.source),
        )
        for note, explained in zip(told, explain_notes(words, subject, told), strict=True)
    ]
