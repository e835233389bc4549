"""Random tables of limits, with and without a family; and the product's."""

from functions.law.waiver.limit_comparison import (
    LimitsHousehold,
    LimitsRequest,
    calculate_limits,
)
from functions.law.waiver.request import Reading, Rounding
from tests import known_figures
from tests.oracle import limits
from tests.oracle.scenarios import waiver

REQUEST = LimitsRequest


def case(dice):
    """The day, the set and the resources of a random request for a waiver."""
    like = waiver.case(dice)
    household = None
    if dice.random() < 0.7:
        kinds = ("work", "replacement_income", "maintenance", "other")
        counted = [one for one in (like.debtor_resources, like.partner_resources) if one]
        household = LimitsHousehold(
            resources=sum(getattr(one, kind) for one in counted for kind in kinds),
            partner=like.partner,
            children_with_child_benefit=like.children_with_child_benefit,
        )
    return LimitsRequest(
        request_date=like.request_date,
        parameter_set=like.parameter_set,
        own_limits=like.own_limits,
        household=household,
    )


def refused(request):
    """A day without figures, or resources of the family that no form takes."""
    family = request.household
    return waiver.refused(request) or (family is not None and family.resources > waiver.MILLION)


def product(request):
    answer = calculate_limits(request, known_figures.waiver())
    last = answer.rows[-1]
    if last.limits is not None or len(answer.rows) != 11:
        raise AssertionError(f"rows {answer.rows}")
    return {
        "limits": [
            {name: row.limits[Rounding(name)] for name in ("agency", "each")}
            for row in answer.rows[:-1]
        ],
        "waived": [
            tuple(row.waived[reading] // 100 for reading in (Reading.DECREASING, Reading.LITERAL))
            for row in answer.rows
        ],
        "countable": answer.household and answer.household.countable,
        "bands": {str(name): row.band for row in answer.rows for name in row.household_in},
    }


def naive(request):
    return limits.compare(request)
