"""Renders the region of a letter: its text, what to know before sending it, and its form.

The site build renders the blank letter with it, the Lambda function the one that is filled in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from functions.forms.errors import FieldError
from functions.http.paths import LETTERS
from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.i18n.citations import cite
from functions.letters.definition import PEOPLE, letters
from functions.letters.letter import Letter
from functions.pages.answer_view import OFFICES
from functions.pages.environment import environment
from functions.pages.form_view import FormBuilder
from functions.pages.page_words import page_words
from functions.pages.repeated_rows import CALCULATE


def render_letter(
    letter: Letter,
    typed: Mapping[str, str],
    issues: Sequence[FieldError] = (),
    *,
    is_filled: bool = False,
    neutral: bool = False,
) -> str:
    """The region of that letter, with what was typed and what is wrong with it."""
    definition, catalog = letters()[letter.name], catalog_of(letter.language)
    form = FormBuilder(definition.questions(), catalog, typed, issues).form(rows={}, month_rows=())
    return (
        environment()
        .get_template("letters/letter.html")
        .render(
            t=page_words(catalog),
            full_day=catalog.full_day,
            language=letter.language,
            definition=definition,
            letter=letter,
            form=form,
            sections=[section for section in form.sections if section.fields],
            people=PEOPLE,
            action=f"{LETTERS}/{definition.name}",
            citation=cite(catalog, definition.source),
            offices=OFFICES[letter.language],
            is_filled=is_filled,
            neutral=neutral,
            files=form.id,
            languages=LANGUAGES,
            here=CALCULATE,
        )
    )
