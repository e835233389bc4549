"""From the answers to the application that the law knows: of two functions, hence here."""

from __future__ import annotations

from functions.calculators.shared.title import received_payments, title
from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.forms.partial_answers import PartialAnswers
from functions.law.maintenance import checks
from functions.law.maintenance.application import (
    AdvanceApplication,
    Child,
    Income,
    IndexationClause,
    PaymentHistory,
    TitleKind,
)
from functions.parameters import load

SCHEMA = FormSchema(
    form=form_definition("advances"),
    choices={
        "title.kind": TitleKind,
        "title.indexation": IndexationClause,
        "title.startIndex.baseYear": int,
        "paymentHistory": PaymentHistory,
    },
    check=lambda answers: checks.issues(answers, load.maintenance()),
)


def application(answers: PartialAnswers) -> AdvanceApplication:
    """The application. The answers are complete: nothing in them was refused."""
    return AdvanceApplication(
        application_date=answers.application_date,
        applicant_lives_in_belgium=answers.applicant_lives_in_belgium,
        children_live_in_belgium=answers.children_live_in_belgium,
        title=title(answers.title),
        children=tuple(_child(child) for child in answers.children),
        payment_history=answers.payment_history,
        received_payments=received_payments(answers),
        expected_monthly_payment=answers.expected_monthly_payment,
        income=None if answers.income is None else _income(answers.income),
        months=answers.months,
    )


def _child(answers: PartialAnswers) -> Child:
    return Child(
        birth_date=answers.birth_date,
        monthly_maintenance=answers.monthly_maintenance,
        child_benefit=answers.child_benefit,
        education=answers.education,
    )


def _income(answers: PartialAnswers) -> Income:
    return Income(
        monthly_net_income=answers.monthly_net_income,
        dependent_children=answers.dependent_children,
        disabled_children=answers.disabled_children,
    )
