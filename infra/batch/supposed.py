"""Figures of the law supposed to be other than they are: "what if the cap were EUR 350?"."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from functions.law.core.parameter import DatedValue, Parameter, Unit
from functions.law.core.trace import Source, Status
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.law.waiver.parameters import Limits, WaiverParameters
from functions.parameters import load

SUPPOSED = Source("own_values", "", Status.USER)
"""An explanation says of such a figure that it was typed, not that an act gives it."""
WRITTEN = re.compile(
    r"(?P<name>[\w.]+?)(?:\.value)?=(?P<value>[^@]*)(?:@(?P<first>[^.]*)(?:\.\.(?P<last>.*))?)?"
)
DECIMAL = re.compile(r"[0-9]{1,7}(?:\.[0-9]{1,5})?")
COUNT = re.compile(r"[0-9]{1,4}")
COUNTED = (Unit.DAYS, Unit.MONTHS, Unit.YEARS, Unit.COUNT)
A_DAY = timedelta(days=1)


class CannotSuppose(ValueError):
    """There is no such figure, or it cannot have that value; the message says what can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposition:
    """One figure, as it is supposed to be from its first to its last day (``None``: for good).

    ``figure`` is in the smallest unit of the parameter.
    """

    name: str
    figure: int
    first_day: date
    last_day: date | None

    @classmethod
    def read(cls, text: str) -> Supposition:
        """What was written: ``maintenance.advance_cap.value=350.00@2027-01-01..2027-12-31``.

        Without days it holds from the first day for which anything is known.

        Raises:
            CannotSuppose: it cannot be read.
        """
        match = WRITTEN.fullmatch(text)
        if match is None:
            raise CannotSuppose(f"{text}: write name=value or name=value@first-day..last-day")
        parameter = _named(match["name"])
        first = _day(match["first"], text) or parameter.first_day
        last = _day(match["last"], text)
        if last is not None and last < first:
            raise CannotSuppose(f"{text}: the last day is before the first")
        return cls(
            name=match["name"],
            figure=_figure(parameter, match["value"], text),
            first_day=first,
            last_day=last,
        )


def figures() -> Mapping[str, Parameter]:
    """Every figure that can be supposed, by its name in the files of the law."""
    maintenance, waiver = load.maintenance(), load.waiver()
    return dict(
        (
            *_parameters("maintenance", maintenance, MaintenanceParameters.__slots__),
            *_parameters("waiver", waiver, WaiverParameters.__slots__),
            *(
                pair
                for name, limits in waiver.sets.items()
                for pair in _parameters(f"waiver.{name}", limits, Limits.__slots__)
            ),
        )
    )


def suppose(suppositions: Iterable[Supposition]) -> None:
    """From now on, this process computes with these figures. It must serve nothing else."""
    changed = dict(figures())
    for supposition in suppositions:
        changed[supposition.name] = with_supposed(changed[supposition.name], supposition)
    waiver = load.waiver()
    sets = {
        name: replace(limits, **_below(f"waiver.{name}", changed))
        for name, limits in waiver.sets.items()
    }
    held = {
        "maintenance": replace(load.maintenance(), **_below("maintenance", changed)),
        "waiver": replace(waiver, sets=sets, **_below("waiver", changed)),
    }
    for name, parameters in held.items():
        setattr(load, name, lambda parameters=parameters: parameters)


def with_supposed(parameter: Parameter, supposition: Supposition) -> Parameter:
    """The parameter with its values cut back to the days that nothing is supposed about."""
    first, last = supposition.first_day, supposition.last_day
    values = [*_before(parameter.values, first), _supposed(parameter, supposition)]
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


def _supposed(parameter: Parameter, supposition: Supposition) -> DatedValue:
    return DatedValue(
        first_day=supposition.first_day,
        last_day=supposition.last_day,
        figure=parameter.unit.of(supposition.figure),
        source=SUPPOSED,
        last_checked=parameter.values[-1].last_checked,
    )


def _parameters(
    domain: str, holder: object, names: Iterable[str]
) -> Iterator[tuple[str, Parameter]]:
    for name in names:
        held = getattr(holder, name)
        if isinstance(held, Parameter):
            yield f"{domain}.{name}", held


def _below(domain: str, changed: Mapping[str, Parameter]) -> dict[str, Any]:
    """The parameters that stand directly below a name."""
    split = ((name.rpartition("."), parameter) for name, parameter in changed.items())
    return {last: parameter for (above, _, last), parameter in split if above == domain}


def _named(name: str) -> Parameter:
    every = figures()
    if name not in every:
        near = difflib.get_close_matches(name, every, n=3)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        raise CannotSuppose(f"{name} is no figure of the law{hint} --figures lists them all")
    return every[name]


def _figure(parameter: Parameter, value: str, text: str) -> int:
    """The value in the smallest unit. What no figure can be would only fail in every row."""
    shape = COUNT if parameter.unit in COUNTED else DECIMAL
    if not shape.fullmatch(value):
        raise CannotSuppose(f"{text}: write the {parameter.unit} as in {_example(parameter)}")
    try:
        figure = load.in_smallest_unit(value, parameter.unit)
    except ValueError as wrong:
        raise CannotSuppose(str(wrong)) from wrong
    if parameter.unit is Unit.PERCENT and figure > 100 * Unit.PERCENT.scale:
        raise CannotSuppose(f"{text}: more than 100 percent")
    return figure


def _example(parameter: Parameter) -> str:
    return "12" if parameter.unit in COUNTED else "12.50"


def _day(written: str | None, text: str) -> date | None:
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError as wrong:
        raise CannotSuppose(f"{text}: {written} is no day; write 2027-01-31") from wrong
