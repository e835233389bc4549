"""The files that the batch is measured with: the same everywhere, and no line refused."""

import csv

import pytest

from analysis.__main__ import main
from bench.options import Options
from bench.parts import batch


def test_every_line_of_the_file_is_answered(tmp_path, monkeypatch):
    monkeypatch.setattr(batch, "BUILD", tmp_path)
    out = tmp_path / "out.csv"
    file = batch.households(60)
    assert main([batch.CALCULATOR, str(file), "--out", str(out), "--workers", "1"]) == 0
    with out.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["problems"] for row in rows] == [""] * 60
    assert len({row["waiver.percentage"] for row in rows}) > 3


def test_the_same_length_gives_the_same_file(tmp_path, monkeypatch):
    found = []
    for folder in ("one", "other"):
        monkeypatch.setattr(batch, "BUILD", tmp_path / folder)
        found.append(batch.households(20).read_text(encoding="utf-8"))
    assert found[0] == found[1]


def test_time_in_step_and_flat_memory_are_the_targets():
    met = batch.targets({100: 1.0, 1000: 10.0}, {100: 80.0, 1000: 82.0})
    missed = batch.targets({100: 1.0, 1000: 100.0}, {100: 80.0, 1000: 800.0})
    assert [target.is_met for target in (*met, *missed)] == [True, True, False, False]


def test_beyond_the_usual_lengths_a_file_grows_tenfold_to_what_is_asked():
    assert batch.longer(batch.SIZES[-1]) == ()
    assert batch.longer(50_000) == (5_000, 50_000)
    assert batch.longer(batch.MILLION) == (10_000, 100_000, 1_000_000)


def test_the_long_files_are_answered_once_and_told_with_the_others(monkeypatch):
    asked = []

    def answered(size, workers):
        asked.append((size, workers > 0))
        return batch.Taken(1 + size / 5000, 90.0)

    monkeypatch.setattr(batch, "answered", answered)
    found = batch.measure(Options(rounds=2, rows=50_000))
    rates, fit = found.tables
    assert list(rates.rows) == ["500", "1,000", "2,000", "4,000", "5,000", "50,000"]
    assert [size for size, _ in asked].count(50_000) == 1
    assert fit.rows["lines"][2] == pytest.approx(5000)
    assert all(target.is_met for target in found.targets)
    assert any("a million lines take" in note for note in found.notes)


def test_no_rate_is_told_where_longer_files_took_less_time(monkeypatch):
    monkeypatch.setattr(batch, "answered", lambda size, _: batch.Taken(100 - size / 100, 90.0))
    found = batch.measure(Options(rounds=1))
    assert found.tables[1].rows["lines"][2] is None
    assert not any("million" in note for note in found.notes)
