"""The figures that are out of date, as the reference data and the page of figures state them."""

from __future__ import annotations

from datetime import date
from typing import Any

from functions.forms.names import camel
from functions.http.serialization import drop_none, to_optional_text, to_text
from functions.i18n.catalog import Catalog
from functions.parameters.freshness import Finding, Lack, overdue
from functions.reference.parameter_words import name_of


def overdue_json(catalog: Catalog, day: date) -> list[dict[str, Any]]:
    """What is missing on ``day``, each with its code, since when, and in words."""
    return [
        drop_none(
            name=camel(finding.name),
            code=finding.lack.value,
            since=to_text(finding.since),
            month=to_optional_text(finding.month),
            description=described(catalog, finding),
        )
        for finding in overdue(day)
    ]


def described(catalog: Catalog, finding: Finding) -> str:
    """One sentence that says which figure is missing, and since when."""
    key = f"parameters.freshness.{finding.lack}"
    if finding.lack is Lack.INDEX_MONTH and finding.month is not None:
        return catalog.gettext(key, series=finding.name, month=finding.month, day=finding.since)
    if finding.lack is Lack.LAST_DAY:
        name = catalog.gettext(f"parameters.table.heading_{finding.name}")
        return catalog.gettext(key, name=name, day=finding.since)
    return catalog.gettext(key, name=name_of(catalog, finding.name), day=finding.since)
