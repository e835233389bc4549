"""Writes an answer of the law out in full: every figure with its unit, every text it rests on."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from types import NoneType

from functions.law.core.errors import InvalidInput, Issue
from functions.law.core.time_limits import LegalDate
from functions.law.core.trace import Note, Source, TraceStep
from functions.law.core.values import BasisPoints, Cents, Coefficient, IndexPoints, Month

UNITS = {Cents: " cents", BasisPoints: " bp", IndexPoints: " points", Coefficient: " coefficient"}
ECHOES = {"request", "application", "working"}
"""What the answer only gives back: not written, since the case says it."""


def written(answer: object) -> str:
    """The whole answer, line by line; of a refusal, every issue with its limits."""
    if isinstance(answer, InvalidInput):
        return "\n".join(f"refused: {value(issue)}" for issue in answer.issues)
    return "\n".join(_lines(answer, ""))


def _lines(answer: object, indent: str) -> Iterator[str]:
    for name in _parts(answer):
        held = getattr(answer, name)
        if name in ECHOES:
            continue
        if isinstance(held, tuple) and held and not isinstance(held, Month):
            yield f"{indent}{name}:"
            for one in held:
                yield from _block(one, f"{indent}  ")
        elif _holds_blocks(held):
            yield f"{indent}{name}:"
            yield from _lines(held, f"{indent}  ")
        else:
            yield f"{indent}{name}: {value(held)}"


def _parts(answer: object) -> list[str]:
    """The fields; an explanation that is made when it is asked for stands before the notes."""
    names = [field.name for field in dataclasses.fields(answer)]
    if hasattr(answer, "explanation") and "explanation" not in names:
        names.insert(names.index("notes"), "explanation")
    return names


def _block(held: object, indent: str) -> Iterator[str]:
    if _holds_blocks(held):
        first, *others = _lines(held, f"{indent}  ")
        yield f"{indent}- {first.strip()}"
        yield from others
    else:
        yield f"{indent}{value(held)}"


def _holds_blocks(held: object) -> bool:
    """Whether it holds a list, so that it takes more than a line."""
    if isinstance(held, TraceStep | Note | Issue) or not dataclasses.is_dataclass(held):
        return False
    kept = [getattr(held, field.name) for field in dataclasses.fields(held)]
    return any(isinstance(one, tuple) and not isinstance(one, Month) for one in kept)


def value(held: object) -> str:
    """One value in one line."""
    for kind, write in WRITERS:
        if isinstance(held, kind):
            return write(held)
    fields = dataclasses.fields(held)
    return " | ".join(
        f"{f.name} {value(getattr(held, f.name))}" for f in fields if f.name not in ECHOES
    )


def _step(step: TraceStep) -> str:
    child = "" if step.child is None else f"child {step.child} "
    said = f"{step.rule} {value(step.inputs)} = {value(step.value)}"
    return f"{child}{said} [{value(step.source)}]"


def _source(source: Source) -> str:
    article = "-" if source.article == "" else source.article
    return f"{source.act} {article} {source.status}"


def _mapping(held: Mapping[str, object]) -> str:
    return f"{{{', '.join(f'{key} {value(one)}' for key, one in held.items())}}}"


WRITERS: tuple[tuple[type | tuple[type, ...], Callable[..., str]], ...] = (
    (NoneType, lambda _: "-"),
    (bool, lambda held: "yes" if held else "no"),
    ((Month, date, str, Fraction), str),
    (int, lambda held: f"{int(held)}{UNITS.get(type(held), '')}"),
    (Mapping, _mapping),
    (tuple, lambda held: f"({', '.join(map(value, held))})"),
    (TraceStep, _step),
    (Note, lambda note: f"{note.code} {value(note.inputs)} [{value(note.source)}]"),
    (Source, _source),
    (Issue, lambda issue: f"{issue.field} {issue.refusal} {value(issue.limits)}"),
    (LegalDate, lambda found: f"{found.code} {found.day} {value(found.deadline)}"),
)
