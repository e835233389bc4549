"""The figures of the service by year, as columns and as tables, made while the site is built."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from functions.i18n.catalog import Catalog
from functions.law.core.values import Cents

DATA = Path(__file__).resolve().parents[1] / "statistics" / "service.toml"
KEY = "statistics"
WHOLE = 10_000
"""The width of a chart, in hundredths of a percent."""
COLUMN = 64
"""How much of the place of a year its column fills, in percent."""
HIGHEST = 1_000
"""The height of the highest column, in hundredths of the size of the text."""
SPAN_OF_LABEL = 6
"""How many columns the figure above the first or the last one may cover."""
CENTS_IN_TENTH_OF_MILLION = 10_000_000
CENTS_IN_MILLION = 100_000_000
CENTS_IN_EURO = 100


def charts(catalog: Catalog) -> dict[str, Any]:
    """Every series with its bars in proportion, as plain data for the template."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    years = [point["year"] for series in data["series"] for point in series["points"]]
    axis = range(min(years), max(years) + 1)
    return {
        "first_year": str(axis[0]),
        "last_year": str(axis[-1]),
        "series": [_series(catalog, series, axis) for series in data["series"]],
    }


def latest(catalog: Catalog, name: str) -> tuple[str, str]:
    """The last year of a series that has a figure, and the figure.

    Raises:
        LookupError: there is no such series.
    """
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    series = {each["id"]: each for each in data["series"]}[name]
    point = max(series["points"], key=lambda each: each["year"])
    return str(point["year"]), _figure(catalog, series["unit"], point)


def _series(catalog: Catalog, series: dict[str, Any], axis: range) -> dict[str, Any]:
    points = {point["year"]: point for point in series["points"]}
    key = f"{KEY}.series.{series['id']}"
    return {
        "id": series["id"],
        "title": catalog.gettext(f"{key}.title"),
        "meaning": catalog.gettext(f"{key}.meaning"),
        "columns": _columns(catalog, series["unit"], points, axis),
        "summary": _summary(catalog, series["unit"], points),
        "rows": list(_rows(catalog, series["unit"], points)),
    }


def _summary(catalog: Catalog, unit: str, points: dict[int, dict[str, Any]]) -> str:
    """What the picture shows: from which figure to which."""
    first, last = min(points), max(points)
    return catalog.gettext(
        f"{KEY}.summary",
        first_year=str(first),
        first_figure=_rounded(catalog, unit, points[first]["value"]),
        last_year=str(last),
        last_figure=_rounded(catalog, unit, points[last]["value"]),
    )


def _columns(
    catalog: Catalog, unit: str, points: dict[int, dict[str, Any]], axis: range
) -> list[dict[str, Any]]:
    """A place for each year of the axis: a column, or none where no figure is known."""
    highest = max(point["value"] for point in points.values())
    heights = {
        year: points[year]["value"] * HIGHEST // highest if year in points else 0 for year in axis
    }
    step = WHOLE // len(axis)
    columns: list[dict[str, Any]] = []
    for place, year in enumerate(axis):
        start = place * step + step * (100 - COLUMN) // 200
        column: dict[str, Any] = {
            "year": str(year),
            "x": _hundredths(start),
            "middle": _hundredths(place * step + step // 2),
            "width": _hundredths(step * COLUMN // 100),
            "top": _hundredths(HIGHEST - heights[year]),
            "height": _hundredths(heights[year]),
            "known": year in points,
            "official": year in points and points[year]["status"] == "official",
        }
        if year in (min(points), max(points)):
            ends = place > len(axis) // 2
            covered = axis[max(place - SPAN_OF_LABEL, 0) : place + 1] if ends else axis[place:]
            above = max(heights[each] for each in covered[: SPAN_OF_LABEL + 1])
            edge = start + step * COLUMN // 100 if ends else start
            column["label"] = {
                "text": _rounded(catalog, unit, points[year]["value"]),
                "anchor": "end" if ends else "start",
                "x": _hundredths(edge),
                "y": _hundredths(HIGHEST - above - 40),
            }
        columns.append(column)
    return columns


def _hundredths(count: int) -> str:
    """A number of hundredths as SVG writes it."""
    sign = "-" if count < 0 else ""
    whole, rest = divmod(abs(count), 100)
    return f"{sign}{whole}.{rest:02d}"


def _rounded(catalog: Catalog, unit: str, value: int) -> str:
    """A figure as people say it: millions of euros with one decimal, whole euros, or a count."""
    if unit != "euro":
        return catalog.format(value)
    style = catalog.style
    if value < CENTS_IN_MILLION:
        number = catalog.format((value + CENTS_IN_EURO // 2) // CENTS_IN_EURO)
        return style.amount.format(number=number)
    tenths = (value + CENTS_IN_TENTH_OF_MILLION // 2) // CENTS_IN_TENTH_OF_MILLION
    whole, rest = divmod(tenths, 10)
    number = f"{catalog.format(whole)}{style.decimal}{rest}" if rest else catalog.format(whole)
    return catalog.gettext(f"{KEY}.millions", number=number)


def _rows(
    catalog: Catalog, unit: str, points: dict[int, dict[str, Any]]
) -> Iterator[dict[str, str]]:
    """The same years as a table, each figure with its source."""
    for years, point in _years(catalog, points):
        if point is None:
            unknown = catalog.gettext(f"{KEY}.not_known")
            yield {"year": years, "figure": unknown, "source": "", "status": ""}
        else:
            yield _row(catalog, unit, point)


def _years(
    catalog: Catalog, points: dict[int, dict[str, Any]]
) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """Each year with its figure, and each run of years between two figures that has none."""
    before: int | None = None
    for year, point in points.items():
        if before is not None and year - before > 1:
            yield _run(catalog, before + 1, year - 1), None
        yield str(year), point
        before = year


def _row(catalog: Catalog, unit: str, point: dict[str, Any]) -> dict[str, str]:
    return {
        "year": str(point["year"]),
        "figure": _figure(catalog, unit, point),
        "source": catalog.gettext(f"{KEY}.sources.{point['source']}"),
        "status": point["status"],
        "status_text": catalog.gettext(f"common.status.{point['status']}"),
    }


def _figure(catalog: Catalog, unit: str, point: dict[str, Any]) -> str:
    value = catalog.format(Cents(point["value"]) if unit == "euro" else point["value"])
    return catalog.gettext(f"{KEY}.about", figure=value) if point.get("about") else value


def _run(catalog: Catalog, first: int, last: int) -> str:
    """One year, or the first and the last of several."""
    if first == last:
        return str(first)
    return catalog.gettext(f"{KEY}.years", first=str(first), last=str(last))
