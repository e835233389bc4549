"""The page of figures: every dated value that the rules use, written in one language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from functions.i18n.articles import format_article
from functions.i18n.catalog import Catalog
from functions.i18n.citations import link_of
from functions.law.core.parameter import DatedValue, IndexSeries, Parameter
from functions.law.core.trace import Source
from functions.parameters import load
from functions.parameters.freshness import overdue
from functions.reference.freshness import described
from functions.reference.parameter_words import meaning_of, name_of

COEFFICIENTS = "to_base_2013"
NO_TEXT = ("estimate", "user")
"""The kinds of source that are no text of anybody else."""
WAIVER_SETS = ("published", "order", "estimate")


def groups(catalog: Catalog) -> list[dict[str, Any]]:
    """The figures by part of the law, in the order of the page, as plain data for the template."""
    return [_group(catalog, name, title) for name, title in _titles()]


def _group(catalog: Catalog, name: str, title: str) -> dict[str, Any]:
    shown = [
        _figure(catalog, parameter)
        for parameter in load.all_parameters()
        if _group_of(parameter) == name
    ]
    return {
        "id": name,
        "title": catalog.gettext(title),
        "holds": catalog.gettext("site.figures.holds", count=len(shown)),
        "lines": list(_index_lines(catalog)) if name == "indices" else [],
        "figures": shown,
    }


def sources(catalog: Catalog) -> list[dict[str, Any]]:
    """Every text that a figure or a rule rests on: its link, or why it has none."""
    return [_text(catalog, act) for act in load.acts()]


def sources_hold(catalog: Catalog) -> str:
    """How many texts there are, in words."""
    return catalog.gettext("site.figures.sources_hold", count=len(load.acts()))


def _text(catalog: Catalog, act: str) -> dict[str, Any]:
    entry = load.acts()[act]
    read = entry.get("read_as_updated_to")
    link = _link(catalog, act)
    addresses = entry.get("addresses", [])
    remarks = []
    if read is not None:
        remarks.append(catalog.gettext("site.sources.read", day=read))
    if catalog.has(f"site.sources.remarks.{act}"):
        remarks.append(catalog.gettext(f"site.sources.remarks.{act}"))
    if not link["link"] and not addresses:
        remarks.append(catalog.gettext(f"site.sources.without_link.{_reason(entry['kind'])}"))
    return {
        "act": act,
        "title": catalog.gettext(f"common.acts.{act}.title"),
        "addresses": addresses,
        "remarks": remarks,
        **link,
    }


def _reason(kind: str) -> str:
    """Why a text has no link: there is no text to link to, or we could check no address."""
    return kind if kind in NO_TEXT else "no_address"


def out_of_date(catalog: Catalog, day: date) -> dict[str, Any]:
    """What is missing on the day of the build, in words: one sentence, then one for each figure."""
    found = [described(catalog, finding) for finding in overdue(day)]
    key = "some" if found else "none"
    return {"text": catalog.gettext(f"parameters.freshness.{key}", day=day), "items": found}


def _titles() -> Iterator[tuple[str, str]]:
    """The groups of the page, each with the key of its heading."""
    yield "maintenance", "parameters.table.heading_maintenance"
    yield "indices", "parameters.table.index_heading"
    for name in (*WAIVER_SETS, "rules"):
        yield name, f"site.figures.waiver_{name}"


def _group_of(parameter: Parameter) -> str:
    """Where on the page a figure is: by its own name, or by the rules that hold it."""
    head, dot, _ = parameter.name.partition(".")
    if dot:
        return "indices" if head == COEFFICIENTS else head
    return "maintenance" if hasattr(load.maintenance(), head) else "rules"


def _index_lines(catalog: Catalog) -> Iterator[str]:
    """What is known of each price index: its months, and the last of them."""
    for series in load.maintenance().series.values():
        yield f"{_extent(catalog, series)} {_last_index(catalog, series)}"


def _extent(catalog: Catalog, series: IndexSeries) -> str:
    return catalog.gettext(
        "parameters.table.index_text",
        series=series.name,
        first_month=series.first_month,
        last_month=series.last_month,
        base_year=str(series.base_year),
    )


def _last_index(catalog: Catalog, series: IndexSeries) -> str:
    month = series.last_month
    figure = series.of(month)
    if figure is None:
        raise KeyError(f"{series.name} has no figure for {month}")
    return catalog.gettext("site.figures.last_index", month=month, figure=figure)


def _figure(catalog: Catalog, parameter: Parameter) -> dict[str, Any]:
    return {
        "name": name_of(catalog, parameter.name),
        "meaning": meaning_of(catalog, parameter.name),
        "entries": [_entry(catalog, parameter, value) for value in parameter.values],
    }


def _entry(catalog: Catalog, parameter: Parameter, value: DatedValue) -> dict[str, str]:
    return {
        "value": value_text(catalog, parameter, value),
        "first": _first_day(catalog, value.first_day),
        "last": _last_day(catalog, value.last_day),
        "status": value.source.status,
        "status_text": catalog.gettext(f"common.status.{value.source.status}"),
        "checked": catalog.gettext("common.site.checked", day=value.last_checked),
        **_source(catalog, value.source),
    }


def value_text(catalog: Catalog, parameter: Parameter, value: DatedValue) -> str:
    """The figure with its unit, or that no source gives it."""
    if value.figure is None:
        return catalog.gettext("parameters.table.not_known")
    figure = parameter.unit.of(value.figure)
    return catalog.gettext(f"parameters.units.{parameter.unit}", figure=figure)


def _first_day(catalog: Catalog, day: date) -> str:
    """The first day; a conversion between two bases holds from the first day there is."""
    return catalog.gettext("parameters.table.always") if day == date.min else catalog.format(day)


def _last_day(catalog: Catalog, day: date | None) -> str:
    return catalog.gettext("parameters.table.no_end") if day is None else catalog.format(day)


def _source(catalog: Catalog, source: Source) -> dict[str, str]:
    """The text behind a figure, linked where it has an address; another language is announced."""
    return {"source": source_text(catalog, source), **_link(catalog, source.act)}


def source_text(catalog: Catalog, source: Source) -> str:
    """The article and the short name of the text."""
    act = catalog.gettext(f"common.acts.{source.act}.short")
    article = format_article(catalog, source.article)
    return f"{article}, {act}" if article else act


def _link(catalog: Catalog, act: str) -> dict[str, str]:
    language, address = link_of(act, catalog.language)
    foreign = language not in ("", catalog.language)
    return {
        "link": address,
        "link_language": language,
        "link_note": f"({catalog.gettext(f'common.link_language.{language}')})" if foreign else "",
    }
