"""The files that a result can be saved as, and the PDF of a calculator that makes one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from functions.calculators.base import ENDINGS, Calculator, PdfCalculator
from functions.http import clock
from functions.http.negotiation import CALENDAR, CSV, PDF
from functions.http.response import Response
from functions.i18n.catalog import Catalog

if TYPE_CHECKING:
    # Only what has days or a table imports how they are kept.
    from functions.exports.days import Days
    from functions.exports.table import Table


NEUTRAL_FILE = "common.take_along.neutral.file"
NEUTRAL_TITLE = "common.take_along.neutral.title"

NOBODY: Mapping[str, str] = MappingProxyType({})
"""Nothing written about people."""


def days_of(calculator: Calculator[Any], result: object, catalog: Catalog) -> Days | None:
    """The days of a result in a language; ``None`` where it has none."""
    if calculator.days is None:
        return None
    return calculator.days(result, catalog) or None


def table_of(calculator: Calculator[Any], result: object, catalog: Catalog) -> Table | None:
    """The table of a result in a language; ``None`` where it has none."""
    if calculator.table is None or not calculator.table_entries(result):
        return None
    return calculator.table(result, catalog)


def file_answer(
    calculator: Calculator[Any],
    media_type: str,
    result: object,
    catalog: Catalog,
    *,
    neutral: bool = False,
) -> Response | None:
    """The result as a file of that type to save; ``None`` where it has nothing for one.

    ``neutral``: neither its name nor its title says what it is.
    """
    body = _file(calculator, media_type, result, catalog, neutral=neutral)
    if body is None:
        return None
    return Response(
        body=body,
        media_type=media_type,
        language=catalog.language,
        headers=_named(calculator, media_type, catalog, neutral=neutral),
    )


def spreadsheet_answer(
    calculator: Calculator[Any], result: object, catalog: Catalog, *, neutral: bool
) -> Response | None:
    """The table of a result as text that a reader opens in a spreadsheet; ``None`` without one."""
    table = table_of(calculator, result, catalog)
    if table is None:
        return None
    from functions.exports.csv import spreadsheet_file  # noqa: PLC0415

    return Response(
        body=spreadsheet_file(table, catalog),
        media_type=f"{CSV}; charset=utf-16",
        language=catalog.language,
        headers=_named(calculator, CSV, catalog, neutral=neutral),
    )


def _named(
    calculator: Calculator[Any], media_type: str, catalog: Catalog, *, neutral: bool
) -> dict[str, str]:
    own_name = f"alimenta-{calculator.schema.form.name.replace('_', '-')}"
    name = catalog.gettext(NEUTRAL_FILE) if neutral else own_name
    return {"Content-Disposition": f'attachment; filename="{name}.{ENDINGS[media_type]}"'}


def pdf_answer(  # noqa: PLR0913 - the result, and what the page was given beside it
    output: PdfCalculator[Any],
    result: object,
    catalog: Catalog,
    typed: Mapping[str, str] = NOBODY,
    given: Mapping[str, str] = NOBODY,
    *,
    neutral: bool = False,
) -> Response:
    """The PDF made of a result, to save; ``neutral`` as for other files.

    ``typed`` is what the reader wrote about people, ``given`` what only the page asks.
    """
    body = output.paper.make(result, catalog, typed, given)
    name = catalog.gettext(output.paper.file_names)
    if neutral:
        body = output.paper.retitle(body, catalog.gettext(NEUTRAL_TITLE))
        name = catalog.gettext(NEUTRAL_FILE)
    return Response(
        body=body,
        media_type=PDF,
        language=catalog.language,
        headers={"Content-Disposition": f'attachment; filename="{name}.pdf"'},
    )


def _file(
    calculator: Calculator[Any],
    media_type: str,
    result: object,
    catalog: Catalog,
    *,
    neutral: bool,
) -> str | bytes | None:
    # Each is read only here, and rarely asked for: other requests do not pay for them.
    if media_type == CALENDAR:
        days = days_of(calculator, result, catalog)
        if days is None:
            return None
        from functions.exports.icalendar import calendar_file  # noqa: PLC0415

        return calendar_file(
            calculator.entry.operation, days, catalog, clock.now(), neutral=neutral
        )
    table = table_of(calculator, result, catalog)
    if table is None:
        return None
    if media_type == CSV:
        from functions.exports.csv import csv_file  # noqa: PLC0415

        return csv_file(table, catalog.style)
    from functions.exports.ods import ods_file  # noqa: PLC0415

    title = catalog.gettext(NEUTRAL_TITLE) if neutral else table.title
    return ods_file(replace(table, title=title), catalog)
