"""Whole columns give what the reader of rows gives: to the cent, in every column."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from analysis.answers import Answers, Job
from analysis.calculators import calculator
from analysis.columns import read_heading
from analysis.files import Lines
from analysis.household import answer_row
from analysis.scenarios import scenarios
from analysis.totals import measures_for
from analysis.waiver_columns import WaiverColumns
from functions.law.waiver.figures import figures_of
from functions.law.waiver.limits import limit_table
from functions.law.waiver.request import ParameterSet, Rounding
from functions.parameters.load import waiver

ROWS = 100_000
SEED = 20_26
KINDS = ("work", "replacementIncome", "maintenance", "other", "familyBenefits")
HEADING = (
    "weight", "note", "debt", "fraudProven", "requestDate", "partner", "childrenWithChildBenefit",
    "goodFaith", "uncertainSituation", "parameterSet", "reading", "rounding", "ownLimits.minimum",
    *(f"debtorResources.{kind}" for kind in KINDS),
    *(f"partnerResources.{kind}" for kind in KINDS),
)  # fmt: skip
WRONG = ("x", "-1", "=1+1", "1.234", " 12 ", "99999999", "0.00", "1000000.01", "yes", "é")
ANSWERS = ("yes", "yes", "no", "notKnown")
LIMITS = (1165_00, 1747_00, 1128_00, 1692_00, 233_00, 224_00)
TODAY = date(2026, 11, 22)
DAY = date(2026, 1, 31)
SMALL_DEBTS = sorted(
    {
        int(limit.on(DAY))
        for name in ("published", "estimate", "order")
        for limit in waiver().small_debt(name)
    }
)
USUAL = {
    "weight": "1",
    "debt": "1200.00",
    "fraudProven": "no",
    "requestDate": DAY.isoformat(),
    "partner": "no",
    "childrenWithChildBenefit": "2",
    "goodFaith": "yes",
    "uncertainSituation": "yes",
    "debtorResources.work": "900.00",
}
CHANGED = (
    "wider: waiver.published.minimum=1000.00 waiver.published.maximum=2001.00",
    "waiver.steps=8",
    "waiver.published.flat_reduction=0.00@2024-01-01..2025-12-31",
)


def amount(rng, most):
    euros, cents = divmod(rng.randrange(most), 100)
    return rng.choice((f"{euros}.{cents:02d}", f"{euros}.{cents:02d}", str(euros), ""))


def resources(rng):
    """Amounts that often lie at a limit, with the reduction or without."""
    if rng.random() < 0.2:
        cents = max(rng.choice(LIMITS) + rng.randrange(5) * 233_00 + rng.randrange(-1, 2), 0)
        return [f"{cents // 100}.{cents % 100:02d}", "", "", "", amount(rng, 1000_00)]
    return [amount(rng, 3000_00) if rng.random() < 0.4 else "" for _ in KINDS]


def row(rng):
    partner = rng.choice(("yes", "no"))
    day = date(2018, 12, 20) + timedelta(days=rng.randrange(3310))
    debt = rng.choice((amount(rng, 400_00), amount(rng, 5000_00), "200.00", "50", "0.01"))
    cells = [
        rng.choice(("1", "0.5", "12.0001", "0")),
        rng.choice(("", "=SUM(A1)", "plain", "@x")),
        debt or "1.00",
        rng.choice(("no", "no", "no", "yes")),
        rng.choice((day.isoformat(), day.isoformat(), "2026-01-31", "")),
        partner,
        str(rng.randrange(6)),
        rng.choice(ANSWERS),
        rng.choice(ANSWERS),
        rng.choice(("", "published", "published", "estimate", "order")),
        rng.choice(("", "literal", "decreasing")),
        rng.choice(("", "agency", "exact", "each")),
        "",
        *resources(rng),
        *(resources(rng) if partner == "yes" else [""] * len(KINDS)),
    ]
    if rng.random() < 0.05:
        cells[rng.randrange(len(cells))] = rng.choice(WRONG)
    return cells


def households(count, seed=SEED):
    rng = random.Random(seed)  # noqa: S311 - no secret
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(row(rng) for _ in range(count))
    return Lines(1, count, text.getvalue().encode(), ",")


def lines_of(rows):
    """The lines of these cells, by the heading of a column or by the name of a resource."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([{**USUAL, **cells}.get(name, "") for name in HEADING] for cells in rows)
    return Lines(1, len(rows), text.getvalue().encode(), ",")


