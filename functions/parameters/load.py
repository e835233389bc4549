"""Reads the dated figures of the law from their data files. Nothing else in the product does."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from functions import config_files
from functions.law.core.parameter import DatedValue, IndexSeries, Parameter, PrintedIndex, Unit
from functions.law.core.trace import Source, Status
from functions.law.core.values import Cents, Coefficient, IndexPoints, Month
from functions.law.core.working_days import LegalHolidays

if TYPE_CHECKING:
    # Each is read only where it is asked for: no function answers from the figures of both.
    from functions.law.maintenance.parameters import MaintenanceParameters
    from functions.law.waiver.parameters import WaiverParameters

HERE = Path(__file__).parent
SERIES = {
    "consumerPriceIndex": "consumer_price_index.csv",
    "healthIndex": "health_index.csv",
}
PRINTED = {"consumerPriceIndex": "consumer_price_index_as_published.csv"}
SERIES_BASE_YEAR = 2013
STATBEL = Source("statbel", "", Status.OFFICIAL)


def in_smallest_unit(text: str, unit: Unit) -> int:
    """A decimal figure as a whole number of its smallest unit; never through a float.

    Raises:
        TypeError: the figure is not written as text.
        ValueError: the figure has more decimals than its unit.
    """
    if not isinstance(text, str):
        raise TypeError(f"{text} must be written between quotes")
    scaled = Decimal(text) * unit.scale
    if scaled != scaled.to_integral_value():
        raise ValueError(f"{text} has more decimals than {unit} allows")
    return int(scaled)


def read_parameter(name: str, entry: Mapping[str, Any]) -> Parameter:
    """One parameter from its entry in a data file, its values in order of time.

    Raises:
        ValueError: there is no value, one ends before it begins, or two overlap or are out of
            order.
    """
    unit = Unit(entry["unit"])
    values = tuple(_dated_value(value, unit) for value in entry["values"])
    if not values:
        raise ValueError(f"{name} has no value")
    for value in values:
        if value.last_day is not None and value.last_day < value.first_day:
            raise ValueError(f"{name}: {value.first_day} is after its last day")
    for earlier, later in pairwise(values):
        if earlier.last_day is None or earlier.last_day >= later.first_day:
            raise ValueError(f"{name}: {later.first_day} overlaps the value before it")
    return Parameter(name=name, unit=unit, values=values, has_ended=entry.get("ended", False))


def _dated_value(value: Mapping[str, Any], unit: Unit) -> DatedValue:
    figure = value.get("value")
    return DatedValue(
        first_day=value["from"],
        last_day=value.get("to"),
        figure=None if figure is None else unit.of(in_smallest_unit(figure, unit)),
        source=Source(value["act"], value["article"], Status(value["status"])),
        last_checked=value["checked"],
    )


@cache
def acts() -> Mapping[str, Mapping[str, Any]]:
    """The texts that the sources name: kind, date, publication number, links by language."""
    return config_files.read(HERE, "acts")


@cache
def holidays() -> LegalHolidays:
    """The legal holidays of Belgium, for terms that end on a working day."""
    data = config_files.read(HERE, "holidays")
    return LegalHolidays(
        fixed=frozenset((int(day[:2]), int(day[3:])) for day in data["fixed"]),
        days_after_easter=frozenset(data["days_after_easter"]),
    )


_overrides: dict[str, Any] = {}


def override(maintenance: MaintenanceParameters, waiver: WaiverParameters) -> None:
    """Compute with these figures from now on: for a process that analyses a reform, and no other.

    Whoever asks :func:`maintenance` or :func:`waiver` gets them in place of the law's.
    """
    _overrides.update(maintenance=maintenance, waiver=waiver)


def maintenance() -> MaintenanceParameters:
    """The figures of the act of 21 February 2003 and of the indexation of maintenance."""
    return _overrides.get("maintenance") or _read_maintenance()


@cache
def _read_maintenance() -> MaintenanceParameters:
    from functions.law.maintenance.parameters import MaintenanceParameters  # noqa: PLC0415

    data = config_files.read(HERE, "maintenance")
    return MaintenanceParameters(
        last_day=data["last_day"],
        longest_schedule=data["longest_schedule"],
        largest_amount=_largest_amount(data),
        longest_ledger=data["longest_ledger"],
        act_read_until=acts()["maintenance_advances_act"]["read_as_updated_to"],
        holidays=holidays(),
        series={name: _series(name, file) for name, file in SERIES.items()},
        recognised={
            (entry["series"], entry["base_year"]): read_parameter(name, entry)
            for name, entry in data.items()
            if "base_year" in _as_table(entry)
        },
        printed={name: _printed(file) for name, file in PRINTED.items()},
        to_base_2013={
            (entry["series"], entry["base_year"]): _coefficient(entry)
            for entry in data["to_base_2013"]
        },
        **{
            name: read_parameter(name, entry)
            for name, entry in data.items()
            if "unit" in _as_table(entry)
        },
    )


@cache
def rules_checked(domain: str) -> date:
    """The day on which every figure of a domain that holds until further notice was checked.

    That of the figure whose check is the oldest.
    """
    values = _dated_values(config_files.read(HERE, domain))
    day: date = min(value["checked"] for value in values if "to" not in value)
    return day


def _dated_values(table: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The values of every figure of a table, and of the sets of figures in it."""
    for entry in table.values():
        if isinstance(entry, dict):
            yield from entry.get("values", ())
            yield from _dated_values(entry)


