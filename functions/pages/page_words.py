"""The sentences of a language as templates write them."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from functions.i18n.catalog import Catalog, Kept
from functions.law.core.values import Value


class PageWords:
    """The sentences of a language: ``fixed`` those in which nothing is filled in, as markup."""

    def __init__(self, catalog: Catalog) -> None:
        """``fixed`` finds each when it is first asked for, and keeps it."""
        self._sentence = catalog.sentence
        self.fixed: Kept[Markup] = Kept(lambda key: Markup.escape(catalog.gettext(key)))

    def __call__(self, key: str, /, **inputs: Value) -> str:
        """The sentence of that key, its placeholders filled.

        Raises:
            KeyError: there is no such sentence, or a placeholder has no value.
        """
        return self._sentence(key, inputs)


@cache
def page_words(catalog: Catalog) -> PageWords:
    """The sentences of that language."""
    return PageWords(catalog)
