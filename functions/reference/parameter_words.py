"""The name and the meaning of a parameter in the words of a language."""

from __future__ import annotations

from functions.i18n.catalog import Catalog


def name_of(catalog: Catalog, parameter: str) -> str:
    """What a parameter is called."""
    return _words(catalog, parameter, "name")


def meaning_of(catalog: Catalog, parameter: str) -> str:
    """What a parameter says, in a sentence."""
    return _words(catalog, parameter, "meaning")


def _words(catalog: Catalog, parameter: str, part: str) -> str:
    key, base_year = parameter, ""
    if not catalog.has(f"parameters.{key}.{part}"):
        # The coefficients of one series share their words: only the base year differs.
        key, _, base_year = parameter.rpartition(".")
    return catalog.gettext(f"parameters.{key}.{part}", base_year=base_year)
