import pytest

from bench.load import Tally, found, percentile
from bench.measurement import Spread, calls_for, exponent, in_turns, line, spread


def test_the_spread_is_the_median_between_its_quartiles():
    assert spread([5, 1, 3, 2, 4]) == Spread(3, 2, 4)


def test_a_single_figure_has_no_spread():
    assert spread([7]) == Spread(7, 7, 7)


def test_without_a_figure_there_is_no_spread():
    with pytest.raises(ValueError, match="no figure"):
        spread([])


def test_another_unit_changes_all_three():
    assert Spread(2, 1, 3).times(1000) == Spread(2000, 1000, 3000)


def test_all_take_turns_and_every_other_round_goes_the_other_way_round():
    order = []
    cases = {name: lambda name=name: order.append(name) or name for name in ("a", "b", "c")}
    taken = in_turns(cases, 3, "turns")
    assert order == ["a", "b", "c", "c", "b", "a", "a", "b", "c"]
    assert taken == {"a": ["a"] * 3, "b": ["b"] * 3, "c": ["c"] * 3}


@pytest.mark.parametrize("power", [0.5, 1, 2])
def test_the_exponent_is_the_power_of_the_size(power):
    assert exponent({size: 3 * size**power for size in (1, 2, 5, 10)}) == pytest.approx(power)


def test_the_line_is_a_fixed_part_and_a_part_for_each():
    assert line({1: 7, 2: 9, 10: 25}) == pytest.approx((5, 2))


def test_one_size_alone_does_not_grow():
    with pytest.raises(ValueError, match="at least two"):
        exponent({5: 1.0})


@pytest.mark.parametrize(("seconds", "calls"), [(0.01, 5), (1.0, 1), (0.0, 2000)])
def test_a_round_is_long_enough_to_measure_and_never_empty(seconds, calls):
    assert calls_for(seconds) == calls


def test_a_percentile_is_a_figure_that_was_taken():
    figures = [float(one) for one in range(1, 201)]
    assert percentile(figures, 50) == 100
    assert percentile(figures, 99) == 198
    assert percentile([3.0], 99) == 3
    assert percentile([], 50) == 0


def test_a_load_counts_answers_in_time_but_waits_for_late_ones():
    tally = Tally(stops_at=float("inf"), counts_from=10.0)
    tally.note(9.0, is_success=True)
    assert tally.answered == 0
    tally.note(11.0, is_success=True)
    tally.note(11.0, is_success=False)
    tally.stops_at = 0.0
    tally.note(12.0, is_success=True)
    figures = found(tally, 2.0)
    assert (figures["rate"], figures["failures"], len(tally.latencies)) == (0.5, 1, 2)
