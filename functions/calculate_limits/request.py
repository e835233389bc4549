"""From the answers of a request to the request that the law knows."""

from __future__ import annotations

from functions.edge.told_own_limits import own_limits
from functions.law.waiver import limit_comparison
from functions.law.waiver.limit_comparison import LimitsHousehold, LimitsRequest
from functions.law.waiver.request import ParameterSet
from functions.parameters import load
from functions.questions.decode import Rules
from functions.questions.definition import question_set
from functions.questions.draft import Draft

RULES = Rules(
    questions=question_set("limits"),
    choices={"parameterSet": ParameterSet},
    check=lambda answers: limit_comparison.issues(answers, load.waiver()),
)


def limits_request(answers: Draft) -> LimitsRequest:
    """The request. The answers are complete: nothing in them was refused."""
    household = answers.household
    return LimitsRequest(
        request_date=answers.request_date,
        parameter_set=answers.parameter_set,
        own_limits=own_limits(answers.own_limits),
        household=None if household is None else _household(household),
    )


def _household(answers: Draft) -> LimitsHousehold:
    return LimitsHousehold(
        resources=answers.resources,
        partner=answers.partner,
        children_with_child_benefit=answers.children_with_child_benefit,
    )
