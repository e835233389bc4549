"""Lighthouse is a program of others: what it writes is read, and it is stopped when it hangs."""

import json
import stat
import time
from pathlib import Path

import pytest

from tests.site import lighthouse_report
from tests.site.lighthouse_report import (
    CATEGORIES,
    FULL,
    NoReport,
    Report,
    flow_reports,
    report,
)


def program(tmp_path, *lines):
    file = tmp_path / "lighthouse"
    file.write_text("\n".join(("#!/bin/sh", *lines)) + "\n", encoding="utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return str(file)


def test_report_has_scores_of_hundred_and_audits_that_fail(tmp_path):
    counted = [{"id": name, "weight": 1} for name in ("good", "slow", "unasked")]
    full = {"score": 1, "auditRefs": [{"id": "dark", "weight": 1}]}
    found = {
        "categories": dict.fromkeys(CATEGORIES, full)
        | {"performance": {"score": 0.57, "auditRefs": [*counted, {"id": "dark", "weight": 0}]}},
        "audits": {
            "good": {"title": "Is good", "score": 1},
            "slow": {"title": "Is slow", "score": 0.4, "displayValue": "9 s"},
            "unasked": {"title": "Is not asked", "score": None},
            "dark": {"title": "Is dark", "score": 0},
        },
    }
    (tmp_path / "found.json").write_text(json.dumps(found), encoding="utf-8")
    take = (
        'for word; do case "$word" in --output-path=*) '
        f'cp "{tmp_path}/found.json" "${{word#--output-path=}}";; esac; done'
    )
    scores = dict.fromkeys(CATEGORIES, FULL) | {"performance": 57}
    assert report(["env", program(tmp_path, take)], "http://127.0.0.1:1/") == Report(
        scores, ("Is slow 9 s",)
    )


def test_report_of_result_has_shift_and_slowest_press(tmp_path):
    full = {"score": 1, "auditRefs": []}
    page = {
        "categories": dict.fromkeys(CATEGORIES, full),
        "audits": {"cumulative-layout-shift": {"numericValue": 0.25}},
    }
    presses = {"audits": {"interaction-to-next-paint": {"numericValue": 48}}}
    (tmp_path / "task.json").write_text(json.dumps([page, presses]), encoding="utf-8")
    take = program(tmp_path, f'cat > "{tmp_path}/found.json"')
    task = (tmp_path / "task.json").read_text(encoding="utf-8")
    scores = dict.fromkeys(CATEGORIES, FULL)
    assert flow_reports([take], task, tmp_path / "found.json") == Report(scores, (), 0.25, 48)


def test_missing_report_raises_with_output(tmp_path):
    with pytest.raises(NoReport, match=r"gives no report of http://x/: no luck$") as raised:
        report([program(tmp_path, "echo why >&2; echo no luck >&2")], "http://x/")
    assert raised.value.output == "why\nno luck"


def test_hanging_lighthouse_is_stopped_with_its_child_processes(monkeypatch, tmp_path):
    monkeypatch.setattr(lighthouse_report, "TIMEOUT_SECONDS", 1)
    monkeypatch.setattr(lighthouse_report, "GRACE_SECONDS", 1)
    child = tmp_path / "child"
    slow = program(tmp_path, "sleep 60 &", f'echo $! > "{child}"', "wait")
    with pytest.raises(NoReport, match=r"no report within 1 s"):
        report([slow], "http://x/")
    assert ends_within(5, int(child.read_text(encoding="utf-8")))


def ends_within(seconds, process):
    end = time.monotonic() + seconds
    while is_alive(process) and time.monotonic() < end:
        time.sleep(0.05)
    return not is_alive(process)


def is_alive(process):
    stat_file = Path(f"/proc/{process}/stat")
    return stat_file.is_file() and stat_file.read_text(encoding="utf-8").split()[2] != "Z"
