"""What the page shows of an undue sum that is set off, put together for its template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from functions.i18n.catalog import Catalog
from functions.law.core.values import Cents
from functions.law.maintenance.undue import UndueResult
from functions.pages.explanation_view import ExplainedView, explain_result


@dataclass(frozen=True, slots=True, kw_only=True)
class UndueView(ExplainedView):
    """Everything that the template of the result needs.

    ``last`` is the number of the payment, counted from one, with which all is taken back;
    ``None`` while something is open.
    """

    recovery: UndueResult
    last: int | None
    payments: Cents
    paid_out: Cents
    next_keys: tuple[str, ...]


def undue_view(recovery: UndueResult, catalog: Catalog) -> UndueView:
    """The view of a recovery in the words of a language."""
    return UndueView(
        recovery=recovery,
        last=_last(recovery),
        payments=Cents(sum(one.payment for one in recovery.set_offs)),
        paid_out=Cents(sum(one.paid_out for one in recovery.set_offs)),
        next_keys=tuple(_next_keys(recovery)),
        **explain_result(catalog, "undue", recovery),
    )


def _last(recovery: UndueResult) -> int | None:
    places = enumerate(recovery.set_offs, start=1)
    return next((number for number, one in places if one.remaining == 0), None)


def _next_keys(recovery: UndueResult) -> Iterator[str]:
    """What the creditor can do now, the most useful first."""
    yield "check"
    yield "compare"
    if recovery.request.fraud:
        yield "fraud"
    yield "report"
