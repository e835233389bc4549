"""The figures of the service by year, as bars and as tables, rendered while the site is built."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from functions.i18n.catalog import Catalog
from functions.law.core.values import Cents

DATA = Path(__file__).resolve().parents[1] / "statistics" / "service.toml"
KEY = "statistics"
FULL = 10_000
"""The length of the longest bar, in hundredths of a percent of the width."""


def charts(catalog: Catalog) -> dict[str, Any]:
    """Every series with its bars in proportion, as plain data for the template."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {
        "series": [_series(catalog, series) for series in data["series"]],
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


def _series(catalog: Catalog, series: dict[str, Any]) -> dict[str, Any]:
    points = {point["year"]: point for point in series["points"]}
    longest = max(point["value"] for point in points.values())
    key = f"{KEY}.series.{series['id']}"
    return {
        "id": series["id"],
        "title": catalog.gettext(f"{key}.title"),
        "meaning": catalog.gettext(f"{key}.meaning"),
        "bars": list(_bars(catalog, series["unit"], points, longest)),
        "summary": _summary(catalog, series["unit"], points),
        "rows": list(_rows(catalog, series["unit"], points)),
    }


def _summary(catalog: Catalog, unit: str, points: dict[int, dict[str, Any]]) -> str:
    """What the picture shows, for who does not see it: from which figure to which."""
    first, last = min(points), max(points)
    return catalog.gettext(
        f"{KEY}.summary",
        first_year=str(first),
        first_figure=_figure(catalog, unit, points[first]),
        last_year=str(last),
        last_figure=_figure(catalog, unit, points[last]),
    )


def _bars(
    catalog: Catalog, unit: str, points: dict[int, dict[str, Any]], longest: int
) -> Iterator[dict[str, str]]:
    """One bar a year. Years in a row without a figure share one line without a bar."""
    for years, point in _years(catalog, points):
        if point is None:
            yield {"years": years, "figure": catalog.gettext(f"{KEY}.not_known"), "width": ""}
            continue
        whole, rest = divmod(point["value"] * FULL // longest, 100)
        figure = _figure(catalog, unit, point)
        yield {"years": years, "figure": figure, "width": f"{whole}.{rest:02d}%"}


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
