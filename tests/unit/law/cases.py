"""Requests to every calculator, named by what they are about, and the answer of the law to each."""

from __future__ import annotations

from collections.abc import Mapping

from functions.law.core.errors import InvalidInput
from tests.unit.law import cases_advances, cases_waiver
from tests.unit.law.calculators import stated
from tests.unit.law.replays import OPERATIONS

CASES: Mapping[str, Mapping[str, object]] = {
    "advances": cases_advances.SIMULATE,
    "indexation": cases_advances.INDEX,
    "arrears": cases_advances.ARREARS,
    "payments": cases_advances.COLLECT,
    "deadlines": cases_advances.PROCEDURE,
    "waiver": cases_waiver.CALCULATE,
    "appeal": cases_waiver.APPEAL,
    "particulars": cases_waiver.PARTICULARS,
    "retention": cases_waiver.RETENTION,
    "first_questions": cases_waiver.FIRST,
    "eligibility": cases_advances.ELIGIBLE,
    "renewals": cases_advances.RENEWALS,
    "limits": cases_waiver.IN_FULL,
    **{name: law.cases for name, law in stated().items()},
}


def answer(operation, asked):
    """The answer to a case, or its refusal."""
    work, parameters, _ = OPERATIONS[operation]
    try:
        return work(asked, parameters)
    except InvalidInput as refusal:
        return refusal
