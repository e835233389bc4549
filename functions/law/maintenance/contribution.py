"""What the service costs (art. 5 of the act): the debtor's share, and once the creditor's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from functions.law.core.rule import Explanation, rule
from functions.law.core.trace import TraceStep
from functions.law.core.values import BasisPoints, Cents, Month, share
from functions.law.maintenance.application import AdvanceApplication
from functions.law.maintenance.instalments import maintenance_in
from functions.law.maintenance.parameters import MaintenanceParameters


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """The contribution to the operating costs: rates, and the debtor's amount for one month."""

    debtor_rate: BasisPoints
    creditor_rate: BasisPoints
    monthly_principal: Cents
    debtor_monthly_amount: Cents
    step: TraceStep


@rule("contribution.debtor", informs=("application_date",))
def contribution_of_debtor(principal: Cents, rate: BasisPoints, application_date: date) -> Cents:
    """Art. 5: a share of the principal, at the rate of the day of the application."""
    return Cents(share(principal, rate))


def contribution(
    application: AdvanceApplication, day: date, parameters: MaintenanceParameters
) -> Contribution:
    """The contribution on one month of maintenance, at the rate for an application of ``day``."""
    rate = BasisPoints(parameters.debtor_contribution.on(day))
    principal = maintenance_in(application, Month.of(day), parameters)
    explanation = Explanation().citing(parameters.debtor_contribution.source_on(day))
    amount = explanation.add(contribution_of_debtor, principal, rate, day)
    return Contribution(
        debtor_rate=rate,
        creditor_rate=BasisPoints(parameters.creditor_contribution.on(day)),
        monthly_principal=principal,
        debtor_monthly_amount=amount,
        step=explanation.steps[0],
    )
