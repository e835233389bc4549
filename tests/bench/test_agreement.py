from decimal import Decimal

import pytest

from bench.agreement import agreement
from bench.cases import advance_grid, travelled, waiver_grid
from bench.engines import ENGINES, OPENFISCA, OURS, OURS_FIGURES, running
from bench.servers import EXPECTED

GRIDS = {"advance": advance_grid, "waiver": waiver_grid}


@pytest.fixture(scope="module")
def answers():
    """What our own two ways answer on the grids."""
    found = {}
    for name in (OURS, OURS_FIGURES):
        with ENGINES[name]() as engine:
            found[name] = {
                rule: engine.answers(rule, travelled(grid())) for rule, grid in GRIDS.items()
            }
    return found


@pytest.mark.parametrize("rule", GRIDS)
def test_the_figures_alone_are_those_of_the_whole_answer(answers, rule):
    assert answers[OURS_FIGURES][rule] == answers[OURS][rule]


@pytest.mark.parametrize("rule", GRIDS)
def test_the_grid_asks_for_many_different_answers(answers, rule):
    assert len({str(answer) for answer in answers[OURS][rule]}) > 30


def test_the_grid_reaches_every_band_of_the_waiver(answers):
    shares = {answer["percentage"] for answer in answers[OURS]["waiver"]}
    assert shares == {Decimal(share) for share in range(0, 101, 10)}


def test_the_grid_opens_the_intervention_and_leaves_it_closed(answers):
    assert {answer["open"] for answer in answers[OURS]["advance"]} == {True, False}


def test_what_is_waived_and_what_is_recovered_add_up_to_the_debt(answers):
    cases = travelled(waiver_grid())
    for case, answer in zip(cases, answers[OURS]["waiver"], strict=True):
        assert answer["waived"] + answer["recovered"] == Decimal(case["debt"]) / 100


def test_the_question_over_http_is_one_whose_answer_is_known():
    index_of_february_2022, index_of_february_2026 = Decimal("119.07"), Decimal("137.63")
    indexed = round(130 * index_of_february_2026 / index_of_february_2022, 2)
    assert EXPECTED["advance"] == indexed - 20
    assert EXPECTED["waiver"] == 1200 * Decimal("0.60")


@pytest.fixture(scope="module")
def peers():
    """The answers of the peers on the grids; one that does not install is told in a line."""
    notes = []
    with running(notes) as engines:
        found = {
            name: {rule: engine.answers(rule, travelled(grid())) for rule, grid in GRIDS.items()}
            for name, engine in engines.items()
        }
    assert len(found) + len(notes) == len(ENGINES)
    return found


@pytest.mark.parametrize("rule", GRIDS)
def test_every_peer_gives_our_answers_but_for_single_precision(answers, peers, rule):
    cases = travelled(GRIDS[rule]())
    for name, theirs in peers.items():
        found = agreement(cases, answers[OURS][rule], theirs[rule])
        # OpenFisca holds amounts in single precision: a large debt is a cent off.
        assert found.widest <= (Decimal("0.02") if name == OPENFISCA else 0), name


def test_a_cent_apart_is_told_and_a_fraction_of_a_cent_is_counted():
    cases = [{"maintenance": 10_050, "months": 1}] * 3
    ours = [{"advances": [Decimal("13.07")], "contribution": None}] * 3
    theirs = [
        {"advances": [Decimal("13.07")], "contribution": None},
        {"advances": [Decimal("13.0700001")], "contribution": None},
        {"advances": [Decimal("13.06")], "contribution": None},
    ]
    found = agreement(cases, ours, theirs)
    assert (found.figures, found.same, found.exact) == (3, 2, 1)
    assert found.differing == ("maintenance 100.50: 13.07 and 13.06",)


def test_the_widest_difference_comes_first():
    cases = [{"debt": 100}, {"debt": 200}]
    ours = [{"waived": Decimal("1.00")}, {"waived": Decimal("2.00")}]
    theirs = [{"waived": Decimal("1.01")}, {"waived": Decimal("5.00")}]
    assert agreement(cases, ours, theirs).differing[0].startswith("debt 2.00")


def test_an_answer_too_few_is_an_error():
    with pytest.raises(ValueError, match="zip"):
        agreement([{"debt": 1}], [{"waived": Decimal(1)}], [])


def test_an_intervention_that_is_open_for_one_alone_is_told():
    ours, theirs = {"open": True}, {"open": False}
    assert agreement([{}], [ours], [theirs]).same == 0
