"""The files that the batch is measured with: the same everywhere, and no line rejected."""

import csv
from importlib import import_module

import pytest

from bench.measurement import Options
from bench.parts import batch


@pytest.fixture(autouse=True)
def _build(monkeypatch, tmp_path):
    monkeypatch.setattr(batch, "BUILD", tmp_path)


def test_household_file_has_no_rejected_line_and_several_results(tmp_path):
    out = tmp_path / "out.csv"
    file = batch.households(60)
    main = import_module(batch.COMMAND).main
    assert main([batch.CALCULATOR, str(file), "--out", str(out), "--workers", "1"]) == 0
    with out.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["problems"] for row in rows] == [""] * 60
    assert len({row["waiver.percentage"] for row in rows}) > 3


def test_household_file_of_same_length_is_same(monkeypatch, tmp_path):
    first = batch.households(20).read_text(encoding="utf-8")
    monkeypatch.setattr(batch, "BUILD", tmp_path / "other")
    assert batch.households(20).read_text(encoding="utf-8") == first


def test_run_reports_time_and_memory_of_command():
    found = batch.run(20, 1)
    assert found.seconds > 0
    assert found.megabytes > 1


def test_targets_are_linear_time_and_flat_memory():
    met = batch.targets({100: [batch.Run(1, 80)], 1000: [batch.Run(10, 82)]})
    unmet = batch.targets({100: [batch.Run(1, 80)], 1000: [batch.Run(100, 800)]})
    assert [target.is_met for target in (*met, *unmet)] == [True, True, False, False]


def test_long_file_is_measured_once_and_counts_for_targets(monkeypatch):
    asked = []

    def run(size, workers, *written):
        if not written:
            asked.append((size, workers))
        return batch.Run(size / 5000, 90.0)

    monkeypatch.setattr(batch, "run", run)
    found = batch.measure(Options(rounds=2, rows=50_000))
    names = ["500", "1,000", "2,000", "4,000", "4,000 with one worker", "50,000"]
    assert list(found.tables[0].rows) == names
    assert list(found.tables[1].rows) == list(batch.WRITTEN)
    assert [size for size, _ in asked].count(50_000) == 1
    assert [target.is_met for target in found.targets] == [True, True]
    assert "50,000" in found.targets[1].name


def test_memory_of_a_million_lines_is_compared_with_full_pieces():
    runs = {500: 50, batch.MANY: 100, 1_000_000: 110}
    found = batch.targets({size: [batch.Run(size, memory)] for size, memory in runs.items()})

    assert found[1].name == "memory of 1,000,000 lines, times that of 100,000"
    assert found[1].is_met
