"""Lets programs of others read what leaves the product, and prints what each made of it.

``python -m tests.programs`` runs all; a word such as ``java`` runs those whose line holds it. The
exit code is 1 if one of them fails.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from tests.programs.calendars import NODE, PYTHON, calendar_faults
from tests.programs.clients import CLIENTS, faults_of
from tests.programs.office import OUTPUTS, office_faults
from tests.programs.tables import LIBRARIES, table_faults
from tests.programs.verdicts import Verdict, judged


def verdicts(words: tuple[str, ...]) -> Iterator[Verdict]:
    """The verdict of each program that is asked for."""
    runs: list[tuple[str, str, Callable[[], Iterable[str]]]] = [
        *((name, "client of the API", partial(faults_of, make)) for name, make in CLIENTS.items()),
        *((name, "calendar", partial(calendar_faults, name)) for name in (*PYTHON, *NODE)),
        *((name, "spreadsheet", partial(table_faults, name)) for name in LIBRARIES),
        *(("LibreOffice", output, partial(office_faults, output)) for output in OUTPUTS),
    ]
    for program, output, run in runs:
        if not words or any(word in f"{program} {output}" for word in words):
            yield judged(program, output, run)


def main() -> int:
    """Print the table; 1 if a program fails."""
    logging.getLogger("alimenta").setLevel(logging.CRITICAL)
    print("| program | output | verdict | |\n|---|---|---|---|")
    failed = 0
    for verdict in verdicts(tuple(sys.argv[1:])):
        print(verdict, flush=True)
        failed |= verdict.is_failure
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
