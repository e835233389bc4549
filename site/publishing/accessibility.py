"""The table of the accessibility statement: each clause with what was checked, how and when."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from functions.i18n.catalog import Catalog

FOLDER = Path(__file__).resolve().parents[1] / "accessibility"
MET, PART, NONE, UNMET, UNCHECKED = "met", "part", "none", "unmet", "unchecked"
RESULTS = (MET, NONE, PART, UNMET, UNCHECKED)
"""Met, no such content, partly checked, not met, not checked."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause, its result and what stands behind it; ``day`` is that of the manual check."""

    number: str
    result: str
    tests: tuple[str, ...]
    method: str = ""
    day: date | None = None


def read_clauses(folder: Path = FOLDER) -> list[Clause]:
    """Every clause, with the newest manual check where there is one."""
    data = _read(folder / "clauses.toml")
    names: Mapping[str, str] = data["tests"]
    manual = {
        each["clause"]: each for each in sorted(_manual(folder), key=lambda each: each["day"])
    }
    return [
        _clause(number, found["result"], [names[name] for name in found["by"]], manual.get(number))
        for number, found in data["clauses"].items()
    ]


def _manual(folder: Path) -> Iterable[dict[str, Any]]:
    checks: list[dict[str, Any]] = _read(folder / "manual.toml")["checks"]
    return checks


def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _clause(
    number: str, result: str, tests: Iterable[str], manual: Mapping[str, Any] | None
) -> Clause:
    if manual is None:
        return Clause(number, result, tuple(tests))
    seen = MET if manual["met"] else UNMET
    # What a test finds missing stays missing, whatever somebody has seen.
    return Clause(
        number, UNMET if result == UNMET else seen, tuple(tests), manual["method"], manual["day"]
    )


def statement(catalog: Catalog, today: date, folder: Path = FOLDER) -> dict[str, Any]:
    """The rows of the table and their sum, worded, as plain data for the template."""
    clauses = read_clauses(folder)
    counts = Counter(clause.result for clause in clauses)
    built = catalog.gettext("accessibility.tested", day=today)
    return {
        "summary": catalog.gettext(
            "accessibility.summary",
            total=len(clauses),
            met=counts[MET] + counts[NONE],
            share=round(100 * (counts[MET] + counts[NONE]) / len(clauses)),
            part=counts[PART],
            unmet=counts[UNMET],
            unchecked=counts[UNCHECKED],
        ),
        "tested": built,
        "rows": [_row(catalog, clause, today) for clause in clauses],
    }


def _row(catalog: Catalog, clause: Clause, today: date) -> dict[str, Any]:
    say = catalog.gettext
    reason = f"accessibility.reasons.{clause.number}"
    return {
        "number": clause.number,
        "name": say(f"accessibility.clauses.{clause.number}"),
        "result": clause.result,
        "said": say(f"accessibility.results.{clause.result}"),
        "reason": say(reason) if catalog.has(reason) else "",
        "tests": [test.rpartition("::")[2] for test in clause.tests],
        "manual": ""
        if clause.day is None
        else say(
            "accessibility.manual",
            method=say(f"accessibility.methods.{clause.method}"),
            day=clause.day,
            days=(today - clause.day).days,
        ),
    }
