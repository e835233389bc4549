"""Types are checked beside site and tests: none waits for another, and none hides another."""

import re
import sys
import time
from pathlib import Path

import pytest

from tools.dev import check_stages, commands
from tools.dev.console import Problem
from tools.dev.processes import Outcome

WAIT_SECONDS = 10


@pytest.fixture
def fake_stages(monkeypatch):
    """Puts other work in the place of the types, a program, and of the site, a function."""
    monkeypatch.setattr(check_stages, "run", lambda _, **__: Outcome(0, "1 passed"))

    def put(types, site):
        monkeypatch.setattr(check_stages, "TYPES", (sys.executable, "-c", types))
        monkeypatch.setattr(check_stages, "build_site", site)

    return put


def wait_for(file: Path) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while not file.exists():
        if time.monotonic() > end:
            raise Problem(f"{file.name} does not come")
        time.sleep(0.01)


def test_types_and_site_run_at_same_time(fake_stages, tmp_path):
    checking, building = tmp_path / "checking", tmp_path / "building"

    def site():
        building.touch()
        wait_for(checking)

    fake_stages(
        "import pathlib, time\n"
        f"pathlib.Path({str(checking)!r}).touch()\n"
        f"end = time.monotonic() + {WAIT_SECONDS}\n"
        f"while not pathlib.Path({str(building)!r}).exists():\n"
        "    assert time.monotonic() < end\n"
        "    time.sleep(0.01)\n",
        site,
    )
    results, last_line = check_stages.check_site_and_test_stages([])
    assert [result.code for result in results] == [0, 0, 0, 0, 0]
    assert last_line == "1 passed"


@pytest.mark.parametrize("types", [0, 1])
@pytest.mark.parametrize("site", [0, 1])
def test_stages_are_reported_in_order_whatever_fails(types, site, fake_stages, capsys):
    def build():
        if site:
            raise Problem("broken link")

    fake_stages(f"print('wrong type'); raise SystemExit({types})", build)
    results, _ = check_stages.check_site_and_test_stages([])
    printed = re.sub(r"\d+\.\d", "0.0", capsys.readouterr().out)
    types_report = "FAILED 0.0 s\nwrong type\n\n" if types else "ok 0.0 s\n"
    site_report = "FAILED 0.0 s\nbroken link\n" if site else "ok 0.0 s\n"
    assert [(result.name, result.code) for result in results] == [
        *(("format", 0), ("lint", 0)),
        *(("site", site), ("tests", 0), ("types", types)),
    ]
    assert printed == (
        "format ... ok 0.0 s\nlint ... ok 0.0 s\n"
        f"site ... {site_report}tests ...\ntypes ... {types_report}"
    )


def test_interrupted_site_ends_type_check(fake_stages, tmp_path):
    mark = tmp_path / "pid"

    def site():
        wait_for(mark)
        raise KeyboardInterrupt

    fake_stages(
        "import os, pathlib, time\n"
        f"unfinished = pathlib.Path({str(tmp_path / 'unfinished')!r})\n"
        "unfinished.write_text(str(os.getpid()))\n"
        f"unfinished.rename({str(mark)!r})\n"
        "time.sleep(60)\n",
        site,
    )
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        check_stages.check_site_and_test_stages([])
    assert not Path("/proc", mark.read_text()).exists()
    assert time.monotonic() - start < WAIT_SECONDS


@pytest.mark.parametrize(
    ("argument", "named"),
    [
        ("tests/unit", True),
        ("tests/test_dev.py::test_dev_py_compiles_for_old_python", True),
        ("-x", False),
        ("tests/nothing", False),
        ("site", False),
    ],
)
def test_argument_that_is_path_of_tests_is_recognised(argument, named):
    assert check_stages.names_tests(argument) == named


@pytest.mark.parametrize(
    ("arguments", "shared"), [([], True), (["-x"], True), (["tests/unit"], False)]
)
def test_whole_run_is_shared_by_one_more_than_all_cores_and_named_tests_by_none(
    arguments, shared, monkeypatch
):
    commands = []

    def run(command, **_):
        commands.append(command)
        return Outcome(0, "1 passed")

    monkeypatch.setattr(check_stages, "run", run)
    monkeypatch.setattr(check_stages.os, "cpu_count", lambda: 7)
    check_stages.test_stage(arguments)
    (command,) = commands
    assert ("-n" in command and command[command.index("-n") + 1] == "8") == shared
    assert command[len(command) - len(arguments) :] == arguments


def test_named_tests_start_without_checks_and_site(monkeypatch):
    ran = []
    for name in ("prefer_headless_browser", "prepare_python", "require_packages"):
        monkeypatch.setattr(commands, name, lambda *_: None)
    monkeypatch.setattr(commands, "check_site_and_test_stages", lambda _: ran.append("all"))
    tests = check_stages.Result("tests", 3, 0.0)
    monkeypatch.setattr(commands, "test_stage", lambda found: ran.append(found) or (tests, ""))
    assert commands._test(None, ["tests/unit", "-x"]) == 3
    assert ran == [["tests/unit", "-x"]]
