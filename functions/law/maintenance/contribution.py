"""What the service costs (art. 5 of the act): the debtor's share, and once the creditor's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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


def contribution(
    application: AdvanceApplication, day: date, parameters: MaintenanceParameters
) -> Contribution:
    """The contribution on one month of maintenance, at the rate for an application of ``day``."""
    rate = parameters.debtor_contribution.on(day)
    principal = maintenance_in(application, Month.of(day), parameters)
    amount = Cents(share(principal, rate))
    return Contribution(
        debtor_rate=BasisPoints(rate),
        creditor_rate=BasisPoints(parameters.creditor_contribution.on(day)),
        monthly_principal=principal,
        debtor_monthly_amount=amount,
        step=TraceStep(
            rule="contribution.debtor",
            inputs={"principal": principal, "rate": BasisPoints(rate), "application_date": day},
            value=amount,
            source=parameters.debtor_contribution.source_on(day),
        ),
    )
