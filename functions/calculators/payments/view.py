"""What the page shows of an allocation of payments, put together for its template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from functions.i18n.catalog import Catalog
from functions.law.core.values import Cents
from functions.law.maintenance.allocation import Allocation, Rank
from functions.law.maintenance.allocation_rules import goes_on, stop
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.law.maintenance.payments import PaymentsResult
from functions.pages.explanation_view import ExplainedView, ExplanationLine, explain_result

TONES = {"stops": "yes", "stops_open": "later", "settled": "yes", "open": "later"}

ENDS = {stop.code, goes_on.code}


@dataclass(frozen=True, slots=True, kw_only=True)
class RankLine:
    """A rank of art. 23: what the payments paid of it, and what stays open."""

    rank: Rank
    paid: Cents
    open: Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentLine:
    """A payment: when, how much, and what it pays of each rank, in their order."""

    date: date
    amount: Cents
    parts: tuple[Cents, ...]
    surplus: Cents
    after_stop: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentsView(ExplainedView):
    """Everything that the template of the result needs."""

    collection: PaymentsResult
    verdict: str
    next: tuple[str, ...]
    payments: tuple[PaymentLine, ...]
    ranks: tuple[RankLine, ...]
    paid: Cents
    end: tuple[ExplanationLine, ...]

    @property
    def tone(self) -> str:
        """How the verdict looks: yes once all is paid, later while something is open."""
        return TONES[self.verdict]


def payments_view(
    collection: PaymentsResult, catalog: Catalog, parameters: MaintenanceParameters
) -> PaymentsView:
    """The view of an allocation in the words of a language."""
    explained = explain_result(catalog, "payments", collection)
    rules = [step.rule for step in collection.explanation]
    ranks = tuple(_ranks(collection))
    return PaymentsView(
        collection=collection,
        verdict=_verdict(collection),
        next=tuple(_next(collection, catalog, parameters)),
        payments=tuple(_payment(allocation) for allocation in collection.allocations),
        ranks=ranks,
        paid=Cents(sum(line.paid for line in ranks)),
        # The law ends every allocation with the steps on its end.
        end=tuple(explained["steps"][next(map(rules.index, ENDS & set(rules))) :]),
        **explained,
    )


def _verdict(collection: PaymentsResult) -> str:
    if collection.after_stop is not None:
        return "stops_open" if collection.after_stop.open_at_stop else "stops"
    return "open" if collection.remaining else "settled"


def _next(
    collection: PaymentsResult, catalog: Catalog, parameters: MaintenanceParameters
) -> Iterator[str]:
    """What the debtor can do now, the most useful first."""
    key, leave = "payments.next", collection.exit
    if leave is not None:
        yield catalog.gettext(f"{key}.exit", to_pay=leave.to_pay, last_day=leave.last_day)
    yield catalog.gettext(f"{key}.pay_service")
    if collection.after_stop is not None:
        yield catalog.gettext(f"{key}.wait_for_end")
        if collection.after_stop.open_at_stop:
            yield catalog.gettext(f"{key}.open_at_stop")
    else:
        required = parameters.stop_months.on(collection.request.application_date)
        yield catalog.gettext(f"{key}.pay_all", required=required)
    yield catalog.gettext(f"{key}.proof")


def _payment(allocation: Allocation) -> PaymentLine:
    return PaymentLine(
        date=allocation.payment.date,
        amount=Cents(allocation.payment.amount),
        parts=tuple(allocation.parts[rank] for rank in Rank),
        surplus=allocation.surplus,
        after_stop=allocation.after_stop,
    )


def _ranks(collection: PaymentsResult) -> Iterator[RankLine]:
    for rank in Rank:
        paid = sum(allocation.parts[rank] for allocation in collection.allocations)
        yield RankLine(rank=rank, paid=Cents(paid), open=collection.balances[rank])
