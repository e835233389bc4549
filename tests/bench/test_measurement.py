import pytest

from bench.measurement import Spread, calls_for, exponent, interleaved, spread


def test_spread_is_median_between_its_quartiles():
    assert spread([5, 1, 3, 2, 4]) == Spread(3, 2, 4)


def test_spread_of_single_figure_is_that_figure():
    assert spread([7]) == Spread(7, 7, 7)


def test_spread_without_figure_raises():
    with pytest.raises(ValueError, match="no figure"):
        spread([])


def test_spread_in_another_unit_changes_all_three():
    assert Spread(2, 1, 3).times(1000) == Spread(2000, 1000, 3000)


def test_interleaved_alternates_all_cases_and_reverses_every_other_round():
    order = []
    cases = {name: lambda name=name: order.append(name) or name for name in ("a", "b", "c")}
    taken = interleaved(cases, 3, "order")
    assert order == ["a", "b", "c", "c", "b", "a", "a", "b", "c"]
    assert taken == {"a": ["a"] * 3, "b": ["b"] * 3, "c": ["c"] * 3}


@pytest.mark.parametrize("power", [0.5, 1, 2])
def test_exponent_is_power_of_size(power):
    assert exponent({size: 3 * size**power for size in (1, 2, 5, 10)}) == pytest.approx(power)


def test_exponent_of_single_size_raises():
    with pytest.raises(ValueError, match="at least two"):
        exponent({5: 1.0})


@pytest.mark.parametrize(("seconds", "calls"), [(0.01, 5), (1.0, 1), (0.0, 2000)])
def test_calls_for_makes_round_long_enough_and_never_empty(seconds, calls):
    assert calls_for(seconds) == calls