def _largest_amount(data: Mapping[str, Any]) -> Cents:
    return Cents(in_smallest_unit(data["largest_amount"], Unit.EURO))


def _as_table(entry: Any) -> Mapping[str, Any]:
    return entry if isinstance(entry, dict) else {}


def _coefficient(entry: Mapping[str, Any]) -> Parameter:
    """A conversion coefficient between two bases holds for ever: it has no period of its own."""
    return Parameter(
        name=f"to_base_2013.{entry['series']}.{entry['base_year']}",
        unit=Unit.COEFFICIENT,
        values=(
            DatedValue(
                first_day=date.min,
                last_day=None,
                figure=Coefficient(in_smallest_unit(entry["coefficient"], Unit.COEFFICIENT)),
                source=STATBEL,
                last_checked=entry["checked"],
            ),
        ),
    )


def _series(name: str, file: str) -> IndexSeries:
    with (HERE / "indices" / file).open(encoding="utf-8", newline="") as lines:
        return read_series(name, lines)


def read_series(name: str, lines: Iterable[str]) -> IndexSeries:
    """A price index from its published months, one a line, in order of time.

    Raises:
        ValueError: a month is missing, repeated or out of order.
    """
    figures: dict[Month, IndexPoints] = {}
    expected: Month | None = None
    for row in csv.DictReader(lines):
        month = _month(row["month"])
        if expected is not None and month != expected:
            raise ValueError(f"{name}: {month} is in the place of {expected}")
        figures[month] = IndexPoints(in_smallest_unit(row["index_base_2013"], Unit.INDEX))
        expected = month.plus(1)
    return IndexSeries(name=name, base_year=SERIES_BASE_YEAR, figures=figures, source=STATBEL)


def _printed(file: str) -> Mapping[Month, PrintedIndex]:
    with (HERE / "indices" / file).open(encoding="utf-8", newline="") as lines:
        return {
            _month(row["month"]): PrintedIndex(
                IndexPoints(in_smallest_unit(row["index"], Unit.INDEX)), int(row["base_year"])
            )
            for row in csv.DictReader(lines)
        }


def _month(text: str) -> Month:
    """A month written as 2014-06."""
    return Month(int(text[:4]), int(text[5:]))


def waiver() -> WaiverParameters:
    """The figures of the waiver of recovery of undue Flemish family allowances."""
    return _overrides.get("waiver") or _read_waiver()


@cache
def _read_waiver() -> WaiverParameters:
    from functions.law.waiver.parameters import Limits, WaiverParameters  # noqa: PLC0415

    data = config_files.read(HERE, "waiver")
    return WaiverParameters(
        first_day=data["first_day"],
        last_day=data["last_day"],
        largest_amount=_largest_amount(data),
        longest_ledger=data["longest_ledger"],
        holidays=holidays(),
        sets={
            name: Limits(
                **{key: read_parameter(f"{name}.{key}", data[name][key]) for key in data[name]}
            )
            for name in ("published", "order", "estimate")
        },
        **{name: read_parameter(name, entry) for name, entry in data["rules"].items()},
    )


def all_parameters() -> tuple[Parameter, ...]:
    """Every dated figure, for the page and the endpoint that list them."""
    held = maintenance()
    limits = waiver()
    return (
        *_figures(held),
        *held.to_base_2013.values(),
        *(figure for group in limits.sets.values() for figure in _figures(group)),
        *_figures(limits),
    )


def _figures(group: Any) -> Iterator[Parameter]:
    """Every dated figure among the fields of a group of them."""
    found = (getattr(group, one.name) for one in fields(group))
    return (figure for figure in found if isinstance(figure, Parameter))
