"""A rule is one object: its step has the formula's value, and the replay applies it anew."""

from datetime import date
from enum import StrEnum

import pytest

from functions.law.core.replay import ReplayError, only, optional, replay
from functions.law.core.rule import (
    REGISTRY,
    Before,
    Explanation,
    RuleError,
    amount_of,
    date_of,
    either,
    input_given,
    input_of,
    rule,
    rule_after,
    value_of,
)
from functions.law.core.trace import Source, TraceStep
from functions.law.core.values import Cents, Month

ACT, OTHER = Source("act", "4"), Source("act", "5")


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def is_part(received: Cents, value: Cents) -> bool:
    return received > 0 and value > 0


def is_stated(name: str) -> bool:
    return name != ""


def is_round(amount: Cents) -> bool:
    return amount % 100 == 0


@rule("test.reduced", ACT, OTHER, when=(is_part,), informs=("month",))
def reduced(
    month: Month,  # noqa: ARG001 - it informs
    maintenance: Cents,
    received: Cents,
    *,
    cap: Cents | None = None,
) -> Cents:
    """The maintenance up to the cap, less what was received."""
    return Cents((maintenance if cap is None else min(maintenance, cap)) - received)


@rule("test.colour")
def is_red(colour: Colour) -> bool:
    """Whether a code is the one asked for; the source is given with each step."""
    return colour is Colour.RED


@rule_after("test.total", ACT)
def total(before: Before, months: int) -> Cents:
    """The sum of the steps of the same child."""
    found = before.of(reduced)
    if len(found) != months:
        raise RuleError("test.total: months")
    return Cents(sum(map(amount_of, found)))


@pytest.fixture(autouse=True, scope="module")
def own_rules():
    yield
    for code in [code for code in REGISTRY if code.startswith("test.")]:
        del REGISTRY[code]


JANUARY = Month(2026, 1)


def steps_of_two_children():
    explanation = Explanation()
    for child in (0, 1):
        of_child = explanation.of_child(child)
        of_child.add(reduced, month=JANUARY, maintenance=Cents(100 + child), received=Cents(30))
        of_child.add(total, months=1)
    return explanation.steps


def test_step_of_a_rule_has_the_value_of_its_formula_its_source_and_inputs():
    made = reduced.step(month=JANUARY, maintenance=Cents(100), received=Cents(30), cap=Cents(90))
    assert made == TraceStep(
        rule="test.reduced",
        inputs={
            "month": JANUARY,
            "maintenance": Cents(100),
            "received": Cents(30),
            "cap": Cents(90),
        },
        value=Cents(60),
        source=ACT,
    )
    assert reduced.formula(JANUARY, Cents(100), Cents(30)) == 70


def test_step_without_an_optional_input_does_not_state_it():
    made = reduced.step(JANUARY, Cents(100), received=Cents(30))
    assert list(made.inputs) == ["month", "maintenance", "received"]
    replay([made])


def test_step_whose_condition_fails_is_not_made_and_not_accepted_by_the_replay():
    with pytest.raises(RuleError, match=r"test\.reduced: is_part"):
        reduced.step(month=JANUARY, maintenance=Cents(100), received=Cents(0))
    made = reduced.step(month=JANUARY, maintenance=Cents(100), received=Cents(30))
    changed = made._replace(inputs={**made.inputs, "received": Cents(0)}, value=Cents(100))
    with pytest.raises(ReplayError, match=r"test\.reduced: is_part"):
        replay([changed])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"value": Cents(71)}, "70 instead of 71"),
        ({"value": 70}, "70 instead of 70"),
        ({"source": Source("act", "6")}, "source"),
        ({"inputs": {"month": JANUARY, "maintenance": Cents(100)}}, "received"),
        (
            {"inputs": {"month": JANUARY, "maintenance": Cents(100), "received": 30}},
            "received",
        ),
        (
            {
                "inputs": {
                    "month": JANUARY,
                    "maintenance": Cents(100),
                    "received": Cents(30),
                    "more": 1,
                }
            },
            "more",
        ),
        ({"rule": "test.unknown"}, "no rule"),
    ],
)
def test_replay_of_an_altered_step_raises(change, why):
    made = reduced.step(month=JANUARY, maintenance=Cents(100), received=Cents(30))
    with pytest.raises(ReplayError, match=why):
        replay([made._replace(**change)])


