"""What a result says of the months missed: one sentence for each way of not paying."""

from __future__ import annotations

from collections.abc import Iterator

from functions.http.serialization import to_text
from functions.i18n.catalog import Catalog
from functions.law.maintenance.missed_count import MissedCount


def missed_sentences(catalog: Catalog, subject: str, count: MissedCount) -> Iterator[str]:
    """The sentences of the months that were not paid in full, then of those not given."""
    for name in ("without_payment", "partly_paid", "without_index", "not_given"):
        months = getattr(count, name)
        if months:
            yield catalog.gettext(f"{subject}.missed.{name}", count=months)
    if count.missing > 0:
        yield catalog.gettext(f"{subject}.missed.missing", amount=count.missing)


def missed_json(count: MissedCount) -> dict[str, int | str]:
    """The same as members of a response."""
    return {
        "withoutPayment": count.without_payment,
        "partlyPaid": count.partly_paid,
        "withoutIndex": count.without_index,
        "notGiven": count.not_given,
        "missing": to_text(count.missing),
    }
