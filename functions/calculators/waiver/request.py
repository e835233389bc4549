"""From the answers of a waiver request to the one that the law knows.

The calculator, the forms and the register of decisions take the same answers.
"""

from __future__ import annotations

from functions.calculators.shared.custom_limits import own_limits
from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.forms.partial_answers import PartialAnswers
from functions.law.waiver import checks
from functions.law.waiver.request import (
    ParameterSet,
    Reading,
    Resources,
    Rounding,
    WaiverRequest,
    YesNoUnknown,
)
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("waiver"),
    choices={
        "goodFaith": YesNoUnknown,
        "uncertainSituation": YesNoUnknown,
        "parameterSet": ParameterSet,
        "reading": Reading,
        "rounding": Rounding,
    },
    check=lambda answers: checks.issues(answers, load.waiver()),
)


def waiver_request(answers: PartialAnswers) -> WaiverRequest:
    """The request. The answers are complete: nothing in them was refused."""
    partner = answers.partner_resources
    return WaiverRequest(
        request_date=answers.request_date,
        debt=answers.debt,
        fraud_proven=answers.fraud_proven,
        good_faith=answers.good_faith,
        uncertain_situation=answers.uncertain_situation,
        partner=answers.partner,
        children_with_child_benefit=answers.children_with_child_benefit,
        debtor_resources=_resources(answers.debtor_resources),
        partner_resources=None if partner is None else _resources(partner),
        parameter_set=answers.parameter_set,
        own_limits=own_limits(answers.own_limits),
        reading=answers.reading,
        rounding=answers.rounding,
    )


def _resources(answers: PartialAnswers) -> Resources:
    return Resources(
        work=answers.work,
        replacement_income=answers.replacement_income,
        maintenance=answers.maintenance,
        other=answers.other,
        family_benefits=answers.family_benefits,
    )
