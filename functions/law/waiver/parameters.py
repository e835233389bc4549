"""The dated figures that the rules on the waiver of recovery use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from functions.law.core.parameter import Parameter
from functions.law.core.values import Cents
from functions.law.core.working_days import LegalHolidays


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """One set of figures: the two limits on monthly resources, and the flat reduction a person.

    ``small_debt_may``, ``small_debt_must``: where the set has its own amounts for small debts.
    """

    minimum: Parameter
    maximum: Parameter
    flat_reduction: Parameter
    small_debt_may: Parameter | None = None
    small_debt_must: Parameter | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverParameters:
    """Every figure of the waiver; an answer is given from ``first_day`` to ``last_day``.

    ``longest_ledger`` is for how many rows of a list, ``largest_amount`` up to which amount.
    """

    first_day: date
    last_day: date
    longest_ledger: int
    largest_amount: Cents
    holidays: LegalHolidays
    sets: Mapping[str, Limits]
    steps: Parameter
    percent_per_step: Parameter
    small_debt_may: Parameter
    small_debt_must: Parameter
    appeal_months: Parameter
    appeal_start_days: Parameter
    court_months: Parameter
    court_start_days: Parameter
    complaint_interrupts: Parameter
    particulars_missing_months: Parameter
    acknowledgement_days: Parameter
    limitation_years: Parameter
    limitation_fraud_years: Parameter
    retention_years: Parameter
    situation_worthy_of_consideration: Parameter

    def small_debt(self, chosen: str) -> tuple[Parameter, Parameter]:
        """Below which amounts a debt may, and must, be waived by the figures of a set."""
        own = self.sets.get(chosen)
        may = None if own is None else own.small_debt_may
        must = None if own is None else own.small_debt_must
        return may or self.small_debt_may, must or self.small_debt_must
