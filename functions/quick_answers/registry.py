"""The pages with a quick answer: the only list of them.

They are operations of pages, and no part of the public API: a calculator answers the same questions
there, and more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from functions.calculators.registry import Domain
from functions.http.paths import BASE

HOME = ""
"""The home page, below the folder of a language."""
LETTER = "letter"
"""The quick answer that has a page to itself."""


@dataclass(frozen=True, slots=True)
class QuickEntry:
    """One quick answer on one page.

    ``name`` is its place on the page, ``operation`` the last part of its path, ``page`` the page
    below the folder of a language, ``asks`` the folder of its questions and of its answer.
    ``own_path`` is the path of its form where that is not the one of its operation.
    """

    name: str
    operation: str
    page: str
    domain: Domain
    asks: str
    own_path: str = ""

    @property
    def path(self) -> str:
        """The path that its form is sent to."""
        return self.own_path or f"{BASE}/quick/{self.operation}"

    @property
    def is_whole_page(self) -> bool:
        """Whether it has a page to itself; on the home page there are others beside it."""
        return self.page != HOME and not self.own_path


QUICK_ANSWERS: Mapping[str, QuickEntry] = MappingProxyType(
    {
        entry.name: entry
        for entry in (
            QuickEntry("not_paid", "notPaid", HOME, Domain.MAINTENANCE, "not_paid"),
            QuickEntry("must_pay", "mustPay", HOME, Domain.MAINTENANCE, "must_pay"),
            QuickEntry("must_repay", "mustRepay", HOME, Domain.WAIVER, "must_repay"),
            QuickEntry(LETTER, "letter", "debtor/deadline", Domain.MAINTENANCE, "must_pay"),
        )
    }
)
"""Every quick answer by its name, those of the home page in its order."""
