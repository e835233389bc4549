"""Cases whose answers are written out in full in ``snapshots/``, named by what they are about.

One file for each case. ``python -m tests.unit.law.cases`` writes them anew; what then differs is to
be read against the law, line by line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from functions.law.core.errors import InvalidInput
from tests.unit.law import cases_advances, cases_waiver
from tests.unit.law.replays import OPERATIONS
from tests.unit.law.snapshot_format import written

FOLDER = Path(__file__).with_name("snapshots")

CASES: Mapping[str, Mapping[str, object]] = {
    "advances": cases_advances.SIMULATE,
    "indexation": cases_advances.INDEX,
    "arrears": cases_advances.ARREARS,
    "payments": cases_advances.COLLECT,
    "deadlines": cases_advances.PROCEDURE,
    "undue": cases_advances.UNDUE,
    "waiver": cases_waiver.CALCULATE,
    "appeal": cases_waiver.APPEAL,
    "particulars": cases_waiver.PARTICULARS,
    "retention": cases_waiver.RETENTION,
    "first_questions": cases_waiver.FIRST,
    "eligibility": cases_advances.ELIGIBLE,
    "renewals": cases_advances.RENEWALS,
    "limits": cases_waiver.IN_FULL,
}


def answer(operation, asked):
    """The answer to a case, or its refusal."""
    work, parameters, _ = OPERATIONS[operation]
    try:
        return work(asked, parameters)
    except InvalidInput as refusal:
        return refusal


def text(operation, name):
    """A case of an operation with its answer."""
    return f"# {name}\n{written(answer(operation, CASES[operation][name]))}\n"


def file_of(operation, name):
    """The file of a case: its name in lower case, words joined by underscores."""
    return FOLDER / operation / f"{re.sub(r'[^a-z0-9]+', '_', name.lower()).strip('_')}.txt"


if __name__ == "__main__":
    for operation, cases in CASES.items():
        (FOLDER / operation).mkdir(exist_ok=True)
        for name in cases:
            file_of(operation, name).write_text(text(operation, name), encoding="utf-8")
