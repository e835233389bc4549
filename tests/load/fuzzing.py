"""Coverage-guided fuzzing of what is read from a request, or written into a form: no error."""

from __future__ import annotations

import hashlib
import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

from tests.load.findings import Findings
from tests.load.paths import BUILD, CORPUS, ENVIRONMENTS, LOCKS, ROOT
from tests.load.targets import TARGETS, seeds
from tests.support.contract_examples import CONTRACT
from tests.support.environments import python_of

LONGEST = 8 * 1024
MOST_KEPT = 24
"""How many inputs of a target the repository keeps; the examples need not be kept."""
SLOWEST = 10
"""How many seconds one input may take before that counts as a fault."""
DONE = re.compile(r"Done (?P<runs>\d+) runs")
COVERED = re.compile(r"cov: (?P<places>\d+)")
WORD = re.compile(r'"([A-Za-z]\w+)"')


def fuzz(seconds: float, seed: int) -> Findings:
    """The findings after about that many seconds, shared by the targets.

    Raises:
        NotInstalled: atheris does not install on this machine.
    """
    python = python_of("atheris", LOCKS, ENVIRONMENTS)
    found = Findings("fuzzing")
    for name in TARGETS:
        _fuzz(found, python, name, max(int(seconds / len(TARGETS)), 1), seed)
    return found


def keep(name: str) -> int:
    """Put into the repository the smallest of the inputs that reach what no other reaches."""
    python = python_of("atheris", LOCKS, ENVIRONMENTS)
    fewest = _empty(BUILD / "fewest" / name)
    command = [*_command(python, name), "-merge=1", str(fewest), str(BUILD / "corpus" / name)]
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    target = _empty(CORPUS / name)
    started = {hashlib.sha256(data).hexdigest() for data in seeds(name)}
    found = (file for file in fewest.iterdir() if file.name not in started)
    chosen = sorted(found, key=lambda file: (file.stat().st_size, file.name))[:MOST_KEPT]
    for data in (file.read_bytes() for file in chosen):
        (target / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    return len(chosen)


def _fuzz(found: Findings, python: Path, name: str, seconds: int, seed: int) -> None:
    work, faults = BUILD / "corpus" / name, _empty(BUILD / "faults" / name)
    work.mkdir(parents=True, exist_ok=True)
    for data in (*seeds(name), *(file.read_bytes() for file in (CORPUS / name).glob("*"))):
        (work / hashlib.sha256(data).hexdigest()).write_bytes(data)
    command = [
        *_command(python, name),
        f"-max_total_time={seconds}",
        f"-seed={seed}",
        f"-artifact_prefix={faults}/",
        f"-dict={_words()}",
        str(work),
    ]
    ended = subprocess.run(
        command,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
        encoding="utf-8",
        errors="replace",
    )
    runs, covered = DONE.search(ended.stderr), COVERED.findall(ended.stderr)
    found.figures[f"{name}: inputs"] = int(runs["runs"]) if runs else 0
    found.figures[f"{name}: places of the code reached"] = int(covered[-1]) if covered else 0
    last = ended.stderr.strip().splitlines()[-1:]
    found.must(ended.returncode == 0, f"{name}: ended with {ended.returncode}: {last}")
    for file in sorted(faults.iterdir()):
        found.faults.append(f"{name}: {file.relative_to(ROOT)}: {file.read_bytes()[:80]!r}")


def _command(python: Path, name: str) -> list[str]:
    """The fuzzer as one program: to compare inputs it starts itself again by its first word."""
    program = BUILD / f"fuzz-{name}"
    words = shlex.join([str(python), "-m", "tests.load.targets", name, str(program)])
    program.write_text(f'#!/bin/sh\nexec {words} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return [str(program), f"-max_len={LONGEST}", f"-timeout={SLOWEST}", "-rss_limit_mb=1024"]


def _words() -> Path:
    """The names and codes of the contract, for the fuzzer to build with."""
    text = CONTRACT.read_text(encoding="utf-8")
    examples = json.dumps(json.loads(text)["paths"])
    words = sorted(set(WORD.findall(examples)))
    file = BUILD / "words"
    file.write_text("".join(f'"{word}"\n' for word in words), encoding="utf-8")
    return file


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
