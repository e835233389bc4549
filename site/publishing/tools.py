"""The page of all tools: every calculator by situation, those that most people need first."""

from __future__ import annotations

from dataclasses import dataclass

from functions.calculators.registry import CALCULATORS
from functions.i18n.catalog import Catalog
from functions.quick_answers.registry import LETTER, QUICK_ANSWERS

BY_SITUATION = {
    "advances": (
        "advances",
        "eligibility",
        "arrears",
        "indexation",
        "renewals",
        "deadlines",
        "undue",
    ),
    "debtor": (LETTER, "payments"),
    "waiver": ("waiver", "first_questions", "particulars", "appeal", "limits", "retention"),
}
"""The tools of each part of the site, by name. A test says that no calculator is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A tool: the question that it answers, what one gets, and its page."""

    page: str
    question: str
    gets: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A situation that people come with, and its tools, the one that most people need first."""

    part: str
    title: str
    tools: tuple[Tool, ...]


def situations(catalog: Catalog) -> tuple[Situation, ...]:
    """Every tool in the words of a language, by situation."""
    return tuple(
        Situation(
            part=part,
            title=catalog.gettext(f"tools.situations.{part}"),
            tools=tuple(_tool(name, catalog) for name in names),
        )
        for part, names in BY_SITUATION.items()
    )


def _tool(name: str, catalog: Catalog) -> Tool:
    entry = QUICK_ANSWERS[name] if name == LETTER else CALCULATORS[name]
    return Tool(
        page=entry.page,
        question=catalog.gettext(f"tools.{name}.question"),
        gets=catalog.gettext(f"tools.{name}.gets"),
    )
