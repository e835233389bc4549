"""The empty forms of the calculators and quick answers, rendered by the code that answers them."""

from __future__ import annotations

from functions.calculators.registry import CALCULATORS, neighbours
from functions.contact.view import QUESTIONS as CONTACT
from functions.contact.view import first_page
from functions.embedding.registry import EMBEDDED, Embedded
from functions.forms.definition import form_definition
from functions.pages.render import render_calculator
from functions.quick_answers.registry import QuickEntry
from functions.quick_answers.render import Shown, empty_quick_forms, render_quick


def empty_forms(language: str) -> dict[str, str]:
    """The form of each calculator, quick answer and of contact, with nothing typed, by name."""
    forms = {
        entry.name: render_calculator(
            form_definition(entry.name),
            language,
            {},
            action=entry.path,
            page=entry.page,
            neighbours=neighbours(entry.name),
        )
        for entry in CALCULATORS.values()
    }
    frames = {each.page: _empty_frame(each, language) for each in EMBEDDED.values()}
    return {**forms, **frames, **empty_quick_forms(language), CONTACT: first_page(language)}


def _empty_frame(embedded: Embedded, language: str) -> str:
    """The form of a quick answer or calculator with the addresses of its frame."""
    entry = embedded.entry()
    if isinstance(entry, QuickEntry):
        return render_quick(entry, language, Shown())
    questions = form_definition(entry.name)
    return render_calculator(questions, language, {}, action=entry.path, page=entry.page)
