"""What a month costs at three loads, and a flood a day: ``python -m infra.operations.cost``.

Computed from ``prices.toml`` and ``loads.toml`` in exact decimals: a price is a fraction of a cent,
and what is multiplied by millions must not be rounded before.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from infra.api_routes import read_api_routes

HERE = Path(__file__).parent
LOADS = ("quiet", "usual", "campaign")
FLOODS = ("flood_from_one_address", "flood_from_many")
KINDS = ("visits", "letters", "decisions", "answered", "stopped")

BYTES = {"edge_kilobytes": 1_000, "table_kilobytes": 1_000, "log_bytes": 1}
BOUGHT_AS = {
    "edge_kilobytes": "edge_gigabyte",
    "table_kilobytes": "table_gigabyte_month",
    "log_bytes": "log_gigabyte",
}
"""What is used in bytes is paid by the gigabyte."""

TABLE = "table_gigabyte_month"

GIGABYTE = Decimal(1_000_000_000)
MILLIONTHS = Decimal(1_000_000)
CENT = Decimal("0.01")
A_DAY = "a day, in dollars"
NOT_COMPARED = " \\*"

Amounts = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Prices:
    """What a unit of each thing costs, in millionths of a dollar, and on which day.

    ``compared`` names the prices that were found again elsewhere.
    """

    as_of: date
    millionths: Amounts
    compared: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Month:
    """What a month of a load costs, in dollars to the cent, by thing."""

    load: str
    lines: Amounts

    @property
    def total(self) -> Decimal:
        """The whole month, in dollars."""
        return sum(self.lines.values(), Decimal(0))


def read_prices(path: Path = HERE / "prices.toml") -> Prices:
    """The price list."""
    document = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    millionths = document["millionths_of_a_dollar"]
    return Prices(
        as_of=document["as_of"],
        millionths={name: Decimal(value) for name, value in millionths.items()},
        compared=frozenset(document["compared"]),
    )


def months(prices: Prices, path: Path = HERE / "loads.toml", functions: int = 0) -> list[Month]:
    """The cost of each load with that number of functions, by default of all that are deployed."""
    document = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    count = functions or len(read_api_routes().deployed)
    return [Month(load, _lines(_units(document, load, count), prices.millionths)) for load in LOADS]


def floods(prices: Prices, path: Path = HERE / "loads.toml") -> list[Month]:
    """The cost of a day of each flood, beside what the month costs anyway."""
    document = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return [Month(load, _lines(_used(document, load, {}), prices.millionths)) for load in FLOODS]


def _units(document: Mapping[str, Mapping[str, Decimal]], load: str, functions: int) -> Amounts:
    fixed = {name: Decimal(value) for name, value in document["fixed"].items()}
    alarms = functions * fixed.pop("alarms_of_a_function") + fixed.pop("other_alarms")
    units = _used(document, load, {**fixed, "alarm_month": alarms})
    return {**units, **_kept(units, document.get("kept", {}))}


def _used(
    document: Mapping[str, Mapping[str, Decimal]], load: str, fixed: Amounts
) -> dict[str, Decimal]:
    """The fixed use, and that of everything which happens in a load."""
    units = dict(fixed)
    for kind in KINDS:
        times = document[load].get(kind)
        if times is None:
            continue
        uses: Mapping[str, Decimal] = document["uses"][kind]  # type: ignore[assignment]
        for name, each in uses.items():
            bought = BOUGHT_AS.get(name, name)
            amount = Decimal(each) * times
            if name in BYTES:
                amount = amount * BYTES[name] / GIGABYTE
            units[bought] = units.get(bought, Decimal(0)) + amount
    return units


def _kept(units: Amounts, kept: Amounts) -> Amounts:
    """What the table holds in the end, with its backups: a decision is kept for years."""
    if not kept:
        return {}
    gigabytes = units[TABLE] * kept["decisions_months"]
    return {
        TABLE: gigabytes,
        "point_in_time_gigabyte_month": gigabytes,
        "backup_gigabyte_month": gigabytes * kept["backup_copies"],
        "copied_gigabyte": gigabytes * kept["weekly_transfers"],
    }


def _lines(units: Amounts, millionths: Amounts) -> Amounts:
    return {
        name: (amount * millionths[name] / MILLIONTHS).quantize(CENT)
        for name, amount in sorted(units.items())
    }


def table(
    found: list[Month], compared: frozenset[str] = frozenset(), total: str = "a month, in dollars"
) -> str:
    """The months beside each other, as the document on costs shows them.

    A star marks what rests on a price that was not found again elsewhere.
    """
    names = sorted({name for month in found for name in month.lines})
    rows = [
        "| | " + " | ".join(month.load.replace("_", " ") for month in found) + " |",
        "|---|" + "---:|" * len(found),
        *(
            f"| {name.replace('_', ' ')}{'' if name in compared else NOT_COMPARED} | "
            + " | ".join(f"{month.lines[name]}" for month in found)
            + " |"
            for name in names
        ),
        f"| **{total}** | " + " | ".join(f"**{month.total}**" for month in found) + " |",
    ]
    return "\n".join(rows)


def main() -> None:
    """Print the table."""
    prices = read_prices()
    monthly = table(months(prices), prices.compared)
    daily = table(floods(prices), prices.compared, A_DAY)
    sys.stdout.write(f"Prices of {prices.as_of}\n\n{monthly}\n\n{daily}\n")


if __name__ == "__main__":
    main()
