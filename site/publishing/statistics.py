"""The figures of the service by year, as bars and as tables, drawn while the site is built."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from functions.i18n.catalog import Words
from functions.law.core.values import Cents

DATA = Path(__file__).resolve().parents[1] / "statistics" / "service.toml"
KEY = "statistics"
FULL = 10_000
"""The length of the longest bar, in hundredths of a percent of the width."""


def charts(words: Words) -> dict[str, Any]:
    """Every series with its bars in proportion, as plain data for the template."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {
        "series": [_series(words, series) for series in data["series"]],
    }


def _series(words: Words, series: dict[str, Any]) -> dict[str, Any]:
    points = {point["year"]: point for point in series["points"]}
    longest = max(point["value"] for point in points.values())
    key = f"{KEY}.series.{series['id']}"
    return {
        "id": series["id"],
        "title": words.text(f"{key}.title"),
        "meaning": words.text(f"{key}.meaning"),
        "bars": list(_bars(words, series["unit"], points, longest)),
        "summary": _summary(words, series["unit"], points),
        "rows": [_row(words, series["unit"], point) for point in points.values()],
    }


def _summary(words: Words, unit: str, points: dict[int, dict[str, Any]]) -> str:
    """What the picture shows, for who does not see it: from which figure to which."""
    first, last = min(points), max(points)
    return words.text(
        f"{KEY}.summary",
        first_year=str(first),
        first_figure=_figure(words, unit, points[first]),
        last_year=str(last),
        last_figure=_figure(words, unit, points[last]),
    )


def _bars(
    words: Words, unit: str, points: dict[int, dict[str, Any]], longest: int
) -> Iterator[dict[str, str]]:
    """One bar a year. Years in a row without a figure share one line without a bar."""
    before: int | None = None
    for year, point in points.items():
        if before is not None and year - before > 1:
            gap = _run(words, before + 1, year - 1)
            yield {"years": gap, "figure": words.text(f"{KEY}.not_known"), "width": ""}
        whole, rest = divmod(point["value"] * FULL // longest, 100)
        figure = _figure(words, unit, point)
        yield {"years": str(year), "figure": figure, "width": f"{whole}.{rest:02d}%"}
        before = year


def _row(words: Words, unit: str, point: dict[str, Any]) -> dict[str, str]:
    return {
        "year": str(point["year"]),
        "figure": _figure(words, unit, point),
        "source": words.text(f"{KEY}.sources.{point['source']}"),
        "status": point["status"],
        "status_text": words.text(f"common.status.{point['status']}"),
    }


def _figure(words: Words, unit: str, point: dict[str, Any]) -> str:
    value = words.figure(Cents(point["value"]) if unit == "euro" else point["value"])
    return words.text(f"{KEY}.about", figure=value) if point.get("about") else value


def _run(words: Words, first: int, last: int) -> str:
    """One year, or the first and the last of several."""
    if first == last:
        return str(first)
    return words.text(f"{KEY}.years", first=str(first), last=str(last))
