"""Answers as far as they could be read, so that the law can check them before they are complete."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class PartialAnswers:
    """A group of answers by name, in the spelling of the code.

    What is missing or could not be read is ``None``, whatever its name: it is made for the
    checks of the law, which ask for the answers that they need.

    >>> answers = PartialAnswers({"title": PartialAnswers({"due_day": 5})})
    >>> answers.title.due_day, answers.title.served, answers.income
    (5, None, None)
    """

    __slots__ = ("_answers",)

    def __init__(self, answers: Mapping[str, object]) -> None:
        """Keep the answers that could be read."""
        self._answers = answers

    def __getattr__(self, name: str) -> Any:
        """The answer of that name, or ``None``."""
        if name.startswith("_"):
            raise AttributeError(name)
        return self._answers.get(name)
