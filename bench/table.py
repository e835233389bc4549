"""The most telling figures of all parts as one Markdown table: the one of the README.

Each row says by which command it is made anew. A target that is missed is called missed. What a
part could not measure, because a peer is not installed, has no figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bench.results import shown
from infra.contract import read_contract

Part = Mapping[str, Any]
Row = tuple[str, str]
HEADING = ("what", "figure", "command")
OURS = "ours"
FIGURES_ALONE = "figures alone"
ROUTER = "powertools router"
TELLING = ("calls", "inputs", "killed or frozen", "(202)", "read again", "AWS refused", "lost")
"""How the names of those figures of the soak end that say what it went through."""
MEDIAN = "median"
GIGABYTE = 1_000_000


def markdown(kept: Mapping[str, Part], soaked: Sequence[Part] = ()) -> str:
    """The table, below the machine and the day; another machine or day of a part is told.

    ``kept`` is what the bench wrote, part by part, ``soaked`` what the soak did.
    """
    if not kept:
        return "Nothing is measured yet: python3 dev.py bench"
    rows = [
        (what, figure, f"`python3 dev.py bench --part {name}`")
        for name, part in kept.items()
        for what, figure in ROWS.get(name, _targets_alone)(part)
    ]
    rows += [
        (f"soak: {part['part']}", _held(part), f"`python3 dev.py soak --part {part['part']}`")
        for part in soaked
    ]
    lines = [" | ".join(row) for row in (HEADING, ("---",) * len(HEADING), *rows)]
    return "\n".join((*_machines(kept), "", *(f"| {line} |" for line in lines)))


def _held(part: Part) -> str:
    """What a part of the soak sent, and whether it held."""
    told = [
        f"{shown_whole(figure)} {name}"
        for name, figure in part["figures"].items()
        if name.endswith(TELLING)
    ]
    faults = len(part["faults"])
    plural = "" if faults == 1 else "s"
    return "; ".join((*told, f"**{faults} fault{plural}**" if faults else "no fault"))


def shown_whole(figure: Any) -> str:
    """A count with its thousands apart."""
    return f"{figure:,}" if isinstance(figure, int) else str(figure)


def _machines(kept: Mapping[str, Part]) -> Iterator[str]:
    """One line for each machine and day, with the parts that were measured there."""
    told: dict[str, list[str]] = {}
    for name, part in kept.items():
        told.setdefault(_machine(part["machine"]), []).append(name)
    for where, names in told.items():
        yield f"Taken on {where}{'' if len(told) == 1 else ': ' + ', '.join(names)}."


def _machine(of: Mapping[str, Any]) -> str:
    memory = round(int(str(of["memory"]).split()[0]) / GIGABYTE) if of["memory"] else "?"
    return f"{of['taken']}, {of['processor']}, {of['cores']} cores, {memory} GB, {of['python']}"


def _rules(part: Part) -> Iterator[Row]:
    for title, rows in _tables(part, "ms a simulation"):
        mine = {name: row for name, row in rows.items() if name.startswith(OURS)}
        peers = {name: row for name, row in rows.items() if name not in mine}
        told = [
            f"{name.removeprefix(f'{OURS}, ')}: "
            + " and ".join(
                f"{shown(_ratio(peer, row, 'ms a simulation'))} times {other}"
                for other, peer in peers.items()
            )
            for name, row in mine.items()
        ]
        if peers:
            yield f"{title}, in process", "; ".join(told) + _verdict(part, f"{title}:")


def _http(part: Part) -> Iterator[Row]:
    rate = "requests a second"
    for title, rows in _tables(part, rate):
        if OURS not in rows:
            continue
        mine = rows[OURS]
        told = [f"{_number(mine[rate])} requests a second, p99 {_number(mine['p99 ms'])} ms"]
        told += [
            f"{shown(_ratio(mine, row, rate))} times {name}"
            for name, row in rows.items()
            if name != OURS
        ]
        verdict = _verdict(part, title, ": rate") + _verdict(part, title, ": p99", "p99 below")
        yield f"{title}, over HTTP", "; ".join(told) + verdict


def _start(part: Part) -> Iterator[Row]:
    for title, rows in _tables(part, "times the router"):
        functions = read_contract().deployed
        mine = {name: row for name, row in rows.items() if name in functions}
        if mine:
            times = [row["times the router"] for row in mine.values()]
            milliseconds = [row["process ms"] for row in mine.values()]
            beside = [
                f"{name} {_number(row['process ms'])} ms"
                for name, row in rows.items()
                if name not in mine
            ]
            yield (
                f"{title}, {len(mine)} functions",
                f"{_range(times)} times the {ROUTER}; {_range(milliseconds)} ms"
                + (f", beside {', '.join(beside)}" if beside else "")
                + _verdict(part, "start "),
            )
            yield (
                "package of a function with its libraries",
                f"{_range([row['zip MB'] for row in mine.values()])} MB"
                + _verdict(part, "package "),
            )


def _growth(part: Part) -> Iterator[Row]:
    fits = dict(_tables(part, "exponent")).get("fit", {})
    for title, rows in _tables(part, "times the first"):
        first = next(iter(rows.values()))
        ratios = " : ".join(shown(_median(row["times the first"])) for row in rows.values())
        fit = fits.get(title, {}).get("exponent")
        yield (
            f"{title}: {', '.join(rows)}",
            f"{ratios} ({_number(first['ms'])} ms for the first"
            + (")" if fit is None else f"; grows as size^{_number(fit)})"),
        )


def _batch(part: Part) -> Iterator[Row]:
    for title, rows in _tables(part, "lines a second"):
        if title == "fit":
            continue
        longest, row = list(rows.items())[-1]
        yield (
            f"a file of {longest} households ({title})",
            f"{_number(row['lines a second'])} lines a second, {_number(row['s'])} s, "
            f"{_number(row['MB, all processes'])} MB" + _verdict(part, ""),
        )


def _site(part: Part) -> Iterator[Row]:
    fits = {name: row for title, found in _tables(part, "exponent") for name, row in found.items()}
    for title, rows in _tables(part, "ms a page"):
        yield (
            f"{title}, all languages",
            "; ".join(
                f"{name}: {_number(row['s'])} s for {_number(row['pages'])} pages"
                for name, row in rows.items()
                if name in fits
            ),
        )
        yield (
            "growth of that with pages",
            "; ".join(f"{name}: pages^{_number(row['exponent'])}" for name, row in fits.items()),
        )
    for title, rows in _tables(part, "kB over the wire"):
        for name, row in rows.items():
            yield f"{title}: {name}", _page(row)


def _page(row: Mapping[str, Any]) -> str:
    requests, weight, paint, *scores = row
    told = f"{_number(row[requests])} requests, {_number(row[weight])} kB"
    if row[paint] is not None:
        told += f", largest paint after {_number(row[paint])} ms"
    if all(row[name] is not None for name in scores) and scores:
        told += f"; Lighthouse {', '.join(f'{_number(row[name])} {name}' for name in scores)}"
    return told


def _paper(part: Part) -> Iterator[Row]:
    for title, rows in _tables(part, "filled kB"):
        mine, *others = rows.items()
        told = f"{_number(mine[1]['ms'])} ms, {_number(mine[1]['filled kB'])} kB"
        for name, row in others:
            times = shown(_ratio(row, mine[1], "ms"))
            told += f"; {times} times as fast as {name}, which gives {_number(row['filled kB'])} kB"
        yield title, told
    for title, rows in _tables(part, "s to draw"):
        large = {name: row for name, row in rows.items() if "large-print" in name}
        sizes = [
            [row["kB"] for name, row in rows.items() if (name in large) is is_large]
            for is_large in (False, True)
        ]
        yield (
            f"{title}: in the usual edition; in large print",
            "; ".join(f"{_range(some)} kB" for some in sizes if some),
        )


def _targets_alone(part: Part) -> Iterator[Row]:
    """Of a part without rows of its own: what was wanted, and what was found."""
    for target in part["targets"]:
        yield target["what"], target["found"] + _verdict({"targets": [target]}, "")


ROWS: Mapping[str, Callable[[Part], Iterator[Row]]] = {
    "rules": _rules,
    "http": _http,
    "start": _start,
    "growth": _growth,
    "batch": _batch,
    "site": _site,
    "paper": _paper,
}


def _tables(part: Part, column: str) -> Iterator[tuple[str, dict[str, dict[str, Any]]]]:
    """The tables that have such a column: their rows by name, the cells of each by column."""
    for table in part["tables"]:
        if column in table["columns"]:
            yield (
                table["title"],
                {
                    row["name"]: dict(zip(table["columns"], row["figures"], strict=True))
                    for row in table["rows"]
                },
            )


def _verdict(part: Part, start: str, end: str = "", wanted: str = "") -> str:
    """What was wanted of the targets whose names begin and end so, and whether it was reached."""
    of = [
        target
        for target in part["targets"]
        if target["what"].startswith(start) and target["what"].endswith(end)
    ]
    if not of:
        return ""
    missed = sum(not target["is_met"] for target in of)
    what = wanted or "; ".join(dict.fromkeys(target["wanted"] for target in of))
    if not missed:
        return f"; wanted: {what}: met"
    return f"; wanted: {what}: **missed**" + (f" in {missed} of {len(of)}" if len(of) > 1 else "")


def _ratio(row: Mapping[str, Any], unit: Mapping[str, Any], column: str) -> float:
    return _median(row[column]) / _median(unit[column])


def _range(cells: Sequence[Any]) -> str:
    figures = [_median(cell) for cell in cells if cell is not None]
    if not figures:
        return "?"
    ends = dict.fromkeys((shown(min(figures)), shown(max(figures))))
    return " to ".join(ends)


def _number(cell: Any) -> str:
    """A figure with three digits that count; of a spread, the two quartiles as well."""
    if isinstance(cell, Mapping):
        lower, upper = shown(cell["lower"]), shown(cell["upper"])
        return shown(cell[MEDIAN]) + (f" ({lower} to {upper})" if lower != upper else "")
    return "?" if cell is None else re.sub(r"\.0+$", "", shown(cell))


def _median(cell: Any) -> float:
    return float(cell[MEDIAN] if isinstance(cell, Mapping) else cell)
