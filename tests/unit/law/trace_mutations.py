"""Explanations with one thing altered: how often the replay notices it, and what it then says.

Some inputs only tell (the month of a payment); of others, a little more or less may give the same
(what lies above a cap). ``snapshots/noticed/`` says of each rule and input how many alterations
were noticed, and by which check; ``python -m tests.unit.law.trace_mutations`` writes it anew.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from functions.law.core.errors import InvalidInput
from functions.law.core.replay import ReplayError
from functions.law.core.trace import TraceStep
from functions.law.core.values import Month, Value
from functions.law.replay.figures import FORMULAS, replay
from tests.unit.law.cases import CASES, FOLDER, answer

FAR = 20_000
LONG = timedelta(days=500)
OFTEN = 12
"""An alteration of the same kind is tried so many times, then it is enough."""


def others(value: Value) -> tuple[Value, ...]:
    """What could stand there instead: a little or much more or less, or the other of two."""
    match value:
        case bool():
            return (not value,)
        case Month():
            return tuple(value.plus(months) for months in (1, -1, 13, -13))
        case date():
            day = timedelta(days=1)
            return value + day, value - day, value + LONG, value - LONG
        case int():
            return tuple(type(value)(value + more) for more in (1, -1, FAR, -FAR))
    return (f"{value}x",)


@cache
def other_rules(rule: str) -> tuple[str, ...]:
    """The other rules of the same subject."""
    subject = rule.partition(".")[0]
    return tuple(one for one in sorted(FORMULAS) if one.startswith(f"{subject}.") and one != rule)


def altered(step: TraceStep) -> Iterator[tuple[str, TraceStep]]:
    """The step with each of its inputs altered, and left out; with another value or rule."""
    for name, value in step.inputs.items():
        rest = {other: one for other, one in step.inputs.items() if other != name}
        yield f"without {name}", replace(step, inputs=rest)
        for kind in ("code", True):
            if type(kind) is not type(value):
                yield f"{name} of another kind", replace(step, inputs={**rest, name: kind})
        for other in others(value):
            yield name, replace(step, inputs={**rest, name: other})
    for other in others(step.value):
        yield "=", replace(step, value=other)


def changes(steps: Sequence[TraceStep]) -> Iterator[tuple[str, Sequence[TraceStep]]]:
    """The explanation with one step altered, left out, twice, of another child or another rule.

    Of a rule that comes often, the first step and the last speak for the others.
    """
    rules = [step.rule for step in steps]
    for position, step in enumerate(steps):
        before, after = steps[:position], steps[position + 1 :]
        first, last = step.rule not in rules[:position], step.rule not in rules[position + 1 :]
        if not (first or last):
            continue
        for what, changed in altered(step):
            yield f"{step.rule} {what}", (*before, changed, *after)
        if not last:
            continue
        yield f"{step.rule} left out", (*before, *after)
        yield f"{step.rule} twice", (*before, step, step, *after)
        if step.child is not None:
            other = replace(step, child=step.child + 1)
            yield f"{step.rule} of another child", (*before, other, *after)
        for rule in other_rules(step.rule):
            yield f"{step.rule} as {rule}", (*before, replace(step, rule=rule), *after)


def refusal(steps: Sequence[TraceStep]) -> str | None:
    """What the replay says against these steps, without the figures; nothing if it takes them."""
    try:
        replay(steps)
    except ReplayError as error:
        return "".join("#" if sign.isdigit() else sign for sign in str(error)).replace("##", "#")
    return None


def text(operation: str) -> str:
    """Every alteration of every rule: how many were noticed, and what was said."""
    tried: Counter[str] = Counter()
    said: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for asked in CASES[operation].values():
        found = answer(operation, asked)
        steps = () if isinstance(found, InvalidInput) else found.explanation
        for line, changed in changes(steps):
            if tried[line] == OFTEN:
                continue
            tried[line] += 1
            if (why := refusal(changed)) is not None:
                said[line][why] += 1
    return "".join(
        f"{line}: {said[line].total()} of {tried[line]}\n"
        + "".join(f"    {count} {why}\n" for why, count in sorted(said[line].items()))
        for line in sorted(tried)
    )


def file_of(operation: str):
    return FOLDER / "noticed" / f"{operation}.txt"


if __name__ == "__main__":
    for name in CASES:
        file_of(name).write_text(text(name), encoding="utf-8")
