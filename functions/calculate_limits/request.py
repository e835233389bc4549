"""From the answers of a request to the request that the law knows."""

from __future__ import annotations

from functions.law.waiver import limits_in_full
from functions.law.waiver.limits_in_full import LimitsHousehold, LimitsRequest
from functions.law.waiver.request import OwnLimits, ParameterSet
from functions.parameters import load
from functions.questions.decode import Rules
from functions.questions.definition import question_set
from functions.questions.draft import Draft

RULES = Rules(
    questions=question_set("limits"),
    choices={"parameterSet": ParameterSet},
    check=lambda answers: limits_in_full.issues(answers, load.waiver()),
)


def limits_request(answers: Draft) -> LimitsRequest:
    """The request. The answers are complete: nothing in them was refused."""
    own, household = answers.own_limits, answers.household
    return LimitsRequest(
        request_date=answers.request_date,
        parameter_set=answers.parameter_set,
        own_limits=None if own is None else _own_limits(own),
        household=None if household is None else _household(household),
    )


def _own_limits(answers: Draft) -> OwnLimits:
    return OwnLimits(
        minimum=answers.minimum,
        maximum=answers.maximum,
        flat_reduction=answers.flat_reduction,
    )


def _household(answers: Draft) -> LimitsHousehold:
    return LimitsHousehold(
        resources=answers.resources,
        partner=answers.partner,
        children_with_child_benefit=answers.children_with_child_benefit,
    )
