"""The arrears before an application, and whether the months missed open the intervention.

Arrears of the last five years are collected, never advanced (arts 3 and 6 of the act).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from functions.law.core.replay import only, optional, replaying
from functions.law.core.rule import Before, amount_of
from functions.law.core.trace import Note, TraceStep
from functions.law.core.validation import ensure_valid
from functions.law.core.values import BasisPoints, Cents
from functions.law.maintenance.arrears_explain import Working, explain, notes
from functions.law.maintenance.arrears_request import ArrearsRequest, validate
from functions.law.maintenance.contribution import contribution_of_debtor, share_of_principal
from functions.law.maintenance.indexation import TitleIndex
from functions.law.maintenance.ledger import (
    LedgerMonth,
    claimable_since,
    ledger,
    may_apply_from,
)
from functions.law.maintenance.missed_terms import (
    arrears_total,
    may_apply,
    may_apply_later,
    missed_terms,
    too_old_or_none,
)
from functions.law.maintenance.parameters import MaintenanceParameters


@dataclass(frozen=True, kw_only=True)
class ArrearsResult:
    """The arrears of a ledger. Amounts in cents.

    ``total`` is missing over the months of the last five years, ``too_old`` over older ones, which
    are not collected. ``may_apply_from`` is the day of the application if enough terms were missed;
    else the first day on which there are, should nothing be paid until then (``None``: that day
    lies past the known time, or nothing is missing of any month). What explains and warns is
    computed when it is asked for.
    """

    request: ArrearsRequest
    claimable_since: date
    months: tuple[LedgerMonth, ...]
    total: Cents
    too_old: Cents
    missed: int
    required: int
    may_apply_from: date | None
    contribution_rate: BasisPoints
    contribution: Cents
    working: Working = field(repr=False, compare=False)

    @cached_property
    def explanation(self) -> tuple[TraceStep, ...]:
        """The steps."""
        return tuple(explain(self.working).steps)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What the reader must know beside the sums."""
        return tuple(notes(self.working))


def calculate_arrears(request: ArrearsRequest, parameters: MaintenanceParameters) -> ArrearsResult:
    """What is missing month by month, what can be claimed, and from when one may apply.

    Raises:
        InvalidInput: the answers contradict each other or lie outside the known figures.
    """
    ensure_valid(validate(request, parameters))
    day = request.application_date
    index = TitleIndex(request.title, parameters)
    months = ledger(request, index)
    total = sum(m.missing for m in months if m.claimable)
    too_old = sum(m.missing for m in months if not m.claimable)
    is_missing = total + too_old > 0
    rate = parameters.debtor_contribution.on(day)
    working = Working(
        request=request,
        index=index,
        months=months,
        total=Cents(total),
        too_old=Cents(too_old),
        missed=sum(m.counts_as_missed for m in months),
        required=parameters.missed_terms.on(day),
        may_apply_from=may_apply_from(request, months, parameters) if is_missing else None,
        rate=BasisPoints(rate),
    )
    return ArrearsResult(
        request=request,
        claimable_since=claimable_since(day, parameters),
        months=months,
        total=working.total,
        too_old=working.too_old,
        missed=working.missed,
        required=working.required,
        may_apply_from=working.may_apply_from,
        contribution_rate=working.rate,
        contribution=share_of_principal(working.total, working.rate),
        working=working,
    )


@replaying
def replay_arrears(steps: Sequence[TraceStep]) -> tuple[int, int]:
    """Computes the steps anew; the arrears that can be claimed, and the contribution on them.

    Raises:
        ReplayError: a step does not follow from its inputs, or one is missing.
    """
    total = only(steps, arrears_total)
    too_old_or_none(Before(steps))
    if only(steps, missed_terms).value:
        only(steps, may_apply)
    else:
        optional(steps, may_apply_later)
    return amount_of(total), amount_of(only(steps, contribution_of_debtor))
