"""The same name in the two spellings: ``birthDate`` on the wire, ``birth_date`` in the code."""

from __future__ import annotations

import re
from functools import lru_cache

CAPITAL = re.compile(r"(?<=[a-z0-9])[A-Z]")
UNDERSCORE = re.compile(r"_([a-z0-9])")
KEPT = 2048
"""The names of the contract are few, and asked for in every answer."""


@lru_cache(maxsize=KEPT)
def snake(name: str) -> str:
    """The name as the code spells it.

    >>> snake("children[0].birthDate")
    'children[0].birth_date'
    """
    return CAPITAL.sub(lambda capital: f"_{capital[0].lower()}", name)


@lru_cache(maxsize=KEPT)
def camel(name: str) -> str:
    """The name as the wire spells it.

    >>> camel("children[0].birth_date")
    'children[0].birthDate'
    """
    return UNDERSCORE.sub(lambda letter: letter[1].upper(), name)
