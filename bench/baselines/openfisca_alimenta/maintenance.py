"""The advances on maintenance (law of 21 February 2003), for a child and a month."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import Any

import numpy as np
from openfisca_alimenta.entities import Child
from openfisca_alimenta.rounding import to_the_cent
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

MONTHS_IN_YEAR = 12
WINDOW = 12


def month_number(year: int, month: int) -> int:
    """A month counted from the year zero, so that months can be subtracted."""
    return year * MONTHS_IN_YEAR + month - 1


def _published() -> tuple[int, Any]:
    """The first month of the consumer price index, and the index from there on."""
    with Path(os.environ["CONSUMER_PRICE_INDEX"]).open(encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    year, month = map(int, rows[0][0].split("-"))
    return month_number(year, month), np.array([float(row[1]) for row in rows])


FIRST_INDEX_MONTH, INDEX = _published()
LAST_INDEX_MONTH = FIRST_INDEX_MONTH + len(INDEX) - 1


class title_month(Variable):
    value_type = int
    entity = Child
    definition_period = DateUnit.ETERNITY
    label = "Month of the title, counted from the year zero"


class birth_month(Variable):
    value_type = int
    entity = Child
    definition_period = DateUnit.ETERNITY
    label = "Month of birth, counted from the year zero"


class maintenance_in_title(Variable):
    value_type = float
    entity = Child
    definition_period = DateUnit.ETERNITY
    label = "Maintenance a month as the title states it, in euros"


class received_each_term(Variable):
    value_type = float
    entity = Child
    definition_period = DateUnit.ETERNITY
    label = "What came for each term before the application, in euros"


class expected_each_month(Variable):
    value_type = float
    entity = Child
    definition_period = DateUnit.ETERNITY
    label = "What is expected to come each month from the application on, in euros"


class child_benefit(Variable):
    value_type = bool
    entity = Child
    definition_period = DateUnit.ETERNITY
    label = "Child benefit is paid for the child"


class schooling(Variable):
    value_type = bool
    entity = Child
    definition_period = DateUnit.ETERNITY
    label = "The child is at school or in an integration period"


class lives_in_belgium(Variable):
    value_type = bool
    entity = Child
    definition_period = DateUnit.ETERNITY
    label = "The applicant and the child live in Belgium"


class enforceable_title(Variable):
    value_type = bool
    entity = Child
    definition_period = DateUnit.ETERNITY
    label = "The title is a served judgment or a notarial deed"


class maintenance(Variable):
    value_type = float
    entity = Child
    definition_period = DateUnit.MONTH
    label = "Maintenance of the month with its index, in euros (Civil Code, former art. 203quater)"

    def formula(children, period, parameters):
        title = children("title_month", period)
        base = children("maintenance_in_title", period)
        start = title - 1
        years = (month_number(period.start.year, period.start.month) - title) // MONTHS_IN_YEAR
        # Not published yet: the index of the last anniversary that is.
        years = np.minimum(years, (LAST_INDEX_MONTH - start) // MONTHS_IN_YEAR)
        at = np.clip(start + MONTHS_IN_YEAR * np.maximum(years, 0) - FIRST_INDEX_MONTH, 0, None)
        since = np.clip(start - FIRST_INDEX_MONTH, 0, None)
        adapted = to_the_cent(base * INDEX[at] / INDEX[since])
        return np.where(years > 0, adapted, base)


class missed(Variable):
    value_type = bool
    entity = Child
    definition_period = DateUnit.MONTH
    label = "Less came for the term of the month than was due"

    def formula(children, period, parameters):
        exists = month_number(period.start.year, period.start.month) > children(
            "title_month", period
        )
        return exists * (children("received_each_term", period) < children("maintenance", period))


class intervention(Variable):
    value_type = bool
    entity = Child
    definition_period = DateUnit.MONTH
    label = "The service may step in for an application on the first of the month (art. 6)"

    def formula(children, period, parameters):
        terms = sum(
            children("missed", period.offset(-back, "month")) * 1 for back in range(1, WINDOW + 1)
        )
        return (
            children("lives_in_belgium", period)
            * children("enforceable_title", period)
            * (terms >= parameters(period).maintenance.missed_terms)
        )


class advance(Variable):
    value_type = float
    entity = Child
    definition_period = DateUnit.MONTH
    label = "Advance of the month where the intervention is open, in euros (art. 4)"

    def formula(children, period, parameters):
        rules = parameters(period).maintenance
        age = month_number(period.start.year, period.start.month) - children("birth_month", period)
        minor = age <= rules.adult_from_months
        studying = children("child_benefit", period) * children("schooling", period)
        right = minor + studying * (age <= rules.no_longer_from_months)
        base = np.minimum(children("maintenance", period), rules.cap)
        return right * np.maximum(base - children("expected_each_month", period), 0)


class contribution(Variable):
    value_type = float
    entity = Child
    definition_period = DateUnit.MONTH
    label = "What the debtor owes for the costs of the month, in euros (art. 5)"

    def formula(children, period, parameters):
        rate = parameters(period).maintenance.contribution_rate
        return to_the_cent(children("maintenance", period) * rate)


VARIABLES = (
    title_month,
    birth_month,
    maintenance_in_title,
    received_each_term,
    expected_each_month,
    child_benefit,
    schooling,
    lives_in_belgium,
    enforceable_title,
    maintenance,
    missed,
    intervention,
    advance,
    contribution,
)
