"""Types are checked beside the site: neither waits for the other, and neither hides the other."""

import re
import sys
import time
from pathlib import Path

import pytest

from tools.dev import check_stages
from tools.dev.console import Problem
from tools.dev.processes import Outcome

WAIT_SECONDS = 10


@pytest.fixture
def fake_stages(monkeypatch):
    """Puts other work in the place of the types, a program, and of the site, a function."""
    monkeypatch.setattr(check_stages, "run", lambda _: Outcome(0, ""))

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
    assert [result.code for result in check_stages.check_and_site_stages()] == [0, 0, 0, 0]


@pytest.mark.parametrize("types", [0, 1])
@pytest.mark.parametrize("site", [0, 1])
def test_stages_are_reported_in_order_whatever_fails(types, site, fake_stages, capsys):
    def build():
        if site:
            raise Problem("broken link")

    fake_stages(f"print('wrong type'); raise SystemExit({types})", build)
    results = check_stages.check_and_site_stages()
    printed = re.sub(r"\d+\.\d", "0.0", capsys.readouterr().out)
    types_report = "FAILED 0.0 s\nwrong type\n\n" if types else "ok 0.0 s\n"
    site_report = "FAILED 0.0 s\nbroken link\n" if site else "ok 0.0 s\n"
    assert [(result.name, result.code) for result in results] == [
        *(("format", 0), ("lint", 0)),
        *(("types", types), ("site", site)),
    ]
    assert printed == (
        f"format ... ok 0.0 s\nlint ... ok 0.0 s\ntypes ... {types_report}site ... {site_report}"
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
        check_stages.check_and_site_stages()
    assert not Path("/proc", mark.read_text()).exists()
    assert time.monotonic() - start < WAIT_SECONDS
