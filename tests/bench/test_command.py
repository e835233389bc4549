import json

import pytest

from bench import __main__ as command
from bench.options import Options
from bench.results import Result, Table

RESULT = Result((Table("a table", ("ms",), {"ours": (1.0,)}),))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--part", "speed"], "invalid choice: 'speed'"),
        (["--rounds", "0"], "'0' is no number, from 1 on"),
        (["--rounds", "-3"], "'-3' is no number, from 1 on"),
        (["--rows", "many"], "'many' is no number, from 1 on"),
        (["--seconds", "nan"], "'nan' is no number of seconds"),
        (["--seconds", "0"], "'0' is no number of seconds"),
        (["--seconds", "long"], "'long' is no number of seconds"),
        (["rules"], "unrecognized arguments: rules"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(words, said, capsys):
    with pytest.raises(SystemExit) as ended:
        command.parsed(words)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_without_words_every_part_is_measured_as_usual():
    found = command.parsed([])
    assert found.parts == ["rules", "http", "start", "growth", "batch", "site", "paper"]
    assert found.measuring == Options()


def test_parts_are_taken_once_each_in_their_order():
    found = command.parsed(["--part", "paper", "--part", "rules", "--part", "paper"])
    assert found.parts == ["rules", "paper"]


def test_every_part_is_a_module_that_measures():
    for module in command.PARTS.values():
        assert callable(command.importlib.import_module(module).measure)


def test_a_part_measured_anew_leaves_the_figures_of_the_others(tmp_path):
    file = tmp_path / "below" / "bench.json"
    command.keep("rules", RESULT, file)
    command.keep("growth", RESULT, file)
    command.keep("rules", Result(notes=("anew",)), file)
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert sorted(kept) == ["growth", "rules"]
    assert kept["rules"]["notes"] == ["anew"]
    assert kept["growth"]["tables"][0]["title"] == "a table"
    assert {"taken", "cores", "python"} <= set(kept["growth"]["machine"])


def test_the_table_is_printed_of_what_is_kept_and_nothing_is_measured(
    monkeypatch, tmp_path, capsys
):
    def fails(_):
        raise AssertionError

    monkeypatch.setattr("bench.parts.paper.measure", fails)
    monkeypatch.setattr(command, "SOAK", tmp_path / "soak.json")
    file = tmp_path / "bench.json"
    command.keep("growth", RESULT, file)
    assert command.main(["--table", "--part", "paper", "--json", str(file)]) == 0
    assert "| what | figure | command |" in capsys.readouterr().out


def test_a_part_that_fails_is_told_and_the_next_one_measured(monkeypatch, tmp_path, capsys):
    def fails(_):
        raise RuntimeError("no luck")

    monkeypatch.setattr("bench.parts.rules.measure", fails)
    monkeypatch.setattr("bench.parts.growth.measure", lambda _: RESULT)
    file = tmp_path / "bench.json"
    words = ["--part", "rules", "--part", "growth", "--json", str(file)]
    assert command.main(words) == 1
    assert list(json.loads(file.read_text(encoding="utf-8"))) == ["growth"]
    assert "not measured: RuntimeError: no luck" in capsys.readouterr().out