def euros(cents):
    return f"{cents // 100}.{cents % 100:02d}"


def at_the_limits(name, rounding, children, partner):
    """Households whose resources lie at a limit of a table, one cent below or above it.

    Once the resources that count do, once those before the reduction.
    """
    found = figures_of(ParameterSet(name), DAY, waiver())
    table = limit_table(found.minimum, found.maximum, waiver().steps.on(DAY), Rounding(rounding))
    reduced = (children + (partner == "yes")) * found.flat_reduction
    limits = [limit // table.parts + cent for limit in table.limits for cent in (-1, 0, 1, 2)]
    for cents in dict.fromkeys([*(limit + reduced for limit in limits), *limits]):
        half = cents // 2 if partner == "yes" else 0
        yield {
            "parameterSet": name,
            "rounding": rounding,
            "childrenWithChildBenefit": str(children),
            "partner": partner,
            "debtorResources.work": euros(cents - half),
            "partnerResources.other": euros(half) if partner == "yes" else "",
        }


def test_random_lines_are_read_by_columns():
    assert b'"' not in households(5_000).text
    assert WaiverColumns(answers(True)).answer(households(5_000)) is not None


def answers(columnwise, *changed, rows=True):
    chosen = calculator("waiver")
    job = Job(
        name="waiver",
        columns=read_heading(chosen.simulator.schema.form, HEADING, ("note",), "weight"),
        language="en",
        today=TODAY,
        scenarios=scenarios((), changed),
        weight="weight",
        rows=rows,
        measures=measures_for(chosen, None, None, None),
        columnwise=columnwise,
    )
    return Answers(job)


@pytest.fixture
def _each_row_answered_once(monkeypatch):
    """What is left to the reader of rows is not computed again to compare it with itself."""
    found = {}

    def once(reading, number, cells):
        key = (number, tuple(cells))
        if key not in found:
            found[key] = answer_row(reading, number, cells)
        return found[key]

    monkeypatch.setattr("analysis.answers.answer_row", once)
    monkeypatch.setattr("analysis.waiver_columns.answer_row", once)


@pytest.mark.usefixtures("_each_row_answered_once")
def test_random_households_get_the_columns_and_sums_of_the_reader_of_rows():
    chunk = households(ROWS)

    found, expected = answers(True).of(chunk), answers(False).of(chunk)

    assert found.text.splitlines() == expected.text.splitlines()
    assert found.totals == expected.totals


def test_scenarios_get_the_columns_and_sums_of_the_reader_of_rows():
    chunk = households(4_000, SEED + 1)

    found, expected = answers(True, *CHANGED).of(chunk), answers(False, *CHANGED).of(chunk)

    assert found.text.splitlines() == expected.text.splitlines()
    assert found.totals == expected.totals


@pytest.mark.parametrize("reverse", [False, True])
def test_households_at_a_limit_get_the_columns_and_sums_of_the_reader_of_rows(reverse):
    rows = [
        cells
        for name in ("published", "estimate", "order")
        for rounding in ("agency", "exact", "each")
        for children in (0, 2)
        for partner in ("no", "yes")
        for cells in at_the_limits(name, rounding, children, partner)
    ]
    chunk = lines_of(rows[::-1] if reverse else rows)

    found, expected = answers(True).of(chunk), answers(False).of(chunk)

    assert found.text.splitlines() == expected.text.splitlines()
    assert found.totals == expected.totals


@pytest.mark.parametrize("debt", SMALL_DEBTS)
def test_debt_at_an_amount_for_small_debts_gets_what_the_reader_of_rows_says(debt):
    others = ({"goodFaith": good} for good in ("yes", "no", "notKnown"))
    chunk = lines_of([{"debt": euros(debt + cent), **one} for one in others for cent in (0, -1, 1)])

    found, expected = answers(True).of(chunk), answers(False).of(chunk)

    assert found.text.splitlines() == expected.text.splitlines()


def test_row_with_limits_of_its_own_is_refused_without_them():
    chunk = lines_of([{"parameterSet": "own"}, {}])

    found, expected = answers(True).of(chunk), answers(False).of(chunk)

    assert found.text.splitlines() == expected.text.splitlines()
    assert found.refused == 1


@pytest.mark.parametrize("changed", ["waiver.steps=0", "waiver.published.minimum=9000.00"])
def test_figures_that_give_no_table_are_left_to_the_reader_of_rows(changed):
    chunk = households(300)

    found, expected = answers(True, changed).of(chunk), answers(False, changed).of(chunk)

    assert found.text.splitlines() == expected.text.splitlines()


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (DAY, "published"),
        (DAY, "order"),
        (DAY, "estimate"),
        (waiver().first_day, "published"),
        (waiver().last_day, "published"),
    ],
)
@pytest.mark.parametrize(
    "resources_of_two",
    [{}, {"partner": "yes", "partnerResources.work": "300.00"}],
)
def test_rows_of_every_day_and_set_are_answered_by_columns(
    monkeypatch, day, name, resources_of_two
):
    wide = answers(True)
    monkeypatch.setattr(wide, "rows", lambda rows: pytest.fail("read row by row") if rows else [[]])
    row = {"requestDate": day.isoformat(), "parameterSet": name, **resources_of_two}

    assert wide.of(lines_of([row, row])).count == 2


