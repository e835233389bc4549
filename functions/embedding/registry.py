"""What other sites may show in a frame: the only list of it, and of the colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from functions.calculators.registry import CALCULATORS, Domain, Entry
from functions.http.paths import EMBED
from functions.quick_answers.registry import QUICK_ANSWERS, QuickEntry

FOLDER = "embed"
"""The folder of these pages, below that of a language."""
AUTO = "auto"
"""The colours that the reader's device asks for."""
THEMES = (AUTO, "light", "dark", "plain")
"""The colours that the address of a frame may name; ``plain`` is grey and blue on white."""
THEME = "theme"
"""The part of the path of an answer that names the colours."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """A quick answer or calculator that other sites may show in a frame.

    ``name`` is the last part of its addresses, ``source`` what it shows, and ``full_page`` the page
    of the site, below the folder of a language, that asks the same.
    """

    name: str
    source: Entry | QuickEntry
    full_page: str

    @property
    def domain(self) -> Domain:
        """The act that it applies."""
        return self.source.domain

    @property
    def page(self) -> str:
        """The page in the colours of the device, below the folder of a language."""
        return f"{FOLDER}/{self.name}"

    @property
    def path(self) -> str:
        """The path that its forms are sent to, before the name of the colours."""
        return f"{EMBED}/{self.name}"

    def themed_page(self, theme: str) -> str:
        """The page in those colours."""
        return self.page if theme == AUTO else f"{self.page}/{theme}"

    def entry(self) -> Entry | QuickEntry:
        """The quick answer or calculator with the addresses of the frame."""
        return replace(self.source, page=self.page, own_path=f"{self.path}/{AUTO}")


EMBEDDED: Mapping[str, Embedded] = MappingProxyType(
    {
        each.name: each
        for each in (
            Embedded("not-paid", QUICK_ANSWERS["not_paid"], "advances"),
            Embedded("must-pay", QUICK_ANSWERS["must_pay"], "debtor"),
            Embedded("must-repay", QUICK_ANSWERS["must_repay"], "waiver"),
            Embedded("advances", CALCULATORS["advances"], CALCULATORS["advances"].page),
            Embedded("waiver", CALCULATORS["waiver"], CALCULATORS["waiver"].page),
        )
    }
)
"""Each by its name: the quick answers of the home page, then the two simulators."""
