"""The rules in process, compared with the same rules in OpenFisca-Core and in publicodes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from bench.agreement import Agreement, agreement
from bench.cases import (
    MONTHS,
    Case,
    advance_grid,
    through_json,
    varied_advances,
    varied_waivers,
    waiver_grid,
)
from bench.console import say
from bench.engines import ALIMENTA, ALIMENTA_FIGURES, Engine, running
from bench.measurement import Options, Spread, calls_for, interleaved, spread
from bench.results import Result, Table, Target

FASTER = 20
MILLISECONDS = 1000
QUESTIONS: Mapping[str, tuple[str, Sequence[Case]]] = {
    "advance, 1 month": ("advance", varied_advances(1)),
    f"advance, {MONTHS} months": ("advance", varied_advances(MONTHS)),
    "waiver": ("waiver", varied_waivers()),
}
GRIDS = {"advance": advance_grid, "waiver": waiver_grid}
SCOPE = (
    "“Whole answer” holds every step with its figures and article, the notes, dates and documents; "
    "the baselines give figures only, and so does “figures alone”. For publicodes the months are "
    "counted and the index is looked up in JavaScript, which the language cannot do."
)
ONE_AT_A_TIME = (
    "One household at a time, as a site answers. OpenFisca is made for a whole population in one "
    "array, where it is far faster a household than here."
)


def measure(options: Options) -> Result:
    """First whether the implementations agree, then how long each takes."""
    notes: list[str] = []
    with running(notes) as engines:
        say("  comparing the answers ...")
        agreements = compare(engines, notes)
        times = {question: _times(question, engines, options.rounds) for question in QUESTIONS}
    tables = [
        _agreement_table(agreements),
        *(_time_table(question, of) for question, of in times.items()),
    ]
    return Result(tuple(tables), tuple(_targets(times)), (*notes, SCOPE, ONE_AT_A_TIME))


def compare(engines: Mapping[str, Engine], notes: list[str]) -> dict[tuple[str, str], Agreement]:
    """How far each implementation agrees with the product on the grid of each rule."""
    found: dict[tuple[str, str], Agreement] = {}
    for rule, grid in GRIDS.items():
        cases = through_json(grid())
        ours = engines[ALIMENTA].answers(rule, cases)
        for name, engine in engines.items():
            if name == ALIMENTA:
                continue
            one = found[rule, name] = agreement(cases, ours, engine.answers(rule, cases))
            if one.differing:
                notes.append(
                    f"{name}, {rule}: {len(one.differing)} of {one.figures} figures are up to "
                    f"{one.widest:.3f} euro apart, for instance {one.differing[0]}"
                )
    return found


def _times(question: str, engines: Mapping[str, Engine], rounds: int) -> dict[str, Spread]:
    rule, cases = QUESTIONS[question]
    timed = {}
    for name, engine in engines.items():
        engine.seconds(rule, cases, len(cases))  # Caches are warm, compilers have seen the code.
        calls = calls_for(engine.seconds(rule, cases, 5))
        timed[name] = partial(engine.seconds, rule, cases, calls)
    return {name: spread(found) for name, found in interleaved(timed, rounds, question).items()}


def _agreement_table(agreements: Mapping[tuple[str, str], Agreement]) -> Table:
    return Table(
        "the same answers as the product",
        ("figures", "same to the cent", "same without rounding"),
        {
            f"{rule}: {name}": (one.figures, one.same, one.exact)
            for (rule, name), one in agreements.items()
        },
    )


def _time_table(question: str, of: Mapping[str, Spread]) -> Table:
    unit = of[ALIMENTA].median
    return Table(
        question,
        ("ms a simulation", "simulations a second", "times the whole answer"),
        {
            name: (one.times(MILLISECONDS), 1 / one.median, one.median / unit)
            for name, one in of.items()
        },
    )


def _targets(times: Mapping[str, Mapping[str, Spread]]) -> list[Target]:
    return [
        Target(
            f"{question}: {ours}, times as fast as {name}",
            baseline.median / of[ours].median,
            at_least=FASTER,
        )
        for question, of in times.items()
        for ours in (ALIMENTA, ALIMENTA_FIGURES)
        for name, baseline in of.items()
        if name not in (ALIMENTA, ALIMENTA_FIGURES)
    ]
