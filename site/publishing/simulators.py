"""The empty forms of the simulators, drawn by the same code that answers them."""

from __future__ import annotations

from functions.edge.render import render_simulator
from functions.edge.render_contact import QUESTIONS as CONTACT
from functions.edge.render_contact import first_page
from functions.questions import definition
from functions.questions.definition import question_set

SIMULATORS = tuple(
    sorted(file.stem for file in definition.HERE.glob("*.toml") if file.stem != CONTACT)
)
"""Every question set has a page. That of contact begins with its topic alone."""


def empty_forms(language: str) -> dict[str, str]:
    """The form of each simulator before anything is typed, by the name of its questions."""
    forms = {name: render_simulator(question_set(name), language, {}) for name in SIMULATORS}
    return {**forms, CONTACT: first_page(language)}
