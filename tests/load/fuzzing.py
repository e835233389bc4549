"""Coverage-guided fuzzing of what is parsed from a request, or written into a PDF form."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

from tests.load.findings import Findings
from tests.load.paths import BUILD, CORPUS, ROOT
from tests.load.targets import TARGETS, seeds
from tests.support.environments import python_of

MOST_BYTES = 8 * 1024
SLOWEST_SECONDS = 10
DONE = re.compile(r"Done (\d+) runs")
COVERED = re.compile(r"cov: (\d+)")


def fuzz(seconds: float, seed: int) -> Findings:
    """The findings after about that many seconds, shared by the targets.

    Raises:
        NotInstalled: atheris does not install on this machine.
    """
    python = python_of("atheris")
    found = Findings("fuzzing")
    for name in TARGETS:
        _fuzz(found, python, name, max(int(seconds / len(TARGETS)), 1), seed)
    return found


def _fuzz(found: Findings, python: Path, name: str, seconds: int, seed: int) -> None:
    inputs, crashes = BUILD / "corpus" / name, BUILD / "crashes" / name
    inputs.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(crashes, ignore_errors=True)
    crashes.mkdir(parents=True)
    for data in (*seeds(name), *(file.read_bytes() for file in (CORPUS / name).iterdir())):
        (inputs / hashlib.sha256(data).hexdigest()).write_bytes(data)
    ended = subprocess.run(
        [
            *(str(python), "-m", "tests.load.targets", name),
            *(f"-max_total_time={seconds}", f"-seed={seed}", f"-max_len={MOST_BYTES}"),
            *(f"-timeout={SLOWEST_SECONDS}", "-rss_limit_mb=1024"),
            *(f"-artifact_prefix={crashes}/", str(inputs)),
        ],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
        encoding="utf-8",
        errors="replace",
    )
    runs, covered = DONE.search(ended.stderr), COVERED.findall(ended.stderr)
    found.figures[f"{name}: inputs"] = int(runs[1]) if runs else 0
    found.figures[f"{name}: branches covered"] = int(covered[-1]) if covered else 0
    last = ended.stderr.strip().splitlines()[-1:]
    found.require(ended.returncode == 0, f"{name}: ended with {ended.returncode}: {last}")
    for file in sorted(crashes.iterdir()):
        found.faults.append(f"{name}: {file.relative_to(ROOT)}: {file.read_bytes()[:80]!r}")
