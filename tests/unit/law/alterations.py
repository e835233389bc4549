"""Explanations with one thing altered, each of which the replay must notice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from functions.law.core.rule import REGISTRY, RuleError
from functions.law.core.trace import TraceStep
from functions.law.core.values import Month, Value
from tests.unit.law.calculators import stated
from tests.unit.law.replays import replay

FAR = 1_000_000
LONG = timedelta(days=20_000)

VALID_WITHOUT = {
    ("advances", "intervention.missed_terms_later"): lambda _: True,  # not given past known time
    # A coming term that is paid, or not surely missed, completes nothing.
    ("advances", "intervention.coming_terms.paid"): lambda _: True,
    ("advances", "intervention.coming_terms.index_not_sure"): lambda _: True,
    ("arrears", "arrears.may_apply_later"): lambda _: True,  # not given past the known time
    ("arrears", "arrears.month.paid"): lambda _: True,  # a month paid before the twelve
    ("eligibility", "arrears.may_apply_later"): lambda _: True,  # not given past the known time
    # A month before the twelve need not be stated.
    ("eligibility", "arrears.month.missed"): lambda _: True,
    ("eligibility", "arrears.month.paid"): lambda _: True,
    # With a typed start index, adaptations older than the series are not known.
    ("indexation", "indexation.adapted"): lambda step: "typed_start_index" in step.inputs,
    # Fewer months fell due after the end.
    ("payments", "allocation.terms_after_stop"): lambda _: True,
    # Nothing was open that the payment could pay.
    ("payments", "allocation.payment.surplus"): lambda step: step.value == step.inputs["amount"],
    ("renewals", "renewal.prepare_adult"): lambda _: True,  # granted on the 18th birthday
    ("payments", "allocation.after_stop.surplus"): (
        lambda step: step.value == step.inputs["amount"]
    ),
    ("renewals", "deadline.renewal_proof"): lambda _: True,  # nobody asked for proof
    # Nobody complained, went to the commission or asked for anything.
    ("appeal", "deadline.commission_anew"): lambda _: True,
    ("appeal", "deadline.commission_anew.moved"): lambda _: True,
    ("appeal", "deadline.commission_resumed"): lambda _: True,
    ("appeal", "deadline.commission_resumed.moved"): lambda _: True,
    ("appeal", "deadline.acknowledgement"): lambda _: True,
    ("retention", "retention.interrupted"): lambda _: True,  # fewer interruptions
    ("retention", "retention.suspended"): lambda _: True,  # fewer suspensions
    ("retention", "retention.open"): lambda _: True,  # likewise
    # Until when the data are kept need not be said.
    ("retention", "retention.deemed_reasoned"): lambda _: True,
    ("retention", "retention.kept_too_short"): lambda _: True,
    # The other set of limits gives the same, or a decision was kept before it was compared.
    ("limits", "waiver.other_limits"): lambda _: True,
    ("waiver", "waiver.other_limits"): lambda _: True,
    **{
        (name, code): test
        for name, law in stated().items()
        for code, test in law.valid_without.items()
    },
}
"""Steps without which an explanation is that of another request, so that nothing is missing."""


def is_valid_without(operation: str, steps: Sequence[TraceStep], position: int) -> bool:
    """Whether an explanation without the step can be that of another request."""
    step = steps[position]
    if step.rule == "indexation.adapted" and is_unused(steps, position):
        return True
    return VALID_WITHOUT.get((operation, step.rule), lambda _: False)(step)


def is_unused(steps: Sequence[TraceStep], position: int) -> bool:
    """Whether no month has the amount of an adaptation, or another one gives the same amount."""
    step = steps[position]
    of_child = [
        one
        for one in steps
        if one is not step and one.rule.startswith("indexation.") and one.child == step.child
    ]
    if any(one.value == step.value for one in of_child):
        return True
    since = step.inputs["from_month"]
    following = [one.inputs["from_month"] for one in of_child if "from_month" in one.inputs]
    until = min((month for month in following if month > since), default=None)
    return not any(
        uses(one, since, until) for one in steps[position:] if one.child in {None, step.child}
    )


def uses(step: TraceStep, since: Month, until: Month | None) -> bool:
    """Whether the step states what is due for a month from one month on, before another."""
    if step.rule.startswith("indexation.") or not {"maintenance", "due"} & set(step.inputs):
        return step.rule == "indexation.month"
    first = step.inputs.get("from_month", step.inputs.get("month"))
    last = step.inputs.get("to_month", first)
    return last >= since and (until is None or first < until)


def others(value: Value) -> tuple[Value, ...]:
    """What could stand there instead: a little or much more or less, or the other of two."""
    match value:
        case bool():
            return (not value,)
        case Month():
            return tuple(value.plus(months) for months in (1, -1, 13, -13))
        case date():
            day = timedelta(days=1)
            # Who was born on the eve of 29 February has the same birthdays.
            eve = () if (value.month, value.day) == (2, 29) else (value - day,)
            return value + day, *eve, value + LONG, value - LONG
        case int():
            return tuple(type(value)(value + more) for more in (1, -1, FAR, -FAR))
    return (f"{value}x",)


def other_kinds(value: Value) -> tuple[Value, ...]:
    return tuple(kind for kind in ("code", True) if type(kind) is not type(value))


def is_noticed(operation: str, steps: Sequence[TraceStep]) -> bool:
    """Whether the replay does not take these steps."""
    try:
        replay(operation, steps)
    except RuleError:
        return True
    return False


def altered_inputs(step: TraceStep) -> Iterator[tuple[str, str, TraceStep]]:
    """The step with one input altered: its name, how far it must be noticed, and the step.

    ``always``; ``sometimes``: what is compared gives the same a little higher or lower; ``never``:
    it informs the reader only.
    """
    rule = REGISTRY[step.rule]
    for name, value in step.inputs.items():
        rest = {other: one for other, one in step.inputs.items() if other != name}
        often = (
            "never"
            if name in rule.informs
            else "sometimes"
            if name in rule.thresholds
            else "always"
        )
        if name not in rule.optional:
            yield name, "always", step._replace(inputs=rest)
        for other in other_kinds(value):
            yield name, "always", step._replace(inputs={**rest, name: other})
        for other in others(value):
            if type(other) is type(value) and not isinstance(value, str):
                yield name, often, step._replace(inputs={**step.inputs, name: other})


def unnoticed(
    operation: str, steps: Sequence[TraceStep], noticed: Counter[tuple[str, str]]
) -> Iterator[str]:
    """Every alteration of the steps that the replay should notice and does not, or the reverse.

    ``noticed`` counts the alterations of compared inputs that are noticed.
    """
    for position, step in enumerate(steps):
        before, after = steps[:position], steps[position + 1 :]
        for value in (*others(step.value), *other_kinds(step.value)):
            if not is_noticed(operation, (*before, step._replace(value=value), *after)):
                yield f"{step.rule} = {value} instead of {step.value}"
        without = (*before, *after)
        if not is_valid_without(operation, steps, position) and not is_noticed(operation, without):
            yield f"{step.rule} left out"
        for name, often, changed in altered_inputs(step):
            found = is_noticed(operation, (*before, changed, *after))
            if often == "sometimes":
                noticed[step.rule, name] += found
            elif found is not (often == "always"):
                yield f"{step.rule} {name} {changed.inputs.get(name)} for {step.inputs[name]}"
