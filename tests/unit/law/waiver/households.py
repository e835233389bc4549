"""An ordinary request, of which each test changes what it is about."""

from datetime import date

from functions.law.waiver.calculation import calculate_waiver
from functions.law.waiver.request import (
    OwnLimits,
    ParameterSet,
    Reading,
    Resources,
    Rounding,
    WaiverRequest,
    YesNoUnknown,
)
from tests import known_figures

PARAMETERS = known_figures.waiver()


def request(resources=112800, **changes):
    """A request of November 2026 for a debt of 1 000.00 by a person alone, in good faith."""
    answers = {
        "request_date": date(2026, 11, 21),
        "debt": 100000,
        "fraud_proven": False,
        "good_faith": YesNoUnknown.YES,
        "uncertain_situation": YesNoUnknown.YES,
        "partner": False,
        "children_with_child_benefit": 0,
        "debtor_resources": Resources(work=resources),
    }
    return WaiverRequest(**(answers | changes))


def own(minimum, maximum, flat_reduction=0):
    """The answers that type one's own figures."""
    return {
        "parameter_set": ParameterSet.OWN,
        "own_limits": OwnLimits(minimum=minimum, maximum=maximum, flat_reduction=flat_reduction),
    }


def calculated(resources=112800, **changes):
    return calculate_waiver(request(resources, **changes), PARAMETERS)


def step(calculation, rule):
    return next(s for s in calculation.explanation if s.rule == rule)


def codes(calculation):
    return {note.code for note in calculation.notes}


__all__ = [
    "PARAMETERS",
    "OwnLimits",
    "ParameterSet",
    "Reading",
    "Resources",
    "Rounding",
    "WaiverRequest",
    "YesNoUnknown",
    "calculated",
    "codes",
    "own",
    "request",
    "step",
]
