"""The files that the batch is measured with: the same everywhere, and no line refused."""

import csv

from bench.parts import batch
from infra.batch.__main__ import main


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
