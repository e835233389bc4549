"""The codes that answers hold, read from where they are defined: rules, sentences, acts, statuses.

Each list becomes a component of the API description. A member of an answer names its list in
``x-codes``; it is no enumeration there, since a later version may add a code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from functions import law
from functions.calculators.advances.response import MEANINGS as MEANINGS_OF_KEY_DATES
from functions.calculators.load import load
from functions.calculators.registry import CALCULATORS
from functions.calculators.shared.dates_json import MEANINGS
from functions.forms.names import camel
from functions.i18n.catalog import catalog_of
from functions.law.core.rule import REGISTRY, AnyRule
from functions.parameters.load import acts

LANGUAGE = "en"
"""Every language has the same keys."""
SHARED = "shared"


def code_schemas() -> dict[str, dict[str, Any]]:
    """The component of each list of codes, by its name."""
    dates = _keys("dates", "title") | _keys("key_dates", "title")
    return {
        name: {"description": f"{said}. A later version may add codes", "type": "string", "enum": c}
        for name, said, c in (
            ("RuleCode", "Every rule of a step or a condition", _rules()),
            ("NoteCode", "Everything that a note can be about", _camel(_keys("notes"))),
            ("DateCode", "Every kind of day, as the member code names it", _camel(dates)),
            ("DateMeaning", "Every kind of day, each by one code", _meanings(dates)),
            ("DocumentCode", "Every document to attach", _camel(_keys("documents"))),
            ("ActCode", "Every text that a rule or a figure rests on", _camel(acts())),
        )
    }


def _rules() -> list[str]:
    """The rules of every calculator; each is defined when its calculator is loaded."""
    for name in CALCULATORS:
        load(name)
    return _camel(code for code, rule in REGISTRY.items() if _is_of_law(rule))


def _is_of_law(rule: AnyRule) -> bool:
    """Whether the law defines it; a test may define others."""
    return rule.formula.__module__.startswith(law.__name__)


def _keys(part: str, last: str = "") -> set[str]:
    """The names below that part of the sentences of the calculators; of one in several forms, once.

    ``last`` is the end of the key of a sentence, where each name has more than one.
    """
    end = re.escape(f".{last}") if last else r"(?:\.\w+)?"
    pattern = re.compile(rf"\w+\.{part}\.(\w+){end}")
    entries: Iterable[str] = catalog_of(LANGUAGE).entries
    subjects = {*CALCULATORS, SHARED}
    found = (pattern.fullmatch(key) for key in entries if key.partition(".")[0] in subjects)
    return {match[1] for match in found if match}


def _meanings(dates: Iterable[str]) -> list[str]:
    """The codes without those that mean two things, and what stands for each of these."""
    several = {*MEANINGS, *map(camel, MEANINGS_OF_KEY_DATES)}
    instead = {*MEANINGS.values(), *MEANINGS_OF_KEY_DATES.values()}
    return sorted(({camel(code) for code in dates} - several) | instead)


def _camel(codes: Iterable[str] | Mapping[str, object]) -> list[str]:
    return sorted(map(camel, codes))
