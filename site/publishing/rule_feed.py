"""The feed of rule changes: every dated figure of the law, with the day from which it applies.

For social workers and integrators who follow changes (RFC 4287). Made from the parameters: a new
line of data is a new entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from functions.forms.names import camel
from functions.i18n.catalog import Catalog
from functions.law.core.parameter import DatedValue, Parameter
from functions.parameters import load
from functions.reference.parameter_words import name_of
from publishing import atom
from publishing.figures import source_text, value_text

ADDRESS = "about/rule-changes.xml"
"""Where the feed is, below the folder of a language."""
PAGE = "about/figures/"


class Change(NamedTuple):
    """One entry: the figure from that day, or ``None`` where its rule ended."""

    first_day: date
    parameter: Parameter
    value: DatedValue | None


def feed_files(config: MkDocsConfig, catalog: Catalog) -> Iterator[File]:
    """The feed of one language, as a file of the build."""
    yield File.generated(config, ADDRESS, content=feed(config.site_url or "", catalog))


def feed(site: str, catalog: Catalog) -> str:
    """The Atom document: the changes, the latest first."""
    return atom.document(
        atom.Feed(
            address=f"{site}{ADDRESS}",
            page=f"{site}{PAGE}",
            language=catalog.language,
            title=catalog.gettext("site.figures.feed"),
            entries=[_entry(change, site, catalog) for change in changes()],
        )
    )


def changes() -> list[Change]:
    """Every dated value, and the end of each rule that ended; the latest first."""
    found = []
    for parameter in load.all_parameters():
        found += [
            Change(value.first_day, parameter, value)
            for value in parameter.values
            if value.first_day > date.min
        ]
        end = parameter.values[-1].last_day
        if parameter.has_ended and end is not None:
            found.append(Change(end + timedelta(days=1), parameter, None))
    return sorted(found, key=lambda change: change.first_day, reverse=True)


def _entry(change: Change, site: str, catalog: Catalog) -> atom.Entry:
    host = urlsplit(site).hostname or "localhost"
    path = f"{camel(change.parameter.name)}/{change.first_day}"
    name = name_of(catalog, change.parameter.name)
    return atom.Entry(
        id=f"tag:{host},{change.first_day.year}:{path}",
        title=f"{catalog.format(change.first_day)}: {name}",
        updated=_checked(change),
        link=f"{site}{PAGE}",
        summary=_summary(change, catalog),
    )


def _summary(change: Change, catalog: Catalog) -> str:
    """The value with its status and source, or that the rule ended."""
    value = change.value
    if value is None:
        return catalog.gettext("site.figures.ended")
    figure = value_text(catalog, change.parameter, value)
    status = catalog.gettext(f"common.status.{value.source.status}")
    return f"{figure} ({source_text(catalog, value.source)}; {status})"


def _checked(change: Change) -> date:
    return (change.value or change.parameter.values[-1]).last_checked
