"""The empty forms of the simulators, drawn by the same code that answers them."""

from __future__ import annotations

from functions.edge.render import render_simulator
from functions.questions import definition
from functions.questions.definition import question_set

SIMULATORS = tuple(sorted(file.stem for file in definition.HERE.glob("*.toml")))
"""Every question set has a page."""


def empty_forms(language: str) -> dict[str, str]:
    """The form of each simulator before anything is typed, by the name of its questions."""
    return {name: render_simulator(question_set(name), language, {}) for name in SIMULATORS}
