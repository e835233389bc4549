import importlib

import pytest

from bench import __main__ as command
from bench.measurement import Options
from bench.results import Result, Table

RESULT = Result((Table("a table", ("ms",), {"a row": (1.0,)}),))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--part", "speed"], "invalid choice: 'speed'"),
        (["--rounds", "0"], "'0' is not a whole number from 1 on"),
        (["--rounds", "-3"], "'-3' is not a whole number from 1 on"),
        (["--rows", "many"], "'many' is not a whole number from 1 on"),
        (["rules"], "unrecognized arguments: rules"),
    ],
)
def test_invalid_arguments_are_rejected_with_reason(arguments, message, capsys):
    with pytest.raises(SystemExit) as ended:
        command.parsed(arguments)
    assert ended.value.code == 2
    assert message in capsys.readouterr().err


def test_default_arguments_choose_every_part():
    assert command.parsed([]) == (list(command.PARTS), Options())


def test_parts_are_taken_once_each_in_their_order():
    parts, _ = command.parsed(["--part", "batch", "--part", "rules", "--part", "batch"])
    assert parts == ["rules", "batch"]


@pytest.mark.parametrize("part", command.PARTS)
def test_part_is_module_that_measures(part):
    assert callable(importlib.import_module(f"bench.parts.{part}").measure)


def test_failing_part_is_reported_and_next_one_measured(monkeypatch, capsys):
    def fails(_):
        raise RuntimeError("no luck")

    monkeypatch.setattr("bench.parts.rules.measure", fails)
    monkeypatch.setattr("bench.parts.growth.measure", lambda _: RESULT)
    assert command.main(["--part", "rules", "--part", "growth"]) == 1
    printed = capsys.readouterr().out
    assert "not measured: RuntimeError: no luck" in printed
    assert "a row    1.00" in printed
