"""Names the sources of rules and figures: act, article, link, and how certain the source is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from functions.i18n.articles import format_article
from functions.i18n.catalog import Catalog, catalog_of
from functions.law.core.trace import Source, Status
from functions.law.core.values import Month
from functions.parameters import load

OTHER_LANGUAGES = ("fr", "nl", "de", "en")
"""A text without a link in the language of the page is linked in the first of these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A source as it is named and linked; ``foreign`` names a language other than the page's.

    ``act`` is the short name of the text, without the article.
    """

    text: str
    act: str
    title: str
    href: str
    language: str
    foreign: str
    status: Status
    status_word: str

    @property
    def is_law(self) -> bool:
        """Whether the ground is the text of the law itself, which needs no mark."""
        return self.status is Status.LAW


def link_of(act: str, language: str) -> tuple[str, str]:
    """Language and address of a text for a page in ``language``; both empty without a link."""
    links: Mapping[str, str] = load.acts()[act].get("link", {})
    found = next((each for each in (language, *OTHER_LANGUAGES) if each in links), "")
    return found, links.get(found, "")


def cite(catalog: Catalog, source: Source) -> Citation:
    """The source with its article, linked where its address is known."""
    return _citation(catalog.language, source)


@cache
def _citation(language_of_words: str, source: Source) -> Citation:
    """Kept: a result names the same few articles again and again."""
    catalog = catalog_of(language_of_words)
    article = format_article(catalog, source.article)
    short = catalog.gettext(f"common.acts.{source.act}.short")
    language, href = link_of(source.act, catalog.language)
    foreign = language not in ("", catalog.language)
    return Citation(
        text=catalog.gettext("formats.article.cited", act=short, article=article)
        if article
        else short,
        act=short,
        title=catalog.gettext(f"common.acts.{source.act}.title"),
        href=href,
        language=language,
        foreign=catalog.gettext(f"common.link_language.{language}") if foreign else "",
        status=source.status,
        status_word=catalog.gettext(f"common.status.{source.status}"),
    )


def period(catalog: Catalog, first: Month, last: Month, *, opens_sentence: bool = False) -> str:
    """A month, or a run of months, alone in a table or at the start of a sentence."""
    start = "common.period.sentence_" if opens_sentence else "common.period."
    if first == last:
        return catalog.gettext(f"{start}one", month=first)
    return catalog.gettext(f"{start}range", from_month=first, to_month=last)