def test_line_with_too_many_cells_is_refused_in_its_place():
    good = households(1).text.rstrip(b"\n")
    chunk = Lines(1, 3, b"\n".join((good, good + b",more", good)) + b"\n", ",")

    lines = answers(True).of(chunk).text.splitlines()

    assert b"more cells than the heading" in lines[1]
    assert lines[2].partition(b",")[2] == lines[0].partition(b",")[2]


def test_sums_beyond_the_largest_whole_number_are_exact():
    cells = ["999999.9999", "", "1000000.00", "no", "2026-01-31", "no", "2", "yes", "yes"]
    line = ",".join([*cells, "", "", "", "", "1.00", *[""] * 9]).encode() + b"\n"
    chunk = Lines(1, 3_000, line * 3_000, ",")

    found = answers(True, rows=False).of(chunk)

    assert found.totals["base"].total.cost == 3_000 * 9_999_999_999 * 100_000_000


def test_job_without_rows_writes_none():
    assert answers(True, rows=False).of(households(50)).text == b""


def test_job_that_sums_nothing_has_no_totals():
    wide = answers(True)
    alone = Answers(replace(wide.job, measures=None))

    assert alone.of(lines_of([{}, {}])).totals == {}


def test_chunk_that_is_all_refused_gives_no_sums():
    wide = answers(True)
    line = b"1,,x" + b"," * (len(HEADING) - 3) + b"\n"

    found = wide.of(Lines(1, 2, line * 2, ","))

    assert (found.count, found.refused, found.totals) == (2, 2, {})
    assert found.examples[0].startswith("row 1, column debt")


def test_reading_without_weight_counts_every_row_once():
    wide = answers(True, rows=False)
    columns = replace(wide.job.columns, weight=None)
    alone = Answers(replace(wide.job, columns=columns, weight=""))
    chunk = households(500)

    total = alone.of(chunk).totals["base"].total

    assert total.households == total.rows * 10_000


@pytest.mark.parametrize(
    ("cost", "band", "rank"),
    [
        ("otherReading.recovered", "household.persons", "waiver.recovered"),
        ("waiver.percentage", "household.gross", "otherReading.percentage"),
        ("household.countable", "requestDate", "household.flatReduction"),
    ],
)
def test_other_columns_get_the_sums_of_the_reader_of_rows(cost, band, rank):
    measures = measures_for(calculator("waiver"), cost, band, rank)
    chunk = households(300)

    found, expected = (
        Answers(replace(answers(wide, *CHANGED, rows=False).job, measures=measures)).of(chunk)
        for wide in (True, False)
    )

    assert found.totals == expected.totals


def test_kept_cell_with_a_comma_is_quoted():
    commas = lines_of([{"note": "one; two"}, {"note": "=1; 2"}]).text
    chunk = Lines(1, 2, commas.replace(b",", b"\t").replace(b";", b",").replace(b"\t", b";"), ";")

    found, expected = answers(True).of(chunk), answers(False).of(chunk)

    assert found.text.splitlines() == expected.text.splitlines()
    assert found.text.count(b'"') == 4
