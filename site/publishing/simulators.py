"""The empty forms of the simulators, drawn by the same code that answers them."""

from __future__ import annotations

from functions.edge.render import render_simulator
from functions.questions.definition import question_set

SIMULATORS = (
    "advances",
    "waiver",
    "payments",
    "undue",
    "indexation",
    "arrears",
    "deadlines",
    "waiver_appeal",
    "questions_first",
    "particulars",
    "retention",
)


def empty_forms(language: str) -> dict[str, str]:
    """The form of each simulator before anything is typed, by the name of its questions."""
    return {name: render_simulator(question_set(name), language, {}) for name in SIMULATORS}
