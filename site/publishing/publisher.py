"""Who publishes this site, from the environment of the build; nothing of it is in the sources.

Without it a build is a test copy, and every page says so. That of a stage is refused without it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from mkdocs.exceptions import BuildError

STAGE = "SITE_STAGE"
"""The stage that is built; a build on one's own machine has none."""

PREFIX = "PUBLISHER_"
ENTERPRISE_NUMBER = re.compile(r"([01]\d{3})\.?(\d{3})\.?(\d{3})")
MODULUS = 97
CHECK_DIGITS = 100


@dataclass(frozen=True, slots=True)
class Publisher:
    """Name, postal address, enterprise number and e-mail address of whoever publishes the site."""

    name: str
    address: str
    enterprise_number: str
    contact: str


def publisher(environment: Mapping[str, str] = os.environ) -> Publisher | None:
    """The publisher that the environment names; ``None`` for a test copy.

    Raises:
        BuildError: a part is missing though a stage is built or another part is there, or a part
            cannot be right.
    """
    names = {field.name: f"{PREFIX}{field.name.upper()}" for field in fields(Publisher)}
    given = {field: environment.get(name, "").strip() for field, name in names.items()}
    stage = environment.get(STAGE, "")
    if not stage and not any(given.values()):
        return None
    if missing := [names[field] for field, text in given.items() if not text]:
        built = f"stage {stage}" if stage else "site"
        raise BuildError(f"the {built} does not say who publishes it: set {', '.join(missing)}")
    if not is_enterprise_number(given["enterprise_number"]):
        raise BuildError(f"{names['enterprise_number']} is no Belgian enterprise number")
    if "@" not in given["contact"]:
        raise BuildError(f"{names['contact']} is no e-mail address")
    return Publisher(**given)


def is_enterprise_number(text: str) -> bool:
    """Whether the text is a number of the Crossroads Bank for Enterprises.

    Its last two digits check the others.

    >>> is_enterprise_number("0123.456.749"), is_enterprise_number("0123.456.748")
    (True, False)
    """
    match = ENTERPRISE_NUMBER.fullmatch(text)
    if match is None:
        return False
    number, check = divmod(int("".join(match.groups())), CHECK_DIGITS)
    return MODULUS - number % MODULUS == check
