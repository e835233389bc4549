"""The paper forms: how long one takes to build and to fill, beside pypdf, and how large it is."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from bench.engines import Engine
from bench.forms import answers, entered, longest
from bench.measuring import calls_for, in_turns, seconds, spread
from bench.options import Options
from bench.peers.environments import NotInstalled, python_of
from bench.peers.places import BUILD, ROOT
from bench.results import Result, Table
from bench.saying import say
from tools.dev.places import SITE
from tools.dev.site import build_site

LANGUAGE = "de"
"""Whose words are the longest."""
FOLDER = BUILD / "paper"
OURS = "ours, with pikepdf"
PYPDF = "pypdf"
BYTES_IN_A_KILOBYTE = 1000
BUILDING = (
    "import sys; from publishing.paper.build import build_form; "
    "[build_form(name, sys.argv[1]) for name in sys.argv[2:]]"
)
PATH = os.pathsep.join((str(ROOT), str(ROOT / "site")))


def measure(options: Options) -> Result:
    """Build the form with the most fields anew, and fill all its fields."""
    notes: list[str] = []
    with contextlib.suppress(FileExistsError):
        FOLDER.mkdir(parents=True)
    say("  the site, for its forms ...")
    build_site()
    form = longest(SITE / LANGUAGE / "forms")
    filling, check = _filling(form, options, notes)
    notes.append(check)
    return Result((_sizes(form, options), filling), notes=tuple(notes))


def _filling(form: Path, options: Options, notes: list[str]) -> tuple[Table, str]:
    told = answers(form)
    case = {"file": str(form), "values": told.values, "states": told.states}
    with contextlib.ExitStack() as stack:
        engines = {OURS: stack.enter_context(_ours())}
        try:
            engines[PYPDF] = stack.enter_context(_pypdf())
        except NotInstalled as reason:
            notes.append(str(reason))
        sizes, kept = {}, {}
        turns = {}
        for place, (name, engine) in enumerate(engines.items()):
            kept[name] = FOLDER / f"{place}.pdf"
            sizes[name] = engine.bytes_of("fill", {**case, "keep": str(kept[name])})
            calls = calls_for(engine.seconds("fill", [case], 3), wanted=0.1)
            turns[name] = partial(engine.seconds, "fill", [case], calls)
        taken = in_turns(turns, max(3, options.rounds // 2), f"filling {form.name}")
    unit = spread(taken[OURS]).median
    table = Table(
        f"filling {len(told.values)} fields of {form.name}",
        ("ms", "times ours", "filled kB"),
        {
            name: (
                (one := spread(found)).times(1000),
                one.median / unit,
                sizes[name] / BYTES_IN_A_KILOBYTE,
            )
            for name, found in taken.items()
        },
    )
    return table, _same(kept)


def _same(kept: Mapping[str, Path]) -> str:
    """Whether both files hold the same answers."""
    mine, *others = (entered(file) for file in kept.values())
    apart = [name for other in others for name, value in mine.items() if other.get(name) != value]
    if apart:
        return f"The filled files differ in {len(apart)} of {len(mine)} fields: {', '.join(apart)}."
    return f"The filled files hold the same in all of {len(mine)} fields."


def _sizes(form: Path, options: Options) -> Table:
    """Every form: its size; the longest also how long it takes to draw, without the cache."""
    drawn = seconds_to_draw((form.stem,), max(1, options.rounds // 5))
    alone = seconds_to_draw((), max(1, options.rounds // 5))
    rows: dict[str, Sequence[float | None]] = {}
    for one in sorted(form.parent.glob("*.pdf")):
        took = max(drawn - alone, 0) if one == form else None
        rows[one.name] = (one.stat().st_size / BYTES_IN_A_KILOBYTE, took)
    return Table(f"the forms ({LANGUAGE})", ("kB", "s to draw"), rows)


def seconds_to_draw(names: Sequence[str], rounds: int) -> float:
    """How long a fresh process takes to draw the forms of those names, the printer loaded."""
    command = [sys.executable, "-c", f"import publishing.paper.printing; {BUILDING}", LANGUAGE]
    work = partial(
        subprocess.run,
        [*command, *names],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": PATH},
        check=True,
        capture_output=True,
    )
    return spread([seconds(work) for _ in range(rounds)]).median


def _ours() -> Engine:
    return Engine([sys.executable, "-m", "bench.paper_ours"], {"PYTHONPATH": PATH})


def _pypdf() -> Engine:
    command = [str(python_of("pypdf")), "-m", "bench.peers.pypdf_filling"]
    return Engine(command, {"PYTHONPATH": str(ROOT)})
