"""Imports a quick answer when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from functions.quick_answers.base import QuickAnswer
from functions.quick_answers.registry import QuickEntry


def load(entry: QuickEntry) -> QuickAnswer[Any]:
    """The questions and the answer of that entry."""
    module = import_module(f"functions.quick_answers.{entry.asks}.answer")
    answer: QuickAnswer[Any] = module.QUICK_ANSWER
    return answer
