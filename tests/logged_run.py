"""A script in a process of its own, where the functions write every log that they can."""

import subprocess
import sys

from tools.dev.places import ROOT

ENVIRONMENT = {
    "PYTHONPATH": str(ROOT),
    "PATH": "/usr/bin",
    "POWERTOOLS_LOGGER_LOG_EVENT": "true",
    "POWERTOOLS_DEV": "true",
}


def logged_run(script: str) -> subprocess.CompletedProcess[str]:
    ran = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    return ran
