"""A separate replayer recomputes the result from the explanation alone."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.law.core.replay import ReplayError
from functions.law.core.trace import Source, TraceStep
from functions.law.core.values import Cents
from functions.law.replay.figures import FORMULAS, replay
from tests.unit.law import trace_mutations
from tests.unit.law.cases import CASES
from tests.unit.law.maintenance.applications import Month, paid_in_full_but, simulated
from tests.unit.law.replays import OPERATIONS, answer_to, check
from tests.unit.law.waiver.households import calculated

LAW = Path(__file__).parents[3] / "functions" / "law"


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_explanation_alone_gives_the_result(operation):
    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    @given(OPERATIONS[operation][2])
    def replayed(request):
        found = answer_to(operation, request)
        if found is not None:
            check(operation, found)

    replayed()


@pytest.mark.parametrize("operation", OPERATIONS)
def test_requests_drawn_at_random_are_mostly_answered(operation):
    answered = []

    @settings(max_examples=60, database=None, derandomize=True)
    @given(OPERATIONS[operation][2])
    def drawn(request):
        answered.append(answer_to(operation, request) is not None)

    drawn()
    assert sum(answered) >= 15


def test_a_step_whose_rule_has_no_formula_is_an_error():
    step = TraceStep(rule="of.nowhere", inputs={}, value=True, source=Source("judicial_code"))
    with pytest.raises(ReplayError, match=r"of\.nowhere: no formula"):
        replay((step,))


def test_a_step_that_lacks_an_input_is_an_error():
    steps = calculated().explanation
    lacking = [replace(step, inputs={}) for step in steps if step.rule == "waiver.fraud"]
    with pytest.raises(ReplayError, match="fraud_proven"):
        replay(lacking)


EXPLANATIONS = {
    "advances": simulated(**paid_in_full_but({Month(2026, 1): 7000, Month(2026, 2): 0})),
    "waiver": calculated(131602),
}


@pytest.mark.parametrize("name", EXPLANATIONS)
def test_an_explanation_with_one_value_changed_is_refused(name):
    steps = list(EXPLANATIONS[name].explanation)
    for position, step in enumerate(steps):
        other = not step.value if isinstance(step.value, bool) else Cents(step.value + 1)
        changed = [*steps]
        changed[position] = replace(step, value=other)
        with pytest.raises(ReplayError):
            replay(changed)


def written_rules():
    """The beginnings of all rules that the law writes into its steps."""
    for file in LAW.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "rule":
                for part in ast.walk(node.value):
                    if isinstance(part, ast.Constant) and "." in str(part.value)[1:]:
                        yield part.value


def test_every_rule_that_the_law_writes_has_a_formula():
    rules = set(written_rules())
    assert len(rules) > 40
    for rule in rules:
        assert any(formula.startswith(rule) for formula in FORMULAS), rule


@given(st.sampled_from(sorted(FORMULAS)))
def test_no_formula_holds_for_a_step_without_inputs_that_gives_nothing(rule):
    step = TraceStep(rule=rule, inputs={}, value="nothing", source=Source("judicial_code"))
    with pytest.raises(ReplayError):
        replay((step,))


@pytest.mark.parametrize("operation", CASES)
def test_what_is_altered_in_an_explanation_is_noticed_unless_it_only_tells(operation):
    assert trace_mutations.text(operation) == trace_mutations.file_of(operation).read_text(
        encoding="utf-8"
    )
