"""Renders the region of a quick answer: its form, and the answer once there is one.

One renderer for all: the site build prints the empty form with it, the functions the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from functions.forms.definition import form_definition
from functions.forms.errors import FieldError
from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.pages.environment import environment
from functions.pages.form_view import FormBuilder
from functions.pages.kept import OPEN, keeps
from functions.pages.page_words import page_words
from functions.pages.repeated_rows import CALCULATE
from functions.quick_answers.base import Answer
from functions.quick_answers.registry import QUICK_ANSWERS, QuickEntry

ONLY_WITH_PARTNER = "partnerIncome"
"""The question that the style sheet shows once the one before it is answered with yes."""
PROCEED = "proceed"
"""The button that goes on to the calculator with the answers, and with the one asked for last."""
ASKED_LATER = "debt"
"""The question that is asked below the answer, and that the form shows once it is answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the region shows: what was typed, what is wrong with it, or the answer."""

    typed: Mapping[str, str] = field(default_factory=dict)
    issues: Sequence[FieldError] = ()
    answer: Answer | None = None
    summary: Sequence[str] = ()


def render_quick(entry: QuickEntry, language: str, shown: Shown) -> str:
    """The region of that quick answer in a language."""
    catalog = catalog_of(language)
    questions = form_definition(entry.asks)
    form = FormBuilder(questions, catalog, shown.typed, shown.issues).form(rows={}, month_rows=())
    template = "quick/page.html" if entry.is_whole_page else "quick/card.html"
    return (
        environment()
        .get_template(template)
        .render(
            t=page_words(catalog),
            figure=catalog.format,
            language=language,
            entry=entry,
            form=form,
            fields=form.sections[0].fields,
            revealed=ONLY_WITH_PARTNER,
            later=ASKED_LATER,
            proceed=PROCEED,
            proceeds_to=QUICK_ANSWERS[entry.name].path,
            typed={name: text for name, text in shown.typed.items() if text.strip()},
            answer=shown.answer,
            summary=shown.summary,
            languages=LANGUAGES,
            here=OPEN if shown.answer is None else CALCULATE,
            keeps=keeps(questions),
            neutral=False,
        )
    )


def empty_quick_forms(language: str) -> dict[str, str]:
    """The form of each quick answer before anything is typed, by its name."""
    return {entry.name: render_quick(entry, language, Shown()) for entry in QUICK_ANSWERS.values()}
