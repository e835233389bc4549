"""A rule of the law as one object: its formula, the text it rests on, and the step it gives.

A step takes its value from the formula, so that a number and its explanation cannot differ; the
replay of an explanation applies the same rule to the inputs that the step states.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Concatenate, Generic, ParamSpec, Self, TypeAlias, TypeVar

from functions.law.core.trace import Source, TraceStep
from functions.law.core.values import BasisPoints, Cents, Coefficient, IndexPoints, Month, Value

P = ParamSpec("P")
V = TypeVar("V", bound=Value)
V_co = TypeVar("V_co", bound=Value, covariant=True)
K = TypeVar("K", bound=Value)
S = TypeVar("S")

Condition: TypeAlias = tuple[Callable[..., bool], tuple[str, ...]]
"""What must hold for a rule to apply, and the names of what it asks for."""
BEFORE = "before"
VALUE = "value"
KINDS = (bool, int, str, date, Month, Cents, BasisPoints, IndexPoints, Coefficient)
"""The types that an input or a value may have; besides these, an enumeration of codes."""


class RuleError(ValueError):
    """A rule is defined wrongly, does not apply to its inputs, or does not give such a step."""


class Before:
    """The steps before the one at hand, read by the rules that gave them.

    ``child``: the child of the step at hand. ``of`` and ``last`` look at the steps of that child.
    """

    __slots__ = ("child", "folded", "steps")

    def __init__(
        self,
        steps: Sequence[TraceStep] = (),
        child: int | None = None,
        folded: dict[object, tuple[int, Any]] | None = None,
    ) -> None:
        """``folded``: what was found of the first steps, kept while more are added."""
        self.steps, self.child = steps, child
        self.folded: dict[object, tuple[int, Any]] = {} if folded is None else folded

    @property
    def children(self) -> set[int]:
        """The children whom a step concerns."""
        return {step.child for step in self.steps if step.child is not None}

    def every(self, *rules: AnyRule) -> list[TraceStep]:
        """The earlier steps of these rules, whatever child they concern."""
        codes = {one.code for one in rules}
        return [step for step in self.steps if step.rule in codes]

    def of(self, *rules: AnyRule) -> list[TraceStep]:
        """The earlier steps of these rules that concern the same child."""
        codes, child = {one.code for one in rules}, self.child
        return [step for step in self.steps if step.child == child and step.rule in codes]

    def last(self, *rules: AnyRule) -> TraceStep | None:
        """The last earlier step of these rules that concerns the same child."""
        codes, child = {one.code for one in rules}, self.child
        for step in reversed(self.steps):
            if step.rule in codes and step.child == child:
                return step
        return None

    def value(self, rule: Rule[..., V]) -> V | None:
        """The value of the last earlier step of that rule; ``None`` if there is no such step."""
        found = self.last(rule)
        return None if found is None else typing.cast("V", found.value)

    def fold(self, first: S, take: Callable[[S, TraceStep], S]) -> S:
        """What follows from all earlier steps, taken one by one; nothing is taken twice."""
        position, state = self.folded.get(take, (0, first))
        for step in self.steps[position:]:
            state = take(state, step)
        self.folded[take] = (len(self.steps), state)
        return typing.cast("S", state)


NOTHING_BEFORE = Before()


def _plain(value: Value) -> Value:
    """A code as the step states it."""
    return value.value if isinstance(value, StrEnum) else value


def amount_of(step: TraceStep) -> int:
    """The value of a step that is a number.

    Raises:
        RuleError: it is no number.
    """
    if isinstance(step.value, int) and not isinstance(step.value, bool):
        return step.value
    raise RuleError(f"{step.rule}: value")


def date_of(step: TraceStep) -> date:
    """The value of a step that is a day.

    Raises:
        RuleError: it is no day.
    """
    if isinstance(step.value, date):
        return step.value
    raise RuleError(f"{step.rule}: value")


def input_of(step: TraceStep, name: str, kind: type[K]) -> K:
    """An input of a step, of the type that its rule states.

    Raises:
        RuleError: the step has no such input, or one of another type.
    """
    value = step.inputs.get(name)
    if isinstance(value, kind) and isinstance(value, bool) is (kind is bool):
        return value
    raise RuleError(f"{step.rule}: {name}")


@dataclass(frozen=True, slots=True, eq=False)
class Rule(Generic[P, V_co]):
    """One rule of the law. Its inputs are the parameters of ``formula``; optional ones are None.

    ``sources``: the texts it may rest on, the first unless a step cites another; none where the
    source is that of a dated figure. ``when``: what must hold for the rule to apply.
    ``informs``: the inputs that only inform the reader. ``thresholds``: the inputs that
    are compared, so that a little more or less may give the same value. ``follows``: the inputs
    that earlier steps give, each with how it is read from them; the replay compares the two.
    """

    code: str
    sources: tuple[Source, ...]
    formula: Callable[P, V_co]
    kinds: Mapping[str, tuple[type, ...]]
    optional: frozenset[str]
    looks_back: bool
    when: tuple[Condition, ...]
    informs: frozenset[str]
    thresholds: frozenset[str]
    follows: Mapping[str, Given]
    coded: tuple[str, ...]
    gives_code: bool
    checked: tuple[Condition, ...] = field(init=False)
    """The conditions that are checked when a step is made.

    What earlier steps gave is compared in the replay: the law passes it on.
    """
    asks_value: bool = field(init=False)
    """Whether one of these asks for more than the inputs: for the value."""

    def __post_init__(self) -> None:
        """Sort out once what every step asks for."""
        checked = tuple(one for one in self.when if BEFORE not in one[1])
        object.__setattr__(self, "checked", checked)
        object.__setattr__(self, "asks_value", any(VALUE in names for _, names in checked))

    def step(self, *args: P.args, **kwargs: P.kwargs) -> TraceStep:
        """The step of these inputs, where the rule looks at no earlier step.

        Raises:
            RuleError: the rule does not apply to these inputs.
        """
        return self.make(NOTHING_BEFORE, None, args, kwargs)

    def make(
        self,
        before: Before,
        source: Source | None,
        args: Sequence[object],
        inputs: Mapping[str, object],
    ) -> TraceStep:
        """The step of these inputs after other steps, resting on another declared text if given.

        Raises:
            RuleError: the rule does not apply to these inputs.
        """
        stated: dict[str, Any] = dict(zip(self.kinds, args, strict=False)) if args else {}
        if inputs:
            stated.update(inputs)
        value: Any = self._value(stated, before, self.checked, bare=not self.asks_value)
        if self.gives_code:
            value = _plain(value)
        for name in self.coded:
            if stated.get(name) is not None:
                stated[name] = stated[name].value
        for name in self.optional:
            if stated.get(name) is None:
                stated.pop(name, None)
        text = self.sources[0] if source is None and self.sources else self._source(source)
        return TraceStep(self.code, stated, value, text, before.child)

    def check(self, step: TraceStep, before: Before) -> None:
        """Applies the rule anew to the inputs of a step.

        Raises:
            RuleError: the step is not the one that the rule gives.
        """
        unknown = [name for name in step.inputs if name not in self.kinds]
        if unknown:
            raise self.error(unknown[0])
        named = {name: self._read(step, name) for name in self.kinds}
        value = _plain(self._value(named, before, self.when))
        if type(value) is not type(step.value) or value != step.value:
            raise self.error(f"{value} instead of {step.value}")
        if self.sources and step.source not in self.sources:
            raise self.error("source")
        for name, given in self.follows.items():
            if given(before) != step.inputs.get(name):
                raise self.error(name)

    def variant(
        self, code: str, *sources: Source, when: Sequence[Callable[..., bool]] = ()
    ) -> Rule[P, V_co]:
        """A rule of another name with the same formula; its own texts and conditions if given."""
        return _register(
            replace(
                self,
                code=code,
                sources=sources or self.sources,
                when=(*self.when, *_conditions(code, when, self.kinds)),
            )
        )

    def error(self, what: str) -> RuleError:
        """The error that names the rule."""
        return RuleError(f"{self.code}: {what}")

    def _value(
        self,
        named: Mapping[str, Any],
        before: Before,
        conditions: tuple[Condition, ...],
        *,
        bare: bool = False,
    ) -> V_co:
        """The value of these inputs; ``bare``: the conditions ask for nothing else."""
        formula: Callable[..., V_co] = self.formula
        try:
            value = formula(before, **named) if self.looks_back else formula(**named)
            if conditions:
                known = named if bare else {**named, BEFORE: before, VALUE: value}
                for condition, names in conditions:
                    if not condition(*map(known.get, names)):
                        raise self.error(condition.__name__)
        except RuleError:
            raise
        except (ArithmeticError, ValueError) as error:
            raise self.error("out of range") from error
        return value

    def _source(self, cited: Source | None) -> Source:
        if cited is None:
            if not self.sources:
                raise self.error("no source")
            return self.sources[0]
        if self.sources and cited not in self.sources:
            raise self.error("source")
        return cited

    def _read(self, step: TraceStep, name: str) -> object:
        """An input as the formula takes it; an optional one that is not there is ``None``."""
        value = step.inputs.get(name)
        if value is None:
            if name in self.optional:
                return None
            raise self.error(name)
        for kind in self.kinds[name]:
            if type(value) is kind:
                return value
            if issubclass(kind, StrEnum):
                for code in kind:
                    if code == value:
                        return code
        raise self.error(name)


AnyRule: TypeAlias = "Rule[..., Any]"
Given: TypeAlias = Callable[[Before], "Value | None"]
NOTHING_GIVEN: Mapping[str, Given] = {}
REGISTRY: dict[str, AnyRule] = {}
"""Every rule of the modules that were imported, by its name."""


def value_of(*rules: AnyRule) -> Given:
    """For ``follows``: the value of the last earlier step of these rules."""

    def given(before: Before) -> Value | None:
        found = before.last(*rules)
        return None if found is None else found.value

    return given


def input_given(name: str, *rules: AnyRule) -> Given:
    """For ``follows``: an input of the last earlier step of these rules."""

    def given(before: Before) -> Value | None:
        found = before.last(*rules)
        return None if found is None else found.inputs.get(name)

    return given


def rule(
    code: str,
    *sources: Source,
    when: Sequence[Callable[..., bool]] = (),
    informs: Sequence[str] = (),
    thresholds: Sequence[str] = (),
    follows: Mapping[str, Given] = NOTHING_GIVEN,
) -> Callable[[Callable[P, V]], Rule[P, V]]:
    """Makes a rule of a function of its inputs.

    ``when``: named functions of some of the inputs, of ``before`` (the earlier steps) or of
    ``value``; all must hold, when a step is made as in the replay.

    Raises:
        RuleError: a name is used twice, or a condition names an input that there is not.
    """

    def make(formula: Callable[P, V]) -> Rule[P, V]:
        return _defined(code, sources, formula, when, informs, thresholds, follows)

    return make


def rule_after(
    code: str,
    *sources: Source,
    when: Sequence[Callable[..., bool]] = (),
    informs: Sequence[str] = (),
    thresholds: Sequence[str] = (),
    follows: Mapping[str, Given] = NOTHING_GIVEN,
) -> Callable[[Callable[Concatenate[Before, P], V]], Rule[P, V]]:
    """Makes a rule of a function whose first parameter is ``before``, the earlier steps."""

    def make(formula: Callable[Concatenate[Before, P], V]) -> Rule[P, V]:
        taken = typing.cast("Callable[P, V]", formula)
        return _defined(code, sources, taken, when, informs, thresholds, follows, looks_back=True)

    return make


@dataclass(frozen=True, slots=True, eq=False)
class EitherRule(Generic[P]):
    """A rule that answers yes or no, whose step has a name for each answer."""

    yes: Rule[P, bool]
    no: Rule[P, bool]

    def of(self, *args: P.args, **kwargs: P.kwargs) -> Rule[P, bool]:
        """The rule by the name of its answer to these inputs."""
        return self.yes if self.yes.formula(*args, **kwargs) else self.no

    @property
    def both(self) -> tuple[AnyRule, AnyRule]:
        """The rule by both names."""
        return self.yes, self.no


def is_so(value: bool) -> bool:
    """The answer is yes."""
    return value


def is_not_so(value: bool) -> bool:
    """The answer is no."""
    return not value


def either(  # noqa: PLR0913 - everything that a rule states
    yes: str,
    no: str,
    *sources: Source,
    when: Sequence[Callable[..., bool]] = (),
    informs: Sequence[str] = (),
    thresholds: Sequence[str] = (),
    follows: Mapping[str, Given] = NOTHING_GIVEN,
) -> Callable[[Callable[P, bool]], EitherRule[P]]:
    """Makes a rule with a name for each answer of a function of its inputs; as ``rule`` else."""

    def make(formula: Callable[P, bool]) -> EitherRule[P]:
        of_yes, of_no = (
            rule(
                code,
                *sources,
                when=(*when, condition),
                informs=informs,
                thresholds=thresholds,
                follows=follows,
            )(formula)
            for code, condition in ((yes, is_so), (no, is_not_so))
        )
        return EitherRule(of_yes, of_no)

    return make


def _defined(  # noqa: PLR0913, PLR0917 - everything that a rule states
    code: str,
    sources: tuple[Source, ...],
    formula: Callable[P, V],
    when: Sequence[Callable[..., bool]],
    informs: Sequence[str],
    thresholds: Sequence[str],
    follows: Mapping[str, Given],
    *,
    looks_back: bool = False,
) -> Rule[P, V]:
    hints = typing.get_type_hints(formula)
    names = _parameters(formula)
    if looks_back:
        if names[:1] != (BEFORE,):
            raise RuleError(f"{code}: the first parameter is not {BEFORE}")
        names = names[1:]
    kinds = {name: _kinds(code, name, hints.get(name)) for name in names}
    given = _kinds(code, "return", hints.get("return"))
    for name in (*informs, *thresholds, *follows):
        if name not in kinds:
            raise RuleError(f"{code}: no input {name}")
    return _register(
        Rule(
            code,
            sources,
            formula,
            kinds,
            frozenset(_optional(code, formula, kinds)),
            looks_back,
            _conditions(code, when, kinds),
            frozenset(informs),
            frozenset(thresholds),
            follows,
            tuple(name for name in kinds if any(map(_is_code, kinds[name]))),
            any(map(_is_code, given)),
        )
    )


def _register(made: Rule[P, V]) -> Rule[P, V]:
    if made.code in REGISTRY:
        raise RuleError(f"{made.code}: defined twice")
    REGISTRY[made.code] = made
    return made


def _parameters(function: Callable[..., object]) -> tuple[str, ...]:
    code: types.CodeType = function.__code__
    return code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]


def _conditions(
    code: str, when: Sequence[Callable[..., bool]], kinds: Mapping[str, object]
) -> tuple[Condition, ...]:
    conditions = tuple((condition, _parameters(condition)) for condition in when)
    for condition, names in conditions:
        unknown = set(names) - set(kinds) - {BEFORE, VALUE}
        if unknown:
            raise RuleError(f"{code}: {condition.__name__} asks for {min(unknown)}")
    return conditions


def _kinds(code: str, name: str, hint: object) -> tuple[type, ...]:
    """The types that an annotation allows."""
    members = typing.get_args(hint) or (hint,)
    for member in members:
        if not (member in KINDS or member is types.NoneType or _is_code(member)):
            raise RuleError(f"{code}: type of {name}")
    return members


def _is_code(kind: object) -> bool:
    """Whether a type is an enumeration of codes, of which a step states the text."""
    return isinstance(kind, type) and issubclass(kind, StrEnum)


def _optional(
    code: str, formula: Callable[..., object], kinds: Mapping[str, tuple[type, ...]]
) -> Iterator[str]:
    """The inputs that may be left out: those whose type allows ``None``, which is their default."""
    function: types.CodeType = formula.__code__
    names = function.co_varnames[: function.co_argcount]
    positional: tuple[object, ...] = formula.__defaults__ or ()
    defaults: dict[str, object] = dict(zip(reversed(names), reversed(positional), strict=False))
    defaults.update(formula.__kwdefaults__ or {})
    for name, allowed in kinds.items():
        if types.NoneType in allowed:
            yield name
        if (name in defaults) is not (types.NoneType in allowed) or defaults.get(name) is not None:
            raise RuleError(f"{code}: {name} is optional with the default None, or not at all")


class Explanation:
    """The steps of a result in the order in which they are made.

    ``of_child`` and ``citing`` give the same explanation for steps of one child, or of the source
    of a dated figure.
    """

    __slots__ = ("_before", "_source", "steps")

    def __init__(
        self,
        steps: list[TraceStep] | None = None,
        child: int | None = None,
        source: Source | None = None,
        folded: dict[object, tuple[int, Any]] | None = None,
    ) -> None:
        """Begin without steps, or go on with those that are there."""
        self.steps: list[TraceStep] = [] if steps is None else steps
        self._before, self._source = Before(self.steps, child, folded), source

    def of_child(self, child: int) -> Self:
        """The same explanation, whose next steps concern that child."""
        return type(self)(self.steps, child, self._source, self._before.folded)

    def citing(self, source: Source) -> Self:
        """The same explanation, whose next steps rest on that text."""
        return type(self)(self.steps, self._before.child, source, self._before.folded)

    @property
    def before(self) -> Before:
        """The steps so far."""
        return self._before

    def add(self, rule: Rule[P, V], *args: P.args, **kwargs: P.kwargs) -> V:
        """Adds the step that a rule gives, and returns its value.

        Raises:
            RuleError: the rule does not apply to these inputs.
        """
        step = rule.make(self._before, self._source, args, kwargs)
        self.steps.append(step)
        return typing.cast("V", step.value)