def test_explanation_gives_each_child_the_steps_before_of_that_child():
    steps = steps_of_two_children()
    assert [(step.child, step.value) for step in steps] == [(0, 70), (0, 70), (1, 71), (1, 71)]
    replay(steps)


def test_replay_without_an_earlier_step_that_a_rule_looks_at_raises():
    _, *rest = steps_of_two_children()
    with pytest.raises(ReplayError, match="months"):
        replay(rest)


def test_source_of_a_dated_figure_is_cited_with_the_step():
    explanation = Explanation()
    assert explanation.citing(OTHER).add(is_red, Colour.BLUE) is False
    assert explanation.steps[0].source == OTHER
    assert explanation.steps[0].inputs == {"colour": "blue"}
    replay(explanation.steps)
    with pytest.raises(RuleError, match="no source"):
        is_red.step(Colour.RED)
    with pytest.raises(RuleError, match="source"):
        Explanation().citing(Source("act", "6")).add(
            reduced, month=JANUARY, maintenance=Cents(2), received=Cents(1)
        )


def test_code_that_the_rule_does_not_know_is_not_accepted():
    step = TraceStep(rule="test.colour", inputs={"colour": "green"}, value=False, source=ACT)
    with pytest.raises(ReplayError, match="colour"):
        replay([step])


def test_variant_has_the_same_formula_under_another_name():
    variant = reduced.variant("test.reduced.conditional", OTHER)
    made = variant.step(month=JANUARY, maintenance=Cents(100), received=Cents(30))
    assert (made.rule, made.value, made.source) == ("test.reduced.conditional", 70, OTHER)
    replay([made])


def test_name_used_twice_is_refused():
    with pytest.raises(RuleError, match="defined twice"):
        reduced.variant("test.colour")


def test_wrong_definitions_are_refused():
    def of_nothing_known(amount: Cents, other: Cents) -> bool:
        return amount > other

    def unhinted(amount):
        return amount

    def of_fraction(amount: complex) -> Cents:
        return Cents(int(abs(amount)))

    def giving_a_fraction(amount: Cents) -> complex:
        return complex(amount)

    def with_default(amount: Cents = Cents(0)) -> Cents:  # noqa: B008
        return amount

    def without_default(amount: Cents | None) -> Cents:
        return Cents(amount or 0)

    def with_another_default(amount: Cents | None = Cents(0)) -> Cents:  # noqa: B008
        return Cents(amount or 0)

    def plain(amount: Cents) -> Cents:
        return amount

    for wrong in (
        unhinted,
        of_fraction,
        giving_a_fraction,
        with_default,
        without_default,
        with_another_default,
    ):
        with pytest.raises(RuleError):
            rule("test.wrong", ACT)(wrong)
    with pytest.raises(RuleError, match="asks for other"):
        rule("test.wrong", ACT, when=(of_nothing_known,))(plain)
    with pytest.raises(RuleError, match="no input month"):
        rule("test.wrong", ACT, informs=("month",))(plain)
    with pytest.raises(RuleError, match="the first parameter is not before"):
        rule_after("test.wrong", ACT)(plain)
    assert "test.wrong" not in REGISTRY


def test_inputs_and_value_of_an_earlier_step_are_read_with_their_type():
    step = reduced.step(month=JANUARY, maintenance=Cents(100), received=Cents(30))
    before = Before([step])
    assert (before.value(reduced), before.value(is_red)) == (70, None)
    assert before.last(reduced) is step
    assert input_of(step, "month", Month) == JANUARY
    for name, kind in (("missing", Cents), ("month", date), ("received", bool)):
        with pytest.raises(RuleError, match=name):
            input_of(step, name, kind)
    with pytest.raises(RuleError, match="value"):
        amount_of(step._replace(value=True))


