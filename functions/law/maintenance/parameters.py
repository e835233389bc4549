"""The dated figures that the rules on maintenance advances use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from functions.law.core.parameter import IndexSeries, Parameter, PrintedIndex
from functions.law.core.values import Cents, Month
from functions.law.core.working_days import LegalHolidays


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MaintenanceParameters:
    """Every figure of the act of 21 February 2003 and of the indexation of maintenance.

    Equal only to itself, so that what follows from the figures alone can be kept by them.

    ``last_day`` is the last day for which an answer is given: past it the figures would be a guess.
    ``longest_schedule`` is how many months ahead one is given, ``longest_ledger`` for how many rows
    of a ledger, ``largest_amount`` up to which amount. ``act_read_until`` is the day to which the
    text of the act was read.
    """

    last_day: date
    longest_schedule: int
    longest_ledger: int
    largest_amount: Cents
    act_read_until: date
    advance_cap: Parameter
    missed_terms: Parameter
    missed_terms_window: Parameter
    arrears_years: Parameter
    decision_days: Parameter
    debtor_reply_days: Parameter
    renewal_proof_days: Parameter
    effect_working_days: Parameter
    attachment_judge_months: Parameter
    appeal_without_decision_months: Parameter
    debtor_appeal_months: Parameter
    renewal_appeal_months: Parameter
    stop_months: Parameter
    recovery_after_stop: Parameter
    late_interest: Parameter
    set_off_rate: Parameter
    set_off_fraud_rate: Parameter
    grant_months: Parameter
    adult_age: Parameter
    last_age: Parameter
    child_benefit_last_age: Parameter
    adult_child_benefit: Parameter
    adult_education: Parameter
    minor_until_adult: Parameter
    debtor_contribution: Parameter
    creditor_contribution: Parameter
    income_test: Parameter
    ceiling_by_application: Parameter
    income_ceiling: Parameter
    income_per_child: Parameter
    income_per_disabled_child: Parameter
    indexed_by_law: Parameter
    indexation_months: Parameter
    start_index_far: Parameter
    health_index_2025: Parameter
    index_published_by: Parameter
    start_index_tolerance: Parameter
    holidays: LegalHolidays
    series: Mapping[str, IndexSeries]
    printed: Mapping[str, Mapping[Month, PrintedIndex]]
    """By series name and month: the index as it was printed in the base of its time."""
    to_base_2013: Mapping[tuple[str, int], Parameter]
    """By series name and base year: the coefficient that brings an index to base 2013 = 100."""
    recognised: Mapping[tuple[str, int], Parameter]
    """By series name and base year without a coefficient: what recognises a published month."""

    def bases_of(self, name: str) -> tuple[int, ...]:
        """The base years in which an index of the series can be stated."""
        others = (base for of, base in (*self.to_base_2013, *self.recognised) if of == name)
        return (self.series[name].base_year, *others)
