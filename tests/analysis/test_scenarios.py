"""Several sets of figures in one pass: the rows of each, and what they cost to whom."""

from __future__ import annotations

import ast
import csv
from fractions import Fraction

import polars as pl
import pytest

from analysis.__main__ import main
from analysis.overrides import InvalidOverride
from analysis.scenarios import scenarios
from analysis.totals import Sum, Totals, bin_of, row_sum, weight_of
from tools.dev.places import ROOT

HEADING = (
    "household,weight,debt,fraudProven,requestDate,partner,childrenWithChildBenefit,goodFaith,"
    "uncertainSituation,debtorResources.work"
)
LINES = (
    "a,2,1000.00,no,2026-01-31,no,0,yes,yes,1000.00",
    "b,1.5,1000.00,no,2026-01-31,no,0,yes,yes,1200.00",
    "c,1,1000.00,no,2026-01-31,no,0,yes,yes,1900.00",
)
HIGHER = "higher: waiver.published.minimum=1250.00"
LOWER = "lower: waiver.published.minimum=900.00"


def run(folder, *options, lines=LINES, heading=HEADING, name="households.csv"):
    file = folder / name
    file.write_text("\n".join((heading, *lines)) + "\n", encoding="utf-8")
    return main(["waiver", str(file), "--workers", "1", *options])


def table(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def summary(folder, *options):
    out = folder / "totals.csv"
    given = ("--keep", "household", "--summary", str(out), "--weight", "weight")
    assert run(folder, *given, *options) == 0
    return {(row["scenario"], row["part"], row["group"]): row for row in table(out)}


def test_total_weighs_cost_of_each_household(tmp_path):
    total = summary(tmp_path)["base", "total", ""]
    # 2 x 1000.00 + 1.5 x 800.00: 1200.00 lies above 1128.00 + 62.67, below 1128.00 + 2 x 62.67.
    assert (total["rows"], total["households"], total["cost"]) == ("3", "4.5", "3200.00")


def test_scenario_counts_winners_and_losers_by_weight(tmp_path):
    found = summary(tmp_path, "--scenario", HIGHER, "--scenario", LOWER)
    higher, lower = found["higher", "total", ""], found["lower", "total", ""]
    assert (higher["winners"], higher["losers"], higher["change"]) == ("1.5", "0", "300.00")
    assert (lower["winners"], lower["losers"]) == ("0", "3.5")


def test_band_counts_households_of_each_percentage(tmp_path):
    found = summary(tmp_path)
    bands = {group: row["households"] for (_, part, group), row in found.items() if part == "band"}
    assert bands == {"0.00": "1", "80.00": "1.5", "100.00": "2"}


def test_households_of_all_deciles_are_those_of_the_total(tmp_path):
    found = summary(tmp_path, "--scenario", HIGHER)
    parts = [row for (name, part, _), row in found.items() if (name, part) == ("base", "decile")]
    assert len(parts) == 10
    assert sum(Fraction(row["households"]) for row in parts) == Fraction("4.5")


def test_rows_of_each_scenario_follow_the_row_of_the_base(tmp_path):
    out = tmp_path / "results.csv"
    assert run(tmp_path, "--out", str(out), "--keep", "household", "--keep", "weight",
               "--scenario", HIGHER) == 0  # fmt: skip
    found = [(row["row"], row["hypothetical"], row["waiver.percentage"]) for row in table(out)]
    mark = HIGHER.partition(": ")[2]
    assert found[:4] == [
        ("1", "", "100.00"), ("1", mark, "100.00"), ("2", "", "80.00"), ("2", mark, "100.00"),
    ]  # fmt: skip


def test_figure_with_several_values_gives_a_scenario_for_each():
    found = scenarios((), ("waiver.steps=8,9,10@2026-01-01",))
    assert [one.name for one in found] == [
        "base", "waiver.steps=8@2026-01-01", "waiver.steps=9@2026-01-01",
        "waiver.steps=10@2026-01-01",
    ]  # fmt: skip


def test_scenario_rests_on_the_figures_of_the_base():
    base, higher = scenarios(("waiver.steps=8",), (HIGHER,))
    assert [each.name for each in higher.overrides] == ["waiver.steps", "waiver.published.minimum"]
    assert len(base.overrides) == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("nothing",), "write name=value"),
        (("name:",), "write [name:] figure=value"),
        (("waiver.stepps=8",), "did you mean waiver.steps"),
        (("waiver.steps=8,9 waiver.percent_per_step=10,11",), "not two"),
        ((HIGHER, HIGHER), "more than one scenario has this name"),
        (("waiver.steps=-8",), "write the count as in 12"),
    ],
)
def test_scenario_that_cannot_be_used_is_refused(given, said):
    with pytest.raises(InvalidOverride) as refused:
        scenarios((), given)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--weight", "heavy"), "heavy: to be the weight, but there is no such column"),
        (("--cost", "waiver.waved"), "did you mean waiver.waived?"),
        (("--rank", "outcome"), "--rank outcome: no column of amounts"),
    ],
)
def test_column_that_cannot_be_summed_is_named(options, said, tmp_path, capsys):
    given = ("--summary", str(tmp_path / "totals.csv"), "--keep", "household", "--keep", "weight")
    assert run(tmp_path, *given, *options) == 2
    assert said in capsys.readouterr().err


