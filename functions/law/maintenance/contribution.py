"""What the service costs (art. 5 of the act): the debtor's share, and once the creditor's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from functions.law.core.rule import Before, rule
from functions.law.core.trace import TraceStep
from functions.law.core.values import BasisPoints, Cents, Month, share
from functions.law.maintenance.indexation_rules import amount_of_all
from functions.law.maintenance.missed_terms import arrears_total
from functions.law.maintenance.parameters import MaintenanceParameters


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """The contribution to the operating costs: rates, and the debtor's amount for one month."""

    debtor_rate: BasisPoints
    creditor_rate: BasisPoints
    monthly_principal: Cents
    debtor_monthly_amount: Cents
    step: TraceStep


def share_of_principal(principal: Cents, rate: BasisPoints) -> Cents:
    """Art. 5: a share of the principal, half-up to the cent."""
    return Cents(share(principal, rate))


def follows_principal(principal: Cents, application_date: date, before: Before) -> bool:
    """Whether it is the arrears of the ledger, else the maintenance of the month, indexed."""
    arrears = before.last(arrears_total)
    if arrears is not None:
        return principal == arrears.value and application_date == arrears.inputs["application_date"]
    return principal == amount_of_all(before, Month.of(application_date))


@rule(
    "contribution.debtor",
    when=(follows_principal,),
    thresholds=("rate", "application_date"),
)
def contribution_of_debtor(principal: Cents, rate: BasisPoints, application_date: date) -> Cents:
    """The share of the debtor, at the rate of the day of the application."""
    return share_of_principal(principal, rate)


def contribution(principal: Cents, day: date, parameters: MaintenanceParameters) -> Contribution:
    """The contribution on one month of maintenance, at the rate for an application of ``day``."""
    of_debtor = parameters.debtor_contribution
    rate = BasisPoints(of_debtor.on(day))
    step = contribution_of_debtor.make(
        Before(), of_debtor.source_on(day), (principal, rate, day), {}
    )
    return Contribution(
        debtor_rate=rate,
        creditor_rate=BasisPoints(parameters.creditor_contribution.on(day)),
        monthly_principal=principal,
        debtor_monthly_amount=share_of_principal(principal, rate),
        step=step,
    )
