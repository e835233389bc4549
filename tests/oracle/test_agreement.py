"""The product and the naive implementation agree. The full run: ``compare.py``."""

import json
import secrets

import pytest

from tests.oracle import compare, regressions
from tests.oracle.kinds import KINDS
from tests.oracle.scenarios.days import dice_for

CASES = {
    "advances": 250,
    "waiver": 400,
    "payments": 250,
    "undue": 500,
    "arrears": 200,
    "indexation": 500,
    "deadlines": 1_000,
    "appeals": 1_000,
    "particulars": 1_000,
    "retention": 300,
    "first_questions": 500,
    "renewals": 500,
}
SHARE_REFUSED_AT_MOST = 0.20


def test_every_kind_is_compared():
    assert set(CASES) == set(KINDS) == set(regressions.REQUESTS)


@pytest.mark.parametrize("kind", CASES)
@pytest.mark.parametrize("seed", ["2003", "2019"])
def test_the_product_agrees_with_the_naive_implementation(kind, seed):
    assert_agreement(kind, seed)


@pytest.mark.parametrize("kind", CASES)
def test_the_product_agrees_with_the_naive_implementation_on_fresh_cases(kind):
    seed = secrets.token_hex(4)
    print(f"fresh seed {seed}")  # noqa: T201 - shown when the test fails, to make it again
    assert_agreement(kind, seed)


@pytest.mark.parametrize("kind", CASES)
def test_a_case_can_be_kept_as_data_and_read_again(kind):
    case = KINDS[kind].case(dice_for("2003", 0))
    data = json.loads(json.dumps(regressions.plain(case)))
    assert regressions.built(regressions.REQUESTS[kind], data) == case


@pytest.mark.parametrize("file", regressions.kept_files(), ids=lambda file: file.stem)
def test_a_difference_found_once_does_not_come_back(file):
    kind, case = regressions.read(file)
    assert compare.difference(kind, case) is None


def assert_agreement(kind, seed):
    tally = compare.compare(kind, seed, 0, CASES[kind])
    shown = [compare.described(kind, seed, *one) for one in tally.differences[:2]]
    assert not tally.differences, "\n" + "\n".join(shown)
    assert tally.refused < SHARE_REFUSED_AT_MOST * tally.cases
