"""Writes the place of a rule in an act: ``4, § 2, al. 1`` as each language quotes it."""

from __future__ import annotations

from functions.i18n.catalog import Catalog

PARAGRAPH = "§ "
SUBPARAGRAPH = "al. "
DEGREE = "°"


def format_article(catalog: Catalog, article: str) -> str:
    """The article as it is quoted in the language; nothing where the source has no article.

    Raises:
        KeyError: the language has no word for that subparagraph.
    """
    if not article:
        return ""
    number, *parts = article.split(", ")
    text = catalog.gettext("formats.article.number", number=number)
    return text + "".join(_written(catalog, part) for part in parts)


def _written(catalog: Catalog, part: str) -> str:
    """A paragraph, one of its subparagraphs, or a numbered item."""
    if part.startswith(SUBPARAGRAPH):
        ordinal = part.removeprefix(SUBPARAGRAPH)
        return catalog.gettext(f"formats.article.subparagraph.{ordinal}")
    if part.startswith(PARAGRAPH):
        return catalog.gettext("formats.article.paragraph", number=part.removeprefix(PARAGRAPH))
    return catalog.gettext("formats.article.item", number=part.removesuffix(DEGREE))
