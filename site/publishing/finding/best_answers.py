"""The questions that people ask most, each with its answer, its page and the button of its tool.

``answers/answers.toml`` says where each question leads; the file of each language has its words.
An answer refers to figures of the law as a page does.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from functions.i18n.catalog import Catalog
from publishing import page_figures

ANSWERS = Path(__file__).with_name("answers")


@dataclass(frozen=True, slots=True, kw_only=True)
class BestAnswer:
    """A question that many people ask.

    ``page`` explains the answer and ``tool``, if there is one, goes further; both are paths below
    the folder of a language. ``asked`` are other ways to ask the question.
    """

    name: str
    page: str
    tool: str | None
    question: str
    answer: str
    asked: tuple[str, ...]


def best_answers(catalog: Catalog, day: date) -> tuple[BestAnswer, ...]:
    """Every question in the words of a language, with the figures of that day.

    Raises:
        KeyError: a question has no words in this language.
        BuildError: an answer refers to a figure that is not there.
    """
    places = tomllib.loads((ANSWERS / "answers.toml").read_text(encoding="utf-8"))
    words = tomllib.loads(_filled_in(catalog, day))
    return tuple(
        BestAnswer(
            name=name,
            page=place["page"],
            tool=place.get("tool"),
            question=words[name]["question"],
            answer=words[name]["answer"],
            asked=tuple(words[name]["asked"]),
        )
        for name, place in places.items()
    )


def _filled_in(catalog: Catalog, day: date) -> str:
    file = ANSWERS / f"{catalog.language}.toml"
    return page_figures.fill_in(file.read_text(encoding="utf-8"), catalog, day, file.name)
