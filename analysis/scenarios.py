"""The sets of changed figures that one pass compares: ``--scenario "lower: waiver.steps=8"``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.overrides import InvalidOverride, ParameterOverride

NAMED = re.compile(r"\s*(?:(?P<name>[^:=]+):)?(?P<figures>.*)", re.DOTALL)
VALUES = re.compile(r"(?P<figure>[^=]+=)(?P<values>[^@]*)(?P<days>@.*)?")
BASE = "base"
MOST = 200
"""So many scenarios at once: their totals are all in memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """Changed figures under one name; ``mark`` stands in the rows that rest on them."""

    name: str
    mark: str
    overrides: tuple[ParameterOverride, ...]


def scenarios(changed: Sequence[str], given: Sequence[str]) -> tuple[Scenario, ...]:
    """The base, with what ``--set`` changes, then each scenario, which changes more.

    Raises:
        InvalidOverride: a scenario cannot be parsed, changes nothing, or has the name of another.
    """
    overrides = tuple(map(ParameterOverride.parse, changed))
    base = Scenario(name=BASE, mark=" ".join(changed), overrides=overrides)
    found = [base]
    for text in given:
        for name, figures in _variants(text):
            own = tuple(map(ParameterOverride.parse, figures))
            mark = " ".join((*changed, *figures))
            found.append(Scenario(name=name, mark=mark, overrides=(*overrides, *own)))
    names = [scenario.name for scenario in found]
    for name in names:
        if names.count(name) > 1:
            raise InvalidOverride(f"{name}: more than one scenario has this name")
    if len(found) > MOST:
        raise InvalidOverride(f"{len(found)} scenarios: {MOST} at most in one pass")
    return tuple(found)


def _variants(text: str) -> Iterator[tuple[str, list[str]]]:
    """The scenarios of one option: one for each value of the figure that has several."""
    match = NAMED.fullmatch(text)
    name = "" if match is None else (match["name"] or "").strip()
    figures = [] if match is None else match["figures"].split()
    if not figures:
        raise InvalidOverride(f"{text}: write [name:] figure=value[,value][@first-day..last-day]")
    several = [place for place, figure in enumerate(figures) if len(_values(figure)) > 1]
    if len(several) > 1:
        raise InvalidOverride(f"{text}: one figure of a scenario can have several values, not two")
    if not several:
        yield name or " ".join(figures), figures
        return
    place = several[0]
    for figure in _values(figures[place]):
        changed = [*figures[:place], figure, *figures[place + 1 :]]
        yield f"{name} {figure}" if name else " ".join(changed), changed


def _values(figure: str) -> list[str]:
    """The figure with each of its values."""
    match = VALUES.fullmatch(figure)
    if match is None:
        return [figure]
    days = match["days"] or ""
    return [f"{match['figure']}{value}{days}" for value in match["values"].split(",")]
