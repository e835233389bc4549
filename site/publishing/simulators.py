"""The empty forms of the calculators, rendered by the same code that answers them."""

from __future__ import annotations

from functions.calculators.registry import CALCULATORS, neighbours
from functions.contact.view import QUESTIONS as CONTACT
from functions.contact.view import first_page
from functions.forms.definition import form_definition
from functions.pages.render import render_calculator


def empty_forms(language: str) -> dict[str, str]:
    """The form of each calculator before anything is typed, by its name; and that of contact."""
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
    return {**forms, CONTACT: first_page(language)}
