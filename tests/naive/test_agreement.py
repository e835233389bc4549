"""The product and the naive implementation agree. The full run: ``compare.py``."""

import secrets

import pytest

from tests.naive import compare, keeping

CASES = {"advances": 600, "waiver": 1_000}
SHARE_REFUSED_AT_MOST = 0.20


@pytest.mark.parametrize("kind", CASES)
@pytest.mark.parametrize("seed", ["2003", "2019"])
def test_the_product_agrees_with_the_naive_implementation(kind, seed):
    assert_agreement(kind, seed)


@pytest.mark.parametrize("kind", CASES)
def test_the_product_agrees_with_the_naive_implementation_on_fresh_cases(kind):
    seed = secrets.token_hex(4)
    print(f"fresh seed {seed}")  # noqa: T201 - shown when the test fails, to make it again
    assert_agreement(kind, seed)


@pytest.mark.parametrize("file", keeping.kept_files(), ids=lambda file: file.stem)
def test_a_difference_found_once_does_not_come_back(file):
    kind, case = keeping.read(file)
    assert compare.difference(kind, case) is None


def assert_agreement(kind, seed):
    tally = compare.compare(kind, seed, 0, CASES[kind])
    shown = [compare.described(kind, seed, *one) for one in tally.differences[:2]]
    assert not tally.differences, "\n" + "\n".join(shown)
    assert tally.refused < SHARE_REFUSED_AT_MOST * tally.cases
