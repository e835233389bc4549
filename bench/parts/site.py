"""The site: how long it takes to build, how that grows, and what a reader's phone loads."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from bench.lighthouse import CATEGORIES, NoLighthouse, Report, command, report
from bench.measuring import Spread, exponent, in_turns, interleaved, seconds, spread
from bench.options import Options
from bench.peers.environments import NotInstalled, node_folder, python_of
from bench.peers.places import BUILD, ROOT
from bench.processes import free_port, serving
from bench.results import Cell, Result, Table
from bench.saying import say
from bench.sites import govuk, ours, stock
from bench.viewing import NoBrowser, Viewed, browser, view
from functions.i18n.catalog import LANGUAGES
from tools.dev.places import SITE
from tools.dev.site import build_site
from tools.gateway.http_server import HOST

OURS = "ours"
STOCK = "stock Material with mkdocs-static-i18n"
GOVUK = "govuk-frontend, the same text"
MORE = (0, 50, 100)
"""The sizes that are built: the site as it is, and with so many per cent more pages of text."""
PAGE = "advances/amount/"
LANGUAGE = "en"
BYTES_IN_A_KILOBYTE = 1000
# The command would fill the terminal with warnings about links that only our templates resolve.
BUILD_COMMAND = ("-m", "mkdocs", "build", "--quiet")


class NotBuilt(Exception):
    """A site does not build; the message says which."""


def measure(options: Options) -> Result:
    """Build each site at three sizes, then view one page of each."""
    notes: list[str] = []
    say("  the site, for its forms and to be viewed ...")
    build_site()
    builders: dict[str, tuple[str, Callable[[int], Path]]] = {OURS: (sys.executable, ours)}
    try:
        builders[STOCK] = (str(python_of("material")), stock)
    except NotInstalled as reason:
        notes.append(str(reason))
    tables = _building(builders, max(1, options.rounds // 7))
    try:
        tables.append(_viewing(options, notes))
    except NoBrowser as reason:
        notes.append(str(reason))
    notes.append(
        "Ours also checks every link, and holds the fourteen forms, the figures and the paper "
        "forms (drawn before); the other has pages alone. More pages are copies of the same ones."
    )
    return Result(tuple(tables), notes=tuple(notes))


def built(python: str, config: Path) -> None:
    """Build a site from its configuration, in a fresh process.

    Raises:
        NotBuilt: MkDocs does not; its last line.
    """
    outcome = subprocess.run(
        [
            python,
            *BUILD_COMMAND,
            "--config-file",
            str(config),
            "--site-dir",
            str(result_of(config)),
        ],
        cwd=config.parent,
        env={**_environment(python), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if outcome.returncode:
        lines = outcome.stderr.strip().splitlines() or ["no reason given"]
        raise NotBuilt(f"{config.parent.name} does not build: {lines[-1]}")


def result_of(config: Path) -> Path:
    """Where the site of a configuration is built."""
    return config.parent / "build" / "site"


def pages_in(site: Path) -> int:
    """How many pages a built site has."""
    return sum(1 for _ in site.rglob("*.html"))


def _building(
    builders: Mapping[str, tuple[str, Callable[[int], Path]]], rounds: int
) -> list[Table]:
    turns: dict[str, Callable[[], float]] = {}
    places: dict[str, tuple[str, Path]] = {}
    for more in MORE:
        for name, (python, make) in builders.items():
            label = f"{name}, {more} % more pages" if more else name
            config = make(more)
            places[label] = name, result_of(config)
            turns[label] = partial(_told, label, partial(built, python, config))
    found = interleaved(turns, rounds, f"building in {len(LANGUAGES)} languages")
    counts = {label: pages_in(site) for label, (_, site) in places.items()}
    rows = {
        label: (counts[label], one, one.median / counts[label] * 1000)
        for label, one in found.items()
    }
    fits = {name: _fit(name, places, counts, found) for name in builders}
    return [
        Table("building the site", ("pages", "s", "ms a page"), rows),
        Table("growth with pages", ("exponent",), {name: (fit,) for name, fit in fits.items()}),
    ]


def _told(label: str, build: Callable[[], None]) -> float:
    """How long a build takes, in seconds, told at once: it may be the best part of a minute."""
    took = seconds(build)
    say(f"    {label}: {took:.0f} s")
    return took


def _fit(
    name: str,
    places: Mapping[str, tuple[str, Path]],
    counts: Mapping[str, int],
    found: Mapping[str, Spread],
) -> float:
    return exponent(
        {counts[label]: found[label].median for label, (of, _) in places.items() if of == name}
    )


def _viewing(options: Options, notes: list[str]) -> Table:
    """One page of each on a slow phone, in turns."""
    addresses: dict[str, tuple[Path, str]] = {OURS: (SITE, f"{LANGUAGE}/{PAGE}")}
    stock_site = result_of(BUILD / "site" / "stock-0" / "mkdocs.yml")
    if (stock_site / LANGUAGE / PAGE).is_dir():
        addresses[STOCK] = (stock_site, f"{LANGUAGE}/{PAGE}")
    try:
        page = SITE / LANGUAGE / PAGE / "index.html"
        addresses[GOVUK] = (govuk(page, node_folder()), "")
    except NotInstalled as reason:
        notes.append(str(reason))
    rounds = max(1, options.rounds // 3)
    with contextlib.ExitStack() as stack:
        served = {
            name: f"{_served(stack, name, site)}/{path}" for name, (site, path) in addresses.items()
        }
        with browser() as opened:
            turns: dict[str, Callable[[], Viewed]] = {
                name: partial(view, opened, address) for name, address in served.items()
            }
            for look in turns.values():
                look()  # The first page of all waits for the browser itself.
            taken = in_turns(turns, rounds, f"viewing {LANGUAGE}/{PAGE}")
        scores = _scores(served, options, notes)
    return Table(
        "a page of guidance, first view on a slow phone",
        ("requests", "kB over the wire", "largest paint ms", *CATEGORIES),
        {
            name: (
                spread([one.requests for one in views]).median,
                spread([one.bytes / BYTES_IN_A_KILOBYTE for one in views]).median,
                spread(times) if (times := [v.largest for v in views if v.largest]) else None,
                *scores.get(name, (None,) * len(CATEGORIES)),
            )
            for name, views in taken.items()
        },
    )


def _scores(
    served: Mapping[str, str], options: Options, notes: list[str]
) -> Mapping[str, tuple[Cell, ...]]:
    """The scores of Lighthouse, of which there may be none: then a note says so."""
    try:
        lighthouse = command(options.lighthouse)
        turns: dict[str, Callable[[], Report]] = {
            name: partial(report, lighthouse, address) for name, address in served.items()
        }
        taken = in_turns(turns, max(1, options.rounds // 7), "asking Lighthouse")
    except NoLighthouse as reason:
        notes.append(str(reason))
        return {}
    notes.append(
        "Lighthouse asks for the pages of all three without our security headers, over plain HTTP."
    )
    return {
        name: tuple(
            spread([one.scores[category] for one in reports]).median for category in CATEGORIES
        )
        for name, reports in taken.items()
    }


def _served(stack: contextlib.ExitStack, name: str, site: Path) -> str:
    port = free_port()
    command = [sys.executable, "-m", "bench.static_server", str(site), str(port)]
    stack.enter_context(serving(name, command, port, {"PYTHONPATH": str(ROOT)}, ROOT))
    return f"http://{HOST}:{port}"


def _environment(python: str) -> dict[str, str]:
    """Ours needs our packages; another environment must not see them."""
    outer = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return {**outer, "PYTHONPATH": str(ROOT)} if python == sys.executable else outer
