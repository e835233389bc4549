"""Requests in few words: each builder gives an ordinary one, with what a case changes in it."""

from __future__ import annotations

from datetime import date

from functions.law.core.values import Month
from functions.law.maintenance.allocation import Payment
from functions.law.maintenance.application import (
    Income,
    IndexationClause,
    ReceivedPayment,
    StartIndex,
    TitleTerms,
)
from functions.law.maintenance.arrears_request import ArrearsRequest, Creditor
from functions.law.maintenance.debtor_account import PaymentsRequest
from functions.law.maintenance.eligibility import EligibilityRequest
from functions.law.maintenance.indexation_history import IndexationRequest
from functions.law.maintenance.renewals import RenewalRequest
from functions.law.waiver.first_questions_request import FirstQuestionsRequest, UnduePayment
from functions.law.waiver.request import Resources
from functions.law.waiver.retention import RetainedDecision, RetentionRequest
from tests.unit.law.maintenance.applications import title

CPI, HEALTH = IndexationClause.CONSUMER_PRICE_INDEX, IndexationClause.HEALTH_INDEX
TITLE = date(2015, 5, 10)
SILENT, NONE = IndexationClause.NOT_STATED, IndexationClause.NONE
IN_BASE_2013 = StartIndex(figure=9700, base_year=2013)
POOR = Income(monthly_net_income=100000, dependent_children=2, disabled_children=1)


def terms(day, indexation=NONE, **changes):
    return TitleTerms(date=day, indexation=indexation, **changes)


def indexed(day, month, indexation=CPI, **changes):
    asked = terms(day, indexation, **changes)
    return IndexationRequest(monthly_maintenance=15000, title=asked, month=month)


def ledger(amounts, day=date(2026, 3, 15), children=(15000,), day_of_title=TITLE, **changes):
    return ArrearsRequest(
        application_date=day,
        title=terms(day_of_title, **changes),
        children=tuple(Creditor(monthly_maintenance=amount) for amount in children),
        received_payments=tuple(
            ReceivedPayment(month=month, amount=amount) for month, amount in amounts.items()
        ),
    )


def account(payments, **changes):
    answers = {
        "application_date": date(2026, 3, 15),
        "arrears": 90000,
        "recovery_costs": 2500,
        "interest": 1200,
        "monthly_maintenance": 20000,
        "monthly_advance": 17500,
        "first_month": Month(2026, 4),
        "months": 3,
        "payments": tuple(Payment(date=day, amount=amount) for day, amount in payments.items()),
    }
    return PaymentsRequest(**(answers | changes))


def first(amounts, **changes):
    answers = {
        "letter_sent_on": date(2026, 3, 15),
        "payer_error": False,
        "could_notice": None,
        "died_before_told": False,
        "fraud_proven": False,
        "payments": tuple(
            UnduePayment(month=month, amount=amount) for month, amount in amounts.items()
        ),
    }
    return FirstQuestionsRequest(**(answers | changes))


def kept(**changes):
    answers = {
        "decided_on": date(2020, 5, 4),
        "kind": RetainedDecision.PAYMENT,
        "document_drawn_up": False,
    }
    return RetentionRequest(**(answers | changes))


def eligible(amounts, **changes):
    answers = {
        "application_date": date(2026, 3, 15),
        "applicant_lives_in_belgium": True,
        "children_live_in_belgium": True,
        "title": title(),
        "children": (Creditor(monthly_maintenance=15000),),
        "received_payments": tuple(
            ReceivedPayment(month=month, amount=amount) for month, amount in amounts.items()
        ),
    }
    return EligibilityRequest(**(answers | changes))


def renewal(birth_date, granted_on, **changes):
    return RenewalRequest(birth_date=birth_date, granted_on=granted_on, **changes)


def resources(**amounts):
    return Resources(**amounts)
