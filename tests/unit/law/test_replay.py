"""The result is computed anew from the explanation alone."""

from collections import Counter
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from functions.calculators.registry import CALCULATORS
from functions.law.core.errors import InvalidInput
from functions.law.core.replay import ReplayError, replay
from functions.law.core.rule import REGISTRY
from functions.law.core.trace import Source, TraceStep
from tests.unit.law.alterations import is_noticed, others, unnoticed
from tests.unit.law.cases import CASES, answer
from tests.unit.law.maintenance.applications import Month, paid_in_full_but, simulated
from tests.unit.law.replays import OPERATIONS, REPLAYS, RESULTS, answer_to, check
from tests.unit.law.waiver.households import calculated


def test_the_law_of_every_calculator_is_tested():
    assert set(CALCULATORS) == set(OPERATIONS) == set(REPLAYS) == set(RESULTS) == set(CASES)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_explanation_alone_gives_the_result(operation):
    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    @given(OPERATIONS[operation][2])
    def replayed(request):
        found = answer_to(operation, request)
        if found is not None:
            check(operation, found)

    replayed()


@pytest.mark.parametrize("operation", REPLAYS)
def test_the_explanation_of_every_case_gives_its_result(operation):
    for asked in CASES[operation].values():
        found = answer(operation, asked)
        if not isinstance(found, InvalidInput):
            check(operation, found)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_requests_drawn_at_random_are_mostly_answered(operation):
    answered = []

    @settings(max_examples=120, database=None, derandomize=True)
    @given(OPERATIONS[operation][2])
    def drawn(request):
        answered.append(answer_to(operation, request) is not None)

    drawn()
    assert sum(answered) >= 20


def test_a_step_of_a_rule_that_there_is_not_is_an_error():
    step = TraceStep(rule="of.nowhere", inputs={}, value=True, source=Source("judicial_code"))
    with pytest.raises(ReplayError, match=r"of\.nowhere: no rule"):
        replay((step,))


def test_a_step_that_lacks_an_input_is_an_error():
    steps = calculated().explanation
    lacking = [step._replace(inputs={}) for step in steps if step.rule == "waiver.fraud"]
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
        for other in others(step.value):
            changed = [*steps]
            changed[position] = step._replace(value=other)
            with pytest.raises(ReplayError):
                replay(changed)


@given(st.sampled_from(sorted(REGISTRY)))
def test_no_formula_holds_for_a_step_without_inputs_that_gives_nothing(rule):
    step = TraceStep(rule=rule, inputs={}, value="nothing", source=Source("judicial_code"))
    with pytest.raises(ReplayError):
        replay((step,))


@cache
def explanations(operation):
    """The explanations of the cases of an operation."""
    answers = [answer(operation, asked) for asked in CASES[operation].values()]
    return [found.explanation for found in answers if not isinstance(found, InvalidInput)]


@cache
def altered_cases(operation):
    """What the replay does not notice in them, and how often each compared input is noticed."""
    noticed = Counter()
    missed = [
        one for steps in explanations(operation) for one in unnoticed(operation, steps, noticed)
    ]
    return missed, noticed


@pytest.mark.parametrize("operation", REPLAYS)
def test_replay_notices_every_alteration_of_a_step_and_every_step_left_out(operation):
    missed, _ = altered_cases(operation)
    assert missed == []


SAME_AGAIN = {
    # An amount, a birthday or a sum that is stated again is the same one.
    ("advances", "indexation.none"),
    ("advances", "indexation.first_year"),
    ("advances", "indexation.adapted"),
    ("advances", "child.benefit_age"),
    ("advances", "child.age_limit"),
    ("arrears", "indexation.none"),
    ("arrears", "indexation.first_year"),
    ("arrears", "indexation.adapted"),
    ("arrears", "arrears.too_old"),
    ("eligibility", "indexation.none"),
    ("eligibility", "indexation.first_year"),
    ("eligibility", "indexation.adapted"),
    ("payments", "allocation.terms_after_stop"),
    # A month outside the window; a payment or an interruption of the same day; nothing is taken.
    ("eligibility", "arrears.month.missed"),
    ("payments", "allocation.after_stop.surplus"),
    ("retention", "retention.interrupted"),
    ("undue", "undue.set_off"),
}


@pytest.mark.parametrize("operation", REPLAYS)
def test_replay_notices_every_step_that_is_stated_twice(operation):
    for steps in explanations(operation):
        for position, step in enumerate(steps):
            twice = (*steps[: position + 1], *steps[position:])
            assert (operation, step.rule) in SAME_AGAIN or is_noticed(operation, twice)


IN_ORDER = (
    "waiver",
    "limits",
    "appeal",
    "particulars",
    "retention",
    "first_questions",
    "deadlines",
    "undue",
)
"""The operations whose steps have one order; payments stand in any order among themselves."""


@pytest.mark.parametrize("operation", IN_ORDER)
def test_replay_notices_neighbouring_steps_that_are_exchanged(operation):
    for steps in explanations(operation):
        for position, (one, other) in enumerate(pairwise(steps)):
            changed = (*steps[:position], other, one, *steps[position + 2 :])
            payments = all(step.rule.startswith("first.payment.") for step in (one, other))
            assert payments or one == other or is_noticed(operation, changed)


@pytest.mark.parametrize("operation", REPLAYS)
def test_replay_notices_every_alteration_of_a_random_explanation(operation):
    @settings(
        max_examples=8,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    @given(OPERATIONS[operation][2])
    def altered(request):
        found = answer_to(operation, request)
        if found is not None:
            assert not list(unnoticed(operation, found.explanation, Counter()))

    altered()


def test_every_input_that_is_compared_is_noticed_where_it_decides():
    noticed = Counter()
    for operation in REPLAYS:
        # Added one by one: the sum of counters leaves out those that are zero.
        noticed.update(altered_cases(operation)[1])
    assert not [name for name, times in noticed.items() if not times]


WITHOUT_CASE = {
    "deadline.acknowledgement.moved",
    "deadline.appeal_start.moved",
    "deadline.appeal_start_particulars_missing.moved",
    "deadline.debtor_reply.moved",
    "deadline.decision_due.moved",
    "deadline.exit_without_costs.moved",
    "deadline.labour_court_start.moved",
    "deadline.renewal_proof.moved",
}


def test_every_rule_has_a_case_but_those_of_terms_that_do_not_move():
    asked = {
        step.rule for operation in REPLAYS for steps in explanations(operation) for step in steps
    }
    declared = {code for code in REGISTRY if not code.startswith(("test.", "deadline.tested"))}
    assert declared - asked == WITHOUT_CASE


INFORMS = {
    # The index is stated with the figures that count; these say which published one it is.
    "indexation.adapted": {"series", "base_year"},
    "indexation.not_published": {"series", "index_month"},
    # Nothing is computed where the income is not stated: it says what is known.
    "advance.incomeNotStated": {"ceiling"},
    # The day whose dated rate counts; another day of the same rate gives the same costs.
    "exit.costs_otherwise": {"application_date"},
    # Family benefits, which do not count.
    "waiver.resources": {"excluded"},
    # What is not below the higher amount is not below the lower one.
    "first.debt.not_small": {"may"},
}


def test_inputs_that_only_inform_are_these_few():
    asked = {
        step.rule for operation in REPLAYS for steps in explanations(operation) for step in steps
    }
    informs = {code: REGISTRY[code].informs for code in asked if REGISTRY[code].informs}
    assert informs == INFORMS
