from decimal import Decimal

import pytest

from bench.agreement import agreement
from bench.cases import advance_grid, through_json, waiver_grid
from bench.engines import ALIMENTA, ALIMENTA_FIGURES, ENGINES, OPENFISCA, running

GRIDS = {"advance": advance_grid, "waiver": waiver_grid}


@pytest.fixture(scope="module")
def answers():
    """The answers of the product on the grids, in both ways."""
    found = {}
    for name in (ALIMENTA, ALIMENTA_FIGURES):
        with ENGINES[name]() as engine:
            found[name] = {
                rule: engine.answers(rule, through_json(grid())) for rule, grid in GRIDS.items()
            }
    return found


@pytest.mark.parametrize("rule", GRIDS)
def test_figures_alone_equal_those_of_whole_answer(answers, rule):
    assert answers[ALIMENTA_FIGURES][rule] == answers[ALIMENTA][rule]


@pytest.mark.parametrize("rule", GRIDS)
def test_grid_has_many_different_answers(answers, rule):
    assert len({str(answer) for answer in answers[ALIMENTA][rule]}) > 30


def test_waiver_grid_reaches_every_band(answers):
    shares = {answer["percentage"] for answer in answers[ALIMENTA]["waiver"]}
    assert shares == {Decimal(share) for share in range(0, 101, 10)}


def test_advance_grid_has_open_and_closed_interventions(answers):
    assert {answer["open"] for answer in answers[ALIMENTA]["advance"]} == {True, False}


def test_waived_and_recovered_add_up_to_debt(answers):
    cases = through_json(waiver_grid())
    for case, answer in zip(cases, answers[ALIMENTA]["waiver"], strict=True):
        assert answer["waived"] + answer["recovered"] == Decimal(case["debt"]) / 100


@pytest.fixture(scope="module")
def baselines():
    """The answers of the baselines on the grids; one that does not install has a note."""
    notes = []
    with running(notes) as engines:
        found = {
            name: {rule: engine.answers(rule, through_json(grid())) for rule, grid in GRIDS.items()}
            for name, engine in engines.items()
        }
    assert len(found) + len(notes) == len(ENGINES)
    return found


@pytest.mark.parametrize("rule", GRIDS)
def test_baseline_gives_same_answers_but_for_single_precision(answers, baselines, rule):
    cases = through_json(GRIDS[rule]())
    for name, theirs in baselines.items():
        found = agreement(cases, answers[ALIMENTA][rule], theirs[rule])
        # OpenFisca holds amounts in single precision: a large debt is a cent off.
        assert found.widest <= (Decimal("0.02") if name == OPENFISCA else 0), name


def test_agreement_reports_cents_and_counts_fractions_of_cent():
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


def test_agreement_lists_widest_difference_first():
    cases = [{"debt": 100}, {"debt": 200}]
    ours = [{"waived": Decimal("1.00")}, {"waived": Decimal("2.00")}]
    theirs = [{"waived": Decimal("1.01")}, {"waived": Decimal("5.00")}]
    assert agreement(cases, ours, theirs).differing[0].startswith("debt 2.00")


def test_agreement_with_missing_answer_raises():
    with pytest.raises(ValueError, match="zip"):
        agreement([{"debt": 1}], [{"waived": Decimal(1)}], [])


def test_agreement_counts_yes_and_no_as_figures():
    ours, theirs = {"open": True}, {"open": False}
    assert agreement([{}], [ours], [theirs]).same == 0
