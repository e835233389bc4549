"""Words one refused answer: for the page beside its field, and for the detail of a problem."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from functions.forms.definition import FormDefinition, Kind, Question
from functions.forms.errors import FieldError
from functions.forms.paths import ENTRY, question_path
from functions.i18n.catalog import Catalog, catalog_of, placeholders
from functions.law.core.values import Month, Value

Style = Literal["page", "json"]
QUESTION_MARK = "?"
SMALLEST_AMOUNT = 1
"""An amount from one cent on is one above zero, as a reader says it."""
ENTRY_MONTH = "entry_month"
ENTRY_WORD = "month"
"""The placeholder by which the label of a question says which month its row is about."""


def message(
    language: str, question_set: FormDefinition | None, issue: FieldError, *, style: Style = "page"
) -> str:
    """Which answer is refused, and what is accepted instead.

    A page names the answer as it asks for it and states how people type a value; JSON names the
    member by its path, and states how the API description writes it.
    """
    own = catalog_of(language)
    question = question_of(question_set, issue.path)
    sentence = _sentence(own, question, issue, style)
    label = issue.path if style == "json" else _label(own, question_set, question, issue)
    if not label:
        return sentence[:1].upper() + sentence[1:]
    if label.endswith(QUESTION_MARK):
        sentence = sentence[:1].upper() + sentence[1:]
        return own.gettext("errors.joined.asked", label=label, sentence=sentence)
    return own.gettext("errors.joined.labelled", label=label, sentence=sentence)


def short_message(language: str, question_set: FormDefinition | None, issue: FieldError) -> str:
    """The same beside the field itself, whose label says already which answer it is."""
    own = catalog_of(language)
    sentence = _sentence(own, question_of(question_set, issue.path), issue, "page")
    return sentence[:1].upper() + sentence[1:]


def question_of(question_set: FormDefinition | None, path: str) -> Question | None:
    """The question that is answered at that path; ``None`` where there is none."""
    general = question_path(path)
    every = () if question_set is None else (*question_set.questions(), *question_set.accepts)
    return next((question for question in every if question.path == general), None)


def _sentence(own: Catalog, question: Question | None, issue: FieldError, style: Style) -> str:
    """The most precise sentence that there is, and that has all the figures it needs."""
    keys = (f"errors.reasons.{issue.code}.{key}" for key in _precisions(question, issue, style))
    inputs: dict[str, Value] = {**issue.limits, "path": issue.path}
    if question is not None:
        inputs["options"] = ", ".join(question.options)
    fitting = (
        key for key in keys if own.has(key) and placeholders(own.entries[key]) <= inputs.keys()
    )
    return own.gettext(next(fitting), **inputs)


def _precisions(question: Question | None, issue: FieldError, style: Style) -> Iterator[str]:
    if style == "json":
        yield f"json_{question_path(issue.path)}"
    yield question_path(issue.path)
    limits = sorted(name for name in issue.limits if name != ENTRY_MONTH)
    if style == "page" and issue.limits.get("minimum") == SMALLEST_AMOUNT and _is_amount(question):
        yield "above_zero"
    if limits:
        joined = "_".join(limits)
        if question is not None:
            yield f"{question.kind.value}_{joined}"
        yield joined
    if style == "json":
        yield "json"
    if question is not None:
        yield question.kind.value
    yield "other"


def _is_amount(question: Question | None) -> bool:
    return question is not None and question.kind is Kind.AMOUNT


def _label(
    own: Catalog, question_set: FormDefinition | None, question: Question | None, issue: FieldError
) -> str:
    """What the page calls the answer, with the child or the month that it is about."""
    if question_set is None or question is None:
        return ""
    key = f"{question_set.name}.{question.key}"
    month = issue.limits.get(ENTRY_MONTH)
    if isinstance(month, Month) and ENTRY_WORD in placeholders(own.entries[f"{key}.label"]):
        return own.gettext(f"{key}.label", month=month)
    short = f"{key}.short"
    label = own.gettext(short if own.has(short) else f"{key}.label")
    entry = ENTRY.match(issue.path)
    if entry is None:
        return label
    number = int(entry["index"]) + 1
    named = own.gettext(f"{question_set.name}.lists.{entry['list']}.entry", number=number)
    return own.gettext("errors.joined.entry", entry=named, label=label)
