"""Memory stays flat: rows are read only as fast as they are answered."""

import os
import signal
import subprocess
import sys
import time
from datetime import date

import pytest

from analysis.answers import Job
from analysis.columns import Columns
from analysis.files import in_chunks
from analysis.progress import Progress
from analysis.scenarios import scenarios
from analysis.workers import AHEAD, answer_all
from tools.dev.places import ROOT

JOB = Job(
    name="waiver",
    columns=Columns(answers=("debt",), kept=()),
    language="en",
    today=date(2026, 11, 22),
    scenarios=scenarios((), ()),
)
HEADING = "debt,fraudProven,partner,childrenWithChildBenefit,goodFaith,uncertainSituation"
WORKERS = 2
SIZE = 5


def test_rows_are_read_no_faster_than_processed():
    read = 0

    def rows():
        nonlocal read
        for number in range(1, 201):
            read = number
            yield number, ["?"]

    most = given = 0
    for answered in answer_all(JOB, in_chunks(rows(), SIZE), WORKERS):
        most = max(most, read - given)
        given += answered.count
    assert given == 200
    assert most <= (AHEAD * WORKERS + 1) * SIZE


class Terminal:
    def __init__(self, is_there):
        self.is_there = is_there
        self.said = ""

    def isatty(self):
        return self.is_there

    def write(self, text):
        self.said += text

    def flush(self):
        pass


def test_progress_bar_is_shown_at_terminal_only():
    pipe, terminal = Terminal(False), Terminal(True)
    for stream in (pipe, terminal):
        progress = Progress(stream)
        progress.show(50, 0.5)
        progress.end("100 rows, 0 refused")
    assert "50%" in terminal.said
    assert "###" in terminal.said
    assert pipe.said.startswith("100 rows, 0 refused")


@pytest.mark.parametrize(
    ("blow", "code", "said"),
    [
        (signal.SIGINT, 128 + signal.SIGINT, b"stopped; nothing was written"),
        (None, 2, b"a worker was ended from outside; nothing was written"),
    ],
)
def test_stopped_analysis_writes_nothing_and_reports_it(blow, code, said, tmp_path):
    file, out = tmp_path / "households.csv", tmp_path / "results.csv"
    file.write_text(f"{HEADING}\n" + "1\n" * 400_000, encoding="utf-8")
    command = [sys.executable, "-m", "analysis", "waiver", str(file), "--out", str(out)]
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*command, "--whole", "--workers", "2"],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        # A command started in the background, as these tests may be, leaves this signal aside.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads
    )
    try:
        unfinished = out.with_name("results.csv.unfinished")
        while not (unfinished.exists() and unfinished.stat().st_size):
            assert process.poll() is None
            time.sleep(0.02)
        if blow is None:
            worker = max(children(process.pid))
            os.kill(worker, signal.SIGKILL)
        else:
            process.send_signal(blow)
        assert said in process.communicate(timeout=60)[1]
    finally:
        process.kill()
        process.wait()
    assert process.returncode == code
    assert list(tmp_path.iterdir()) == [file]


def test_worker_ends_with_process_that_reads(tmp_path):
    file = tmp_path / "households.csv"
    file.write_text(f"{HEADING}\n" + "1\n" * 400_000, encoding="utf-8")
    command = [sys.executable, "-m", "analysis", "waiver", str(file), "--out", f"{file}.out"]
    process = subprocess.Popen([*command, "--whole", "--workers", "2"], cwd=ROOT)  # noqa: S603 - our own
    while not (workers := children(process.pid)):
        assert process.poll() is None
        time.sleep(0.02)
    time.sleep(1)
    process.kill()
    process.wait()
    end = time.monotonic() + 30
    while set(workers) & set(children()) and time.monotonic() < end:
        time.sleep(0.05)
    assert not set(workers) & set(children())


def children(parent=None):
    """The workers of a process, or of any."""
    listed = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,ppid=,args="],  # noqa: S607 - its path differs
        capture_output=True,
        text=True,
        check=True,
    )
    split = (line.split(None, 2) for line in listed.stdout.splitlines())
    return [
        int(process)
        for process, above, command in split
        if parent in (None, int(above)) and "spawn_main" in command
    ]
