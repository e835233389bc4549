"""Random months given one by one before an application; and whether the product lets one apply."""

from functions.law.maintenance.application import Title
from functions.law.maintenance.eligibility import EligibilityRequest, check_eligibility
from tests import known_figures
from tests.oracle import eligibility
from tests.oracle.calendar_days import written
from tests.oracle.scenarios import arrears, titles
from tests.oracle.scenarios.titles import any_title

REQUEST = EligibilityRequest


def case(dice):
    """The months of an arrears table, under a title of any kind."""
    ledger = arrears.case(dice)
    like = any_title(dice, ledger.application_date)
    terms = {name: getattr(ledger.title, name) for name in type(ledger.title).__dataclass_fields__}
    return EligibilityRequest(
        application_date=ledger.application_date,
        title=Title(**{**terms, "kind": like.kind, "served": like.served}),
        children=ledger.children,
        received_payments=ledger.received_payments,
        applicant_lives_in_belgium=dice.random() < 0.97,
        children_live_in_belgium=dice.random() < 0.97,
    )


def of_application(application):
    """The same household and the same months as in a simulation."""
    return EligibilityRequest(
        application_date=application.application_date,
        title=application.title,
        children=arrears.creditors(application),
        received_payments=application.received_payments,
        applicant_lives_in_belgium=application.applicant_lives_in_belgium,
        children_live_in_belgium=application.children_live_in_belgium,
    )


def refused(request):
    """A day outside the known time, or a start index to be asked again; it needs no month."""
    return not arrears.is_in_known_time(request) or titles.refused(request.title)


def product(request):
    answer = check_eligibility(request, known_figures.maintenance())
    conditions = answer.conditions
    return {
        "conditions": {one.step.rule.removeprefix("intervention."): one.met for one in conditions},
        "window_start": answer.window_start,
        "missed": answer.missed,
        "given_months": [
            (
                written(tuple(one.month)),
                one.due_date,
                one.due,
                one.received,
                one.in_window,
                one.missed,
            )
            for one in answer.months
            if one.received is not None
        ],
        "opens_on": None if all(one.met for one in conditions) else answer.opens_on,
    }


def naive(request):
    return eligibility.check(request)
