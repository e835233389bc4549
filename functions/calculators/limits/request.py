"""From the answers of a request to the request that the law knows."""

from __future__ import annotations

from functions.calculators.shared.custom_limits import own_limits
from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.forms.partial_answers import PartialAnswers
from functions.law.waiver import limit_comparison
from functions.law.waiver.limit_comparison import LimitsHousehold, LimitsRequest
from functions.law.waiver.request import ParameterSet
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("limits"),
    choices={"parameterSet": ParameterSet},
    check=lambda answers: limit_comparison.issues(answers, load.waiver()),
)


def limits_request(answers: PartialAnswers) -> LimitsRequest:
    """The request. The answers are complete: nothing in them was refused."""
    household = answers.household
    return LimitsRequest(
        request_date=answers.request_date,
        parameter_set=answers.parameter_set,
        own_limits=own_limits(answers.own_limits),
        household=None if household is None else _household(household),
    )


def _household(answers: PartialAnswers) -> LimitsHousehold:
    return LimitsHousehold(
        resources=answers.resources,
        partner=answers.partner,
        children_with_child_benefit=answers.children_with_child_benefit,
    )
