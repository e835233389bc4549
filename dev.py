#!/usr/bin/env python3
"""Runs and tests Alimenta from a fresh clone: ``python3 dev.py serve``, ``python3 dev.py test``.

This file must be readable to an old Python, which can then say so; the rest is in tools/dev.
"""

import os
import subprocess
import sys

OLDEST = (3, 11)


def old_python(version: "tuple[int, ...]", newer: str, arguments: "list[str]") -> str:
    """The line for a Python that is too old: what is wrong, and the cure."""
    found = ".".join(str(number) for number in version)
    cure = "install it (Debian 12: apt-get install python3 python3-venv)"
    if newer:
        cure = " ".join([newer, "dev.py", *arguments])
    return "Python 3.11 or newer is needed; this is " + found + ". Cure: " + cure


def newer_python() -> str:
    """A Python on this machine that is new enough, or nothing."""
    for minor in range(20, OLDEST[1] - 1, -1):
        program = "python3." + str(minor)
        try:
            subprocess.check_output([program, "--version"], stderr=subprocess.STDOUT)
        except (OSError, subprocess.CalledProcessError):
            continue
        return program
    return ""


def main() -> int:
    """Do what the command line asks, and return the exit code."""
    if sys.version_info < OLDEST:
        line = old_python(sys.version_info[:3], newer_python(), sys.argv[1:])
        sys.stderr.write(line + "\n")
        return 2
    if os.name == "nt":
        sys.stderr.write("dev.py runs on Linux and macOS. Cure: on Windows, run it in WSL.\n")
        return 2
    from tools.dev import commands  # noqa: PLC0415 - an old Python could not read it

    return commands.main()


if __name__ == "__main__":
    sys.exit(main())