def test_column_that_every_row_needs_is_named_when_it_is_missing(tmp_path, capsys):
    heading = HEADING.replace("debt,", "", 1).removeprefix("household,weight,")
    assert run(tmp_path, "--out", str(tmp_path / "o.csv"), heading=heading, lines=()) == 2
    assert capsys.readouterr().err.startswith("debt: required in every row")


@pytest.mark.parametrize("weight", ["-1", "many", "=1+1", "1,5", "", "1.23456", "1000000"])
def test_wrong_weight_is_refused_with_row_and_column(weight, tmp_path, capsys):
    cells = LINES[0].split(",")
    cells[1] = f'"{weight}"'
    out = tmp_path / "totals.csv"
    options = ("--keep", "household", "--summary", str(out), "--weight", "weight")
    assert run(tmp_path, *options, lines=(LINES[1], ",".join(cells))) == 0
    assert "row 2, column weight: the weight must be 0 to 999999.9999" in capsys.readouterr().err
    assert table(out)[0]["rows"] == "1"


@pytest.mark.parametrize("cell", ["-1.00", "=1+1"])
def test_wrong_amount_is_refused_with_row_and_column(cell, tmp_path, capsys):
    wrong = LINES[0].replace("1000.00", cell, 1)
    out = tmp_path / "results.csv"
    options = ("--keep", "household", "--keep", "weight", "--out", str(out))
    assert run(tmp_path, *options, lines=(wrong,)) == 0
    assert "row 1, column debt: " in capsys.readouterr().err


def test_parquet_gives_the_rows_of_csv(tmp_path):
    kept = ("--keep", "household", "--keep", "weight")
    assert run(tmp_path, *kept, "--out", str(tmp_path / "results.csv")) == 0
    days = pl.read_csv(tmp_path / "households.csv", try_parse_dates=True)
    days.write_parquet(tmp_path / "households.parquet")
    out = tmp_path / "results.parquet"
    given = ["waiver", str(tmp_path / "households.parquet"), "--out", str(out), *kept]
    assert main([*given, "--workers", "1"]) == 0
    found = pl.read_parquet(out)
    assert found["waiver.waived"].dtype == pl.Decimal(18, 2)
    expected = [row["waiver.waived"] for row in table(tmp_path / "results.csv")]
    assert [str(each) for each in found["waiver.waived"]] == expected


def test_parquet_that_cannot_be_read_is_refused(tmp_path, capsys):
    out = str(tmp_path / "o.csv")
    assert run(tmp_path, "--out", out, name="households.parquet") == 2
    assert "no Parquet file that can be read" in capsys.readouterr().err


def test_deciles_split_the_households_by_their_weight():
    totals = Totals()
    for euro in range(20):
        totals.add("", bin_of(euro * 100 + 99), row_sum(10_000, euro, 0))
    assert [each.rows for each in totals.deciles()] == [2] * 10


def test_merged_sums_are_those_of_all_rows():
    one, other = Totals(), Totals()
    one.add("a", 1, row_sum(10_000, 5, 7))
    other.add("a", 1, row_sum(5_000, 9, 7))
    one.merge(other)
    assert one.total == Sum(2, 15_000, 95_000, 0 - 10_000, 5_000, 10_000)


@pytest.mark.parametrize(("text", "weight"), [("1", 10_000), ("0.5", 5_000), (" 2.0001 ", 20_001)])
def test_weight_is_a_decimal_number(text, weight):
    assert weight_of(text) == weight


@pytest.mark.parametrize("folder", ["functions", "infra", "server", "tools", "site"])
def test_libraries_of_columns_are_imported_by_analysis_alone(folder):
    reached = set()
    for file in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                reached |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                reached.add((node.module or "").partition(".")[0])
    assert not reached & {"polars", "numpy", "pyarrow"}
