"""Explanations with one input or one value altered: how often the replay notices it.

Some inputs only tell (the month of a payment); of others, a little more or less may give the same
(what lies above a cap). ``answers/noticed/`` says of each rule and input how many alterations were
noticed; ``python -m tests.functions.law.altered`` writes it anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from functions.law.errors import InvalidInput
from functions.law.explanation import Step
from functions.law.replay.core import ReplayError
from functions.law.replay.figures import replay
from functions.law.values import Month, Value
from tests.functions.law.cases import CASES, FOLDER, answer


def others(value: Value) -> tuple[Value, ...]:
    """What could stand there instead: the next and the one before, or the other of two."""
    match value:
        case bool():
            return (not value,)
        case Month():
            return value.plus(1), value.plus(-1)
        case date():
            return value + timedelta(days=1), value - timedelta(days=1)
        case int():
            return type(value)(value + 1), type(value)(value - 1)
    return (f"{value}x",)


def altered(step: Step) -> Iterator[tuple[str, Step]]:
    """The step with each of its inputs altered, and left out; then with another value."""
    for name, value in step.inputs.items():
        rest = {other: one for other, one in step.inputs.items() if other != name}
        yield f"without {name}", replace(step, inputs=rest)
        for other in others(value):
            yield name, replace(step, inputs={**step.inputs, name: other})
    for other in others(step.value):
        yield "=", replace(step, value=other)


def is_noticed(steps: Sequence[Step]) -> bool:
    """Whether the replay refuses these steps."""
    try:
        replay(steps)
    except (ReplayError, LookupError):
        return True
    return False


def text(operation: str) -> str:
    """Every rule of an operation with its inputs, and how many alterations were noticed."""
    tried: Counter[str] = Counter()
    noticed: Counter[str] = Counter()
    for asked in CASES[operation].values():
        found = answer(operation, asked)
        steps = () if isinstance(found, InvalidInput) else found.explanation
        for position, step in enumerate(steps):
            for name, other in altered(step):
                line = f"{step.rule} {name}"
                tried[line] += 1
                noticed[line] += is_noticed((*steps[:position], other, *steps[position + 1 :]))
    return "".join(f"{line}: {noticed[line]} of {tried[line]}\n" for line in sorted(tried))


def file_of(operation: str):
    return FOLDER / "noticed" / f"{operation}.txt"


if __name__ == "__main__":
    for name in CASES:
        file_of(name).write_text(text(name), encoding="utf-8")