def test_arithmetic_that_no_calculation_can_take_is_an_error_of_the_rule():
    @rule("test.divided", ACT)
    def divided(amount: Cents, parts: int) -> Cents:
        return Cents(amount // parts)

    with pytest.raises(RuleError, match="out of range"):
        divided.step(Cents(1), 0)


def test_only_gives_the_step_that_must_be_there_once():
    steps = steps_of_two_children()
    assert only(steps, total, child=1) is steps[3]
    assert optional(steps, is_red) is None
    with pytest.raises(ReplayError, match=r"test\.colour: not asked"):
        only(steps, is_red)
    with pytest.raises(ReplayError, match=r"test\.reduced: asked twice"):
        only([steps[0], steps[0]], reduced, child=0)


def test_rule_that_looks_back_takes_its_other_inputs_by_name():
    @rule_after("test.later", ACT)
    def later(before: Before, months: int) -> int:
        return months + len(before.of(reduced))

    explanation = Explanation()
    explanation.add(reduced, month=JANUARY, maintenance=Cents(100), received=Cents(30))
    assert explanation.add(later, months=2) == 3
    assert explanation.steps[1].inputs == {"months": 2}


def test_value_of_a_step_is_a_day_only_where_it_is_one():
    day = TraceStep(rule="test.day", inputs={}, value=date(2026, 3, 9), source=ACT)
    assert date_of(day) == date(2026, 3, 9)
    with pytest.raises(RuleError, match=r"test\.day: value"):
        date_of(day._replace(value=Cents(5)))


def test_code_that_is_left_out_or_given_is_stated_as_its_text():
    @rule("test.painted", ACT)
    def is_painted(colour: Colour | None = None) -> bool:
        return colour is not None

    assert is_painted.step().inputs == {}
    assert is_painted.step(Colour.RED).inputs == {"colour": "red"}
    assert type(is_painted.step(Colour.RED).inputs["colour"]) is str
    replay([is_painted.step(), is_painted.step(Colour.RED)])


def test_rule_names_the_inputs_that_inform_and_those_that_are_compared():
    @rule("test.compared", ACT, informs=("name",), thresholds=("amount",))
    def compared(name: str, amount: Cents) -> bool:  # noqa: ARG001 - it informs
        return amount > 0

    assert (compared.informs, compared.thresholds) == ({"name"}, {"amount"})
    assert (total.informs, total.thresholds) == (frozenset(), frozenset())


def test_input_that_is_given_by_name_only_is_one_of_the_rule():
    @rule("test.named", ACT)
    def named(amount: Cents, *, cap: Cents) -> Cents:
        return min(amount, cap)

    assert named.step(Cents(5), cap=Cents(4)).inputs == {"amount": 5, "cap": 4}


def test_rule_has_all_that_its_definition_and_its_function_say():
    given = value_of(reduced)

    @rule_after(
        "test.stated",
        ACT,
        OTHER,
        when=(is_part,),
        informs=("colour",),
        thresholds=("received",),
        follows={"received": given},
    )
    def stated(
        before: Before,  # noqa: ARG001 - a rule that looks back
        received: Cents,
        colour: Colour,  # noqa: ARG001 - it informs
        cap: Cents | None = None,  # noqa: ARG001 - optional
        *,
        day: date | None = None,  # noqa: ARG001 - optional, by name only
    ) -> Cents:
        return received

    assert (stated.code, stated.sources, stated.looks_back) == ("test.stated", (ACT, OTHER), True)
    assert list(stated.kinds) == ["received", "colour", "cap", "day"]
    assert [kinds[0] for kinds in stated.kinds.values()] == [Cents, Colour, Cents, date]
    assert stated.optional == {"cap", "day"}
    assert stated.when == ((is_part, ("received", "value")),)
    assert (stated.informs, stated.thresholds) == ({"colour"}, {"received"})
    assert (stated.follows, stated.coded) == ({"received": given}, ("colour",))
    assert REGISTRY["test.stated"] is stated
    made = Explanation()
    made.add(reduced, month=JANUARY, maintenance=Cents(100), received=Cents(30))
    assert made.add(stated, received=Cents(70), colour=Colour.RED) == 70
    replay(made.steps)
    for changes, why in (
        ({"received": Cents(71)}, "received"),
        ({"colour": "green"}, "colour"),
        ({"cap": 5}, "cap"),
    ):
        inputs = {**made.steps[1].inputs, **changes}
        altered = made.steps[1]._replace(inputs=inputs, value=inputs["received"])
        with pytest.raises(ReplayError, match=rf"test\.stated: {why}"):
            replay([made.steps[0], altered])
    lacking = {name: one for name, one in made.steps[1].inputs.items() if name != "colour"}
    with pytest.raises(ReplayError, match=r"test\.stated: colour"):
        replay([made.steps[0], made.steps[1]._replace(inputs=lacking)])
    with pytest.raises(RuleError, match=r"test\.stated: is_part"):
        Explanation().add(stated, received=Cents(0), colour=Colour.RED)


def test_rule_with_a_name_for_each_answer_gives_the_step_of_its_answer():
    given = input_given("maintenance", reduced)

    @either(
        "test.much",
        "test.little",
        ACT,
        when=(is_stated,),
        informs=("name",),
        thresholds=("amount",),
        follows={"amount": given},
    )
    def is_much(amount: Cents, name: str) -> bool:  # noqa: ARG001 - it informs
        return amount >= 100

    for one in is_much.both:
        assert (one.sources, one.informs, one.thresholds) == ((ACT,), {"name"}, {"amount"})
        assert (one.follows, one.when[0]) == ({"amount": given}, (is_stated, ("name",)))
    assert [one.code for one in is_much.both] == ["test.much", "test.little"]
    for amount, code in ((100, "test.much"), (99, "test.little")):
        asked = {"amount": Cents(amount), "name": "x"}
        made = is_much.of(**asked).step(**asked)
        assert (made.rule, made.value) == (code, amount == 100)
        earlier = reduced.step(month=JANUARY, maintenance=Cents(amount), received=Cents(1))
        replay([earlier, made])
        other = earlier._replace(inputs={**earlier.inputs, "maintenance": Cents(amount + 1)})
        other = other._replace(value=Cents(amount))
        with pytest.raises(ReplayError, match=f"{code}: amount"):
            replay([other, made])
        with pytest.raises(RuleError, match=r"is_not_so|is_so"):
            next(one for one in is_much.both if one.code != code).step(**asked)
        with pytest.raises(RuleError, match="is_stated"):
            is_much.of(**asked).step(**asked | {"name": ""})


def test_what_earlier_steps_give_is_nothing_without_such_a_step():
    made = reduced.step(month=JANUARY, maintenance=Cents(100), received=Cents(30))
    for given, found in (
        (value_of(reduced), 70),
        (value_of(is_red, reduced), 70),
        (value_of(is_red), None),
        (input_given("maintenance", reduced), 100),
        (input_given("cap", reduced), None),
        (input_given("maintenance", is_red), None),
    ):
        assert given(Before([made])) == found
        assert given(Before()) is None


def test_variant_has_the_conditions_of_the_rule_and_its_own():
    @rule("test.first", ACT, when=(is_stated,))
    def first(name: str, amount: Cents) -> Cents:  # noqa: ARG001 - it is stated
        return amount

    other = first.variant("test.second", when=(is_round,))
    assert other.sources == (ACT,)
    assert other.step("x", Cents(100)).value == 100
    for name, amount, why in (("", 100, "is_stated"), ("x", 101, "is_round")):
        with pytest.raises(RuleError, match=rf"test\.second: {why}"):
            other.step(name, Cents(amount))
    assert first.step("x", Cents(101)).value == 101
