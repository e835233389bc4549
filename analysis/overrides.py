"""Other values for parameters of the law: "what if the cap were EUR 350?"."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from functions.law.core.parameter import DatedValue, Parameter, Unit
from functions.law.core.trace import Source, Status
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.law.waiver.parameters import Limits, WaiverParameters
from functions.parameters import load

OWN_VALUES = Source("own_values", "", Status.USER)
"""An explanation says of such a value that it was typed, not that an act gives it."""
SYNTAX = re.compile(
    r"(?P<name>[\w.]+?)(?:\.value)?=(?P<value>[^@]*)(?:@(?P<first>[^.]*)(?:\.\.(?P<last>.*))?)?"
)
DECIMAL = re.compile(r"[0-9]{1,7}(?:\.[0-9]{1,5})?")
COUNT = re.compile(r"[0-9]{1,4}")
COUNTED = (Unit.DAYS, Unit.MONTHS, Unit.YEARS, Unit.COUNT)
A_DAY = timedelta(days=1)


class InvalidOverride(ValueError):
    """There is no such parameter, or it cannot have that value; the message says what can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterOverride:
    """One value, from its first to its last day (``None``: without end).

    ``figure`` is in the smallest unit of the parameter.
    """

    name: str
    figure: int
    first_day: date
    last_day: date | None

    @classmethod
    def parse(cls, text: str) -> ParameterOverride:
        """Parse ``maintenance.advance_cap.value=350.00@2027-01-01..2027-12-31``.

        Without days it is valid from the first day for which anything is known.

        Raises:
            InvalidOverride: it cannot be parsed.
        """
        match = SYNTAX.fullmatch(text)
        if match is None:
            raise InvalidOverride(f"{text}: write name=value or name=value@first-day..last-day")
        parameter = _named(match["name"])
        first = _day(match["first"], text) or parameter.first_day
        last = _day(match["last"], text)
        if last is not None and last < first:
            raise InvalidOverride(f"{text}: the last day is before the first")
        return cls(
            name=match["name"],
            figure=_figure(parameter, match["value"], text),
            first_day=first,
            last_day=last,
        )


def parameters() -> Mapping[str, Parameter]:
    """Every parameter that can have another value, by its name in the data files."""
    maintenance, waiver = load.maintenance(), load.waiver()
    return dict(
        (
            *_held_by("maintenance", maintenance, MaintenanceParameters.__slots__),
            *_held_by("waiver", waiver, WaiverParameters.__slots__),
            *(
                pair
                for name, limits in waiver.sets.items()
                for pair in _held_by(f"waiver.{name}", limits, Limits.__slots__)
            ),
        )
    )


@dataclass(frozen=True, slots=True)
class Figures:
    """Every figure of the law, some of them changed."""

    maintenance: MaintenanceParameters
    waiver: WaiverParameters

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """For as long, this process computes with these figures. It must serve nothing else."""
        before = Figures(load.maintenance(), load.waiver())
        load.override(maintenance=self.maintenance, waiver=self.waiver)
        try:
            yield
        finally:
            load.override(maintenance=before.maintenance, waiver=before.waiver)


def changed_figures(overrides: Iterable[ParameterOverride]) -> Figures:
    """The figures that are in use, with these values in place of their own."""
    changed = dict(parameters())
    for override in overrides:
        changed[override.name] = with_override(changed[override.name], override)
    waiver = load.waiver()
    sets = {
        name: replace(limits, **_below(f"waiver.{name}", changed))
        for name, limits in waiver.sets.items()
    }
    return Figures(
        maintenance=replace(load.maintenance(), **_below("maintenance", changed)),
        waiver=replace(waiver, sets=sets, **_below("waiver", changed)),
    )


def with_override(parameter: Parameter, override: ParameterOverride) -> Parameter:
    """The parameter with that value, its other values cut back to the other days."""
    first, last = override.first_day, override.last_day
    values = [*_before(parameter.values, first), _dated_value(parameter, override)]
    if last is not None:
        values += _after(parameter.values, last)
    return replace(parameter, values=tuple(values))


def _before(values: Iterable[DatedValue], first: date) -> Iterator[DatedValue]:
    for value in values:
        if value.first_day < first:
            ends_later = value.last_day is None or value.last_day >= first
            yield replace(value, last_day=first - A_DAY) if ends_later else value


def _after(values: Iterable[DatedValue], last: date) -> Iterator[DatedValue]:
    for value in values:
        if value.last_day is None or value.last_day > last:
            yield replace(value, first_day=max(value.first_day, last + A_DAY))


def _dated_value(parameter: Parameter, override: ParameterOverride) -> DatedValue:
    return DatedValue(
        first_day=override.first_day,
        last_day=override.last_day,
        figure=parameter.unit.of(override.figure),
        source=OWN_VALUES,
        last_checked=parameter.values[-1].last_checked,
    )


def _held_by(domain: str, holder: object, names: Iterable[str]) -> Iterator[tuple[str, Parameter]]:
    for name in names:
        held = getattr(holder, name)
        if isinstance(held, Parameter):
            yield f"{domain}.{name}", held


def _below(domain: str, changed: Mapping[str, Parameter]) -> dict[str, Any]:
    """The parameters directly below a name."""
    split = ((name.rpartition("."), parameter) for name, parameter in changed.items())
    return {last: parameter for (above, _, last), parameter in split if above == domain}


def _named(name: str) -> Parameter:
    every = parameters()
    if name not in every:
        near = difflib.get_close_matches(name, every, n=3)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        raise InvalidOverride(f"{name} is no figure of the law{hint} --figures lists them all")
    return every[name]


def _figure(parameter: Parameter, value: str, text: str) -> int:
    """The value in the smallest unit. A value that is out of range would only fail in every row."""
    shape = COUNT if parameter.unit in COUNTED else DECIMAL
    if not shape.fullmatch(value):
        raise InvalidOverride(f"{text}: write the {parameter.unit} as in {_example(parameter)}")
    try:
        figure = load.in_smallest_unit(value, parameter.unit)
    except ValueError as wrong:
        raise InvalidOverride(str(wrong)) from wrong
    if parameter.unit is Unit.PERCENT and figure > 100 * Unit.PERCENT.scale:
        raise InvalidOverride(f"{text}: more than 100 percent")
    return figure


def _example(parameter: Parameter) -> str:
    return "12" if parameter.unit in COUNTED else "12.50"


def _day(typed: str | None, text: str) -> date | None:
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError as wrong:
        raise InvalidOverride(f"{text}: {typed} is no day; write 2027-01-31") from wrong
