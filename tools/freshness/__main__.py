"""Lists what is out of date, with the line to add: ``python3 dev.py freshness``."""

from __future__ import annotations

import argparse
import sys
from datetime import date

from functions.http import clock
from functions.parameters.freshness import findings
from tools.freshness.report import lines


def main() -> int:
    """Print one line for each missing figure; 1 when there is one."""
    parser = argparse.ArgumentParser(prog="dev.py freshness", description=__doc__)
    parser.add_argument("--on", type=date.fromisoformat, default=None, help="a day, 2026-11-30")
    day = parser.parse_args().on or clock.today()
    found = findings(day)
    sys.stdout.writelines(f"{line}\n" for line in lines(found, day))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
