"""The waiver of recovery (ministerial order of 13 March 2019, notice A/3 of 18 April 2019)."""

from __future__ import annotations

import numpy as np
from openfisca_alimenta.entities import Child
from openfisca_alimenta.rounding import cents, to_the_cent
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

WHOLE = 100


class debt(Variable):
    value_type = float
    entity = Child
    definition_period = DateUnit.MONTH
    label = "What must be paid back, in euros"


class resources(Variable):
    value_type = float
    entity = Child
    definition_period = DateUnit.MONTH
    label = "What the debtor and the partner receive in the month, in euros"


class persons(Variable):
    value_type = int
    entity = Child
    definition_period = DateUnit.MONTH
    label = "The partner and the children with child benefit"


class fraud(Variable):
    value_type = bool
    entity = Child
    definition_period = DateUnit.MONTH
    label = "Fraud is proven"


class good_faith(Variable):
    value_type = bool
    entity = Child
    definition_period = DateUnit.MONTH
    label = "The debtor is in good faith"


class uncertain_situation(Variable):
    value_type = bool
    entity = Child
    definition_period = DateUnit.MONTH
    label = "The financial situation is uncertain"


class countable(Variable):
    value_type = float
    entity = Child
    definition_period = DateUnit.MONTH
    label = "Resources that count, in euros (Government order, art. 13)"

    def formula(families, period, parameters):
        reduction = parameters(period).waiver.flat_reduction
        return np.maximum(
            families("resources", period) - families("persons", period) * reduction, 0
        )


class percentage(Variable):
    value_type = float
    entity = Child
    definition_period = DateUnit.MONTH
    label = "Share of the debt that is waived (ministerial order, art. 4)"

    def formula(families, period, parameters):
        rules = parameters(period).waiver
        steps = int(rules.steps)
        step = to_the_cent((rules.maximum - rules.minimum) / steps)
        inner = rules.minimum + step * np.arange(1, steps)
        limits = np.concatenate(([rules.minimum], inner, [rules.maximum]))
        # In whole cents: in single precision, resources equal to a limit can lie above it.
        band = np.searchsorted(cents(limits), cents(families("countable", period)), side="left")
        granted = np.where(band > steps, 0, WHOLE - band * (WHOLE // (steps + 1)))
        refused = (
            families("fraud", period)
            + np.logical_not(families("good_faith", period))
            + np.logical_not(families("uncertain_situation", period))
        )
        return np.where(refused, 0, granted)


class waived(Variable):
    value_type = float
    entity = Child
    definition_period = DateUnit.MONTH
    label = "What is waived, in euros"

    def formula(families, period, parameters):
        share = families("percentage", period) / WHOLE
        return to_the_cent(families("debt", period) * share)


class recovered(Variable):
    value_type = float
    entity = Child
    definition_period = DateUnit.MONTH
    label = "What must still be paid back, in euros"

    def formula(families, period, parameters):
        return families("debt", period) - families("waived", period)


VARIABLES = (
    debt,
    resources,
    persons,
    fraud,
    good_faith,
    uncertain_situation,
    countable,
    percentage,
    waived,
    recovered,
)
