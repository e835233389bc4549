"""What the tests of all calculators need of each of them.

The test module of a calculator, ``<domain>/test_<name>.py``, states it as ``LAW``; the tables of
``replays``, ``cases``, ``test_bounds``, ``test_partial_answers`` and ``alterations`` hold it for
the calculators whose module does not.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from functions.calculators.registry import CALCULATORS
from tests import known_figures

FIGURES = {"maintenance": known_figures.maintenance(), "waiver": known_figures.waiver()}
CENTS = st.integers(0, 300_000)
SOME = st.integers(1, 100_000)
DAYS = st.dates(date(2019, 1, 1), date(2027, 12, 31))
OLD_DAYS = st.dates(date(2005, 10, 1), date(2027, 12, 31))
HERE = Path(__file__).parent
LARGEST = 100_000_000
LAST_DAY = date(2027, 12, 31)


@dataclass(frozen=True, kw_only=True)
class Law:
    """The law of one calculator, and requests to it.

    ``replayed`` gives what the replay of an explanation gives, as the result states it.
    ``complete`` is a request with every answer given; ``necessary`` are its answers that the others
    make necessary. ``bounds`` and ``lists`` give the least and the most of a field.
    ``valid_without`` says, by rule, without which steps an explanation is that of another request.
    """

    compute: Callable[[Any, Any], Any]
    validate: Callable[[Any, Any], Iterable[Any]]
    replay: Callable[[Any], object]
    replayed: Callable[[Any], object]
    requests: st.SearchStrategy[Any]
    complete: object
    cases: Mapping[str, object]
    bounds: Mapping[str, tuple[object, object]]
    lists: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    necessary: tuple[str, ...] = ()
    valid_without: Mapping[str, Callable[[Any], bool]] = field(default_factory=dict)


@cache
def stated() -> Mapping[str, Law]:
    """The calculators whose test module states their law."""
    found = {}
    for name, entry in CALCULATORS.items():
        if (HERE / entry.domain / f"test_{name}.py").is_file():
            module = import_module(f"tests.unit.law.{entry.domain}.test_{name}")
            if hasattr(module, "LAW"):
                found[name] = module.LAW
    return found


def figures_of(name: str) -> Any:
    """The figures of the law that the calculator applies."""
    return FIGURES[CALCULATORS[name].domain]
