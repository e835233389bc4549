"""The function behind the page on the conditions of an intervention."""

from __future__ import annotations

from functools import partial

from functions.calculators.base import Calculator
from functions.calculators.eligibility.response import MEMBERS, table
from functions.calculators.shared.ledger_months import twelve_months, with_ledger_months
from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.maintenance.eligibility import EligibilityRequest, check_eligibility, validate
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("eligibility"),
    request=EligibilityRequest,
    validate=lambda request: validate(request, load.maintenance()),
)
CALCULATOR = Calculator(
    schema=SCHEMA,
    compute=lambda request: check_eligibility(request, load.maintenance()),
    members=MEMBERS,
    table=table,
    table_entries=lambda result: result.months,
    prepare_form=partial(with_ledger_months, SCHEMA, since=twelve_months),
)
