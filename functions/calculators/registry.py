"""The registry of calculators: the only list of them.

Routes, pages, packages, tests and benchmarks are read from it. A calculator is imported when its
path is first asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from functions.http.paths import BASE


class Domain(StrEnum):
    """The act that a calculator applies; one Lambda function serves the calculators of each."""

    MAINTENANCE = "maintenance"
    WAIVER = "waiver"


@dataclass(frozen=True, slots=True)
class Entry:
    """One calculator.

    ``name`` is its folder, the subject of its sentences and of its templates; ``operation`` the
    operation id of the API; ``page`` the page of the site, below the folder of a language.
    ``own_path`` is the path of its form where that is not its operation.
    """

    name: str
    operation: str
    page: str
    domain: Domain
    own_path: str = ""

    @property
    def path(self) -> str:
        """The path of its operation."""
        return self.own_path or f"{BASE}/{self.operation}"


CALCULATORS: Mapping[str, Entry] = MappingProxyType(
    {
        entry.name: entry
        for entry in (
            Entry("advances", "simulateAdvances", "advances/simulator", Domain.MAINTENANCE),
            Entry("eligibility", "checkEligibility", "advances/eligibility", Domain.MAINTENANCE),
            Entry("renewals", "planRenewals", "advances/renewals", Domain.MAINTENANCE),
            Entry("arrears", "calculateArrears", "advances/arrears", Domain.MAINTENANCE),
            Entry("indexation", "indexMaintenance", "advances/indexation", Domain.MAINTENANCE),
            Entry("payments", "allocatePayments", "debtor/payments", Domain.MAINTENANCE),
            Entry("deadlines", "findDeadlines", "advances/deadlines", Domain.MAINTENANCE),
            Entry("undue", "setOffUndueSum", "advances/undue", Domain.MAINTENANCE),
            Entry("waiver", "calculateWaiver", "waiver/calculator", Domain.WAIVER),
            Entry("limits", "calculateLimits", "waiver/limits", Domain.WAIVER),
            Entry("first_questions", "askQuestionsFirst", "waiver/first-questions", Domain.WAIVER),
            Entry("appeal", "findAppealDates", "waiver/appeal", Domain.WAIVER),
            Entry("particulars", "checkParticulars", "waiver/particulars", Domain.WAIVER),
            Entry("retention", "checkRetention", "waiver/retention", Domain.WAIVER),
        )
    }
)
"""Every calculator by its name."""

NEIGHBOURS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "advances": ("eligibility", "arrears", "indexation"),
        "eligibility": ("advances", "arrears", "indexation"),
        "arrears": ("advances", "eligibility", "indexation"),
        "indexation": ("advances", "arrears"),
        "waiver": ("limits", "first_questions"),
        "limits": ("waiver",),
        "first_questions": ("waiver",),
    }
)
"""The calculators that can go on with some of the same answers, the most likely one first."""


def neighbours(name: str) -> tuple[Entry, ...]:
    """The calculators that can go on with the answers of that one."""
    return tuple(CALCULATORS[other] for other in NEIGHBOURS.get(name, ()))


def by_operation(operation: str) -> Entry:
    """The calculator of that operation id.

    Raises:
        KeyError: there is none.
    """
    for entry in CALCULATORS.values():
        if entry.operation == operation:
            return entry
    raise KeyError(operation)
