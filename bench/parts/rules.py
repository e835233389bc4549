"""The rules in process, beside the same rules in OpenFisca and in publicodes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from bench.agreement import Agreement, agreement
from bench.cases import (
    MONTHS,
    Case,
    advance_grid,
    travelled,
    varied_advances,
    varied_waivers,
    waiver_grid,
)
from bench.console import say
from bench.engines import OURS, OURS_FIGURES, Engine, running
from bench.measurement import Spread, calls_for, in_turns, spread
from bench.options import Options
from bench.results import Result, Table, Target, at_least

WANTED = 20
PROFILED = 200
MILLISECONDS = 1000
QUESTIONS: Mapping[str, tuple[str, Sequence[Case]]] = {
    "advance, 1 month": ("advance", varied_advances(1)),
    f"advance, {MONTHS} months": ("advance", varied_advances(MONTHS)),
    "waiver": ("waiver", varied_waivers()),
}
GRIDS = {"advance": advance_grid, "waiver": waiver_grid}
ONE_AT_A_TIME = (
    "One household at a time, as a site answers. OpenFisca is made for a whole population in one "
    "array, where it is far faster a household than here."
)
SCOPE = (
    "“Whole answer” holds every step with its figures and article, the notes, dates and papers; "
    "the peers give figures, and so does “figures alone”. For publicodes the months are counted "
    "and the index is looked up in JavaScript, which the language cannot do."
)


def measure(options: Options) -> Result:
    """First whether all agree, then how long each takes."""
    notes: list[str] = []
    with running(notes) as engines:
        say("  comparing the answers ...")
        agreements = compare(engines, notes)
        times = _times(engines, options)
        targets = _targets(times, engines)
    tables = [
        _agreement_table(agreements),
        *(_time_table(question, of) for question, of in times.items()),
    ]
    return Result(tuple(tables), tuple(targets), (*notes, SCOPE, ONE_AT_A_TIME))


def compare(engines: Mapping[str, Engine], notes: list[str]) -> dict[tuple[str, str], Agreement]:
    """How far each implementation agrees with ours on the grid of each rule."""
    found: dict[tuple[str, str], Agreement] = {}
    for rule, grid in GRIDS.items():
        cases = travelled(grid())
        mine = engines[OURS].answers(rule, cases)
        for name, engine in engines.items():
            if name == OURS:
                continue
            one = agreement(cases, mine, engine.answers(rule, cases))
            found[rule, name] = one
            if one.differing:
                notes.append(
                    f"{name}, {rule}: {len(one.differing)} of {one.figures} figures are up to "
                    f"{one.widest:.3f} euro apart, for instance {one.differing[0]}"
                )
    return found


def _times(engines: Mapping[str, Engine], options: Options) -> dict[str, dict[str, Spread]]:
    found = {}
    for question, (rule, cases) in QUESTIONS.items():
        turns = {}
        for name, engine in engines.items():
            engine.seconds(rule, cases, len(cases))
            calls = calls_for(engine.seconds(rule, cases, 5))
            turns[name] = partial(engine.seconds, rule, cases, calls)
        taken = in_turns(turns, options.rounds, question)
        found[question] = {name: spread(seconds) for name, seconds in taken.items()}
    return found


def _agreement_table(agreements: Mapping[tuple[str, str], Agreement]) -> Table:
    return Table(
        "the same answers as ours",
        ("figures", "same to the cent", "same without rounding"),
        {
            f"{rule}: {name}": (one.figures, one.same, one.exact)
            for (rule, name), one in agreements.items()
        },
    )


def _time_table(question: str, of: Mapping[str, Spread]) -> Table:
    unit = of[OURS].median
    return Table(
        question,
        ("ms a simulation", "simulations a second", "times ours"),
        {
            name: (one.times(MILLISECONDS), 1 / one.median, one.median / unit)
            for name, one in of.items()
        },
    )


def _targets(
    times: Mapping[str, Mapping[str, Spread]], engines: Mapping[str, Engine]
) -> list[Target]:
    targets = []
    for question, of in times.items():
        rule, cases = QUESTIONS[question]
        for mine in (OURS, OURS_FIGURES):
            cause = f"Profile: {', '.join(engines[mine].shares(rule, cases, PROFILED))}."
            targets += [
                at_least(
                    f"{question}: {mine} beside {name}",
                    WANTED,
                    one.median / of[mine].median,
                    cause=cause,
                )
                for name, one in of.items()
                if name not in (OURS, OURS_FIGURES)
            ]
    return targets
