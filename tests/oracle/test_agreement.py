"""The product and the naive implementation agree. The full run: ``compare.py``."""

import json
import secrets
from dataclasses import is_dataclass

import pytest

from functions.calculators.registry import CALCULATORS
from tests.oracle import compare, members, regressions
from tests.oracle.kinds import KINDS
from tests.oracle.scenarios.days import dice_for

CASES_IN_ALL = 20_000
SEEDS = ["2003", "2019"]
CASES = -(-CASES_IN_ALL // (len(KINDS) * (len(SEEDS) + 1)))
SHARE_REFUSED_AT_MOST = 0.20


def test_every_calculator_is_compared():
    assert set(KINDS) == set(CALCULATORS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_product_agrees_with_the_naive_implementation(kind, seed):
    assert_agreement(kind, seed)


@pytest.mark.parametrize("kind", KINDS)
def test_the_product_agrees_with_the_naive_implementation_on_fresh_cases(kind):
    seed = secrets.token_hex(4)
    print(f"fresh seed {seed}")  # noqa: T201 - shown when the test fails, to make it again
    assert_agreement(kind, seed)


@pytest.mark.parametrize("kind", KINDS)
def test_the_product_gives_every_member_that_is_compared(kind):
    lacking = set()
    for number in range(100):
        case = KINDS[kind].case(dice_for("2003", number))
        try:
            answer = KINDS[kind].product(case)
        except compare.InvalidInput:
            continue
        lacking |= {name for name, value in answer.items() if value == members.MISSING}
    assert lacking == set()


@pytest.mark.parametrize("member", sorted(members.REQUEST))
def test_a_request_of_the_product_takes_every_named_member(member):
    kinds = [part for module in KINDS.values() for part in parts_of(module.REQUEST)]
    assert any(members.can_be_asked(kind, member) for kind in kinds)


def parts_of(request):
    """A request and what it is made of."""
    found = [request]
    for kind in found:
        inner = regressions.types_within(kind)
        found += [one for one in inner if is_dataclass(one) and one not in found]
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_simulator_eligibility_and_arrears_judge_the_same_months_alike(seed):
    """What can be simulated can be checked and added up, with as many missed months."""
    compared = 0
    for number in range(2_000):
        case = KINDS["advances"].case(dice_for(seed, number))
        if case.payment_history != "monthByMonth" or not case.received_payments:
            continue
        try:
            simulated = KINDS["advances"].product(case)
        except compare.InvalidInput:
            continue
        compared += 1
        checked = KINDS["eligibility"].product(KINDS["eligibility"].of_application(case))
        added_up = KINDS["arrears"].product(KINDS["arrears"].of_application(case))
        assert simulated["missed"] == checked["missed"] == added_up["missed"], (seed, number)
        assert simulated["conditions"] == checked["conditions"], (seed, number)
        if case.expected_monthly_payment == 0:  # the two others suppose the same
            assert simulated["opens_on"] == checked["opens_on"], (seed, number)
    assert compared > 500


@pytest.mark.parametrize("kind", KINDS)
def test_a_case_can_be_kept_as_data_and_read_again(kind):
    case = KINDS[kind].case(dice_for("2003", 0))
    data = json.loads(json.dumps(regressions.plain(case)))
    assert regressions.built(KINDS[kind].REQUEST, data) == case


@pytest.mark.parametrize("file", regressions.kept_files(), ids=lambda file: file.stem)
def test_a_difference_found_once_does_not_come_back(file):
    kind, case = regressions.read(file)
    assert compare.difference(kind, case) is None


def test_a_run_that_was_broken_off_goes_on_where_it_stopped(tmp_path, capsys):
    command = ["--only", "particulars", "--seed", "1", "--jobs", "1"]
    command += ["--state", str(tmp_path / "state.json"), "--cases", str(compare.BATCH + 10)]
    assert compare.main(command) == 0
    assert f"{compare.BATCH + 10} cases, 0 differences" in capsys.readouterr().out
    assert compare.main(command) == 0
    again = capsys.readouterr().out
    assert f"{compare.BATCH + 10} cases" in again
    assert ", 0 a second" in again


def assert_agreement(kind, seed):
    tally = compare.compare(kind, seed, 0, CASES)
    shown = [compare.described(kind, seed, *one) for one in tally.differences[:2]]
    assert not tally.differences, "\n" + "\n".join(shown)
    assert tally.refused < SHARE_REFUSED_AT_MOST * tally.cases
