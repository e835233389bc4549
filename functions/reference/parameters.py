"""The dated figures of the law as a collection that machines can read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from functions.calculators.shared.explanation_json import source_json
from functions.forms.echo import truncate
from functions.forms.errors import FieldError, ParseErrorCode
from functions.forms.names import camel
from functions.http import clock
from functions.http.paths import PARAMETERS
from functions.http.problem import Problem, Problems
from functions.http.serialization import drop_none, to_optional_text, to_text
from functions.i18n.catalog import Catalog
from functions.law.core.errors import ValidationErrorCode
from functions.law.core.parameter import DatedValue, Parameter
from functions.parameters import load
from functions.reference.freshness import overdue_json
from functions.reference.parameter_words import meaning_of, name_of

PAGE_SIZE = 50
LARGEST_PAGE = 100
LONGEST_NUMBER = 6
QUERY = ("page", "pageSize")


def collection(query: Mapping[str, str], catalog: Catalog) -> dict[str, Any]:
    """One page of the figures.

    Raises:
        Problem: the page cannot be read, or is no page of the collection.
    """
    every = load.all_parameters()
    size = _number(query, "pageSize", PAGE_SIZE, LARGEST_PAGE)
    last = -(-len(every) // size)
    page = _number(query, "page", 1, last)
    shown = every[(page - 1) * size : page * size]
    return drop_none(
        items=[parameter_json(parameter, catalog) for parameter in shown],
        total=len(every),
        page=page,
        pageSize=size,
        overdue=overdue_json(catalog, clock.today()),
        self=_link(page, size),
        first=_link(1, size),
        last=_link(last, size),
        prev=_link(page - 1, size) if page > 1 else None,
        next=_link(page + 1, size) if page < last else None,
    )


def one(name: str, catalog: Catalog) -> dict[str, Any]:
    """The figure of that name.

    Raises:
        Problem: there is none.
    """
    for parameter in load.all_parameters():
        if camel(parameter.name) == name:
            return parameter_json(parameter, catalog)
    raise Problem(Problems.NOT_FOUND)


def parameter_json(parameter: Parameter, catalog: Catalog) -> dict[str, Any]:
    """A figure through time."""
    name = camel(parameter.name)
    return {
        "href": f"{PARAMETERS}/{name}",
        "name": name,
        "title": name_of(catalog, parameter.name),
        "description": meaning_of(catalog, parameter.name),
        "unit": parameter.unit.value,
        "values": [_value(parameter, value, catalog) for value in parameter.values],
    }


def _value(parameter: Parameter, value: DatedValue, catalog: Catalog) -> dict[str, Any]:
    figure = None if value.figure is None else to_text(parameter.unit.of(value.figure))
    return drop_none(
        value=figure,
        startDate=None if value.first_day == date.min else to_text(value.first_day),
        endDate=to_optional_text(value.last_day),
        source=source_json(catalog, value.source),
        lastChecked=to_text(value.last_checked),
    )


def _link(page: int, size: int) -> str:
    return f"{PARAMETERS}?page={page}&pageSize={size}"


def _number(query: Mapping[str, str], name: str, default: int, maximum: int) -> int:
    """A number of the query, from one to ``maximum``."""
    text = query.get(name)
    if text is None:
        return default
    limits = {"minimum": 1, "maximum": maximum}
    is_number = text.isascii() and text.isdecimal()
    if is_number and len(text) <= LONGEST_NUMBER and 1 <= int(text) <= maximum:
        return int(text)
    issue = FieldError(
        path=name,
        code=ValidationErrorCode.OUT_OF_RANGE if is_number else ParseErrorCode.NOT_AN_INTEGER,
        limits=limits if is_number else {},
        value=truncate(text),
    )
    raise Problem(Problems.BAD_REQUEST, (issue,), where="query")
