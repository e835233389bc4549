"""Imports a calculator when it is first asked for."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from functions.calculators.base import Calculator
from functions.calculators.registry import CALCULATORS


@cache
def load(name: str) -> Calculator[Any]:
    """The calculator of that name.

    Raises:
        KeyError: there is none.
    """
    entry = CALCULATORS[name]
    module = import_module(f"functions.calculators.{entry.name}.calculator")
    calculator: Calculator[Any] = module.CALCULATOR
    return calculator
