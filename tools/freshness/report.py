"""One line of text for each missing figure: what is missing, where, and what to add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from functions.law.core.parameter import Parameter
from functions.parameters import load
from functions.parameters.freshness import Finding, Lack

FOLDER = "functions/parameters"
INDEX_COMMAND = "python3 dev.py add-index-months FILE_OR_ADDRESS"


def lines(findings: Iterable[Finding], day: date) -> Iterator[str]:
    """The report of the findings of a day; one line when there are none."""
    found = list(findings)
    if not found:
        yield f"Every figure is there and checked on {day}."
    for finding in found:
        when = "missing since" if finding.is_overdue(day) else "missing from"
        match finding.lack:
            case Lack.VALUE:
                yield f"{finding.name}: no value, {when} {finding.since}"
                yield f"  add to {_place(finding.name)}: {_value_line(finding, day)}"
            case Lack.CHECK:
                yield f"{finding.name}: check was due on {finding.since}"
                place = _place(finding.name)
                yield f"  compare with its source, then set in {place}: checked = {day}"
            case Lack.INDEX_MONTH:
                yield f"{finding.name}: index of {finding.month}, due on {finding.since}"
                yield (
                    f"  add to {FOLDER}/indices/{load.SERIES[finding.name]}: {finding.month},… "
                    f"({INDEX_COMMAND})"
                )
            case Lack.LAST_DAY:
                yield f"{finding.name}: no answer is given from {finding.since}"
                yield f"  check the rules, then set in {FOLDER}/{finding.name}.toml: last_day = …"


def _place(name: str) -> str:
    """The file and the table of a parameter."""
    head, dot, _ = name.partition(".")
    if head == "to_base_2013":
        return f"{FOLDER}/maintenance.toml [[to_base_2013]]"
    if hasattr(load.maintenance(), head):
        return f"{FOLDER}/maintenance.toml [{name}]"
    return f"{FOLDER}/waiver.toml [{name if dot else f'rules.{name}'}]"


def _value_line(finding: Finding, day: date) -> str:
    source = _parameter(finding.name).values[-1].source
    return (
        f'{{ from = {finding.since}, value = "…", act = "{source.act}", '
        f'article = "{source.article}", status = "{source.status}", checked = {day} }},'
    )


def _parameter(name: str) -> Parameter:
    return next(one for one in load.all_parameters() if one.name == name)
