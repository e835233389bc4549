"""The letters of next steps: they carry what the result knows, and the operation takes it."""

from datetime import date
from urllib.parse import urlencode

import pytest

from functions.calculators.appeal.view import appeal_view
from functions.calculators.arrears.view import arrears_view
from functions.calculators.deadlines.view import deadlines_view
from functions.calculators.indexation.view import indexation_view
from functions.calculators.load import load as calculator
from functions.calculators.waiver.view import waiver_view
from functions.forms.parse import parse_json_answers
from functions.http.paths import BASE, LETTERS
from functions.i18n.catalog import catalog_of
from functions.law.core.values import Cents, Month
from functions.pages.answer_view import letter_action
from functions.parameters import load
from tests.api.events import BROWSER, call, waiver

TODAY = date(2026, 11, 30)
WORDS = catalog_of("en")
ARREARS = {
    "applicationDate": "2026-11-21",
    "title": {"date": "2022-03-10", "indexation": "none"},
    "children": [{"monthlyMaintenance": "150.00"}],
    "receivedPayments": [
        {"month": "2026-09", "amount": "100.00"},
        {"month": "2026-10", "amount": "0.00"},
    ],
}
WAIVER = waiver()


def result_of(name, document):
    found = calculator(name)
    return found.compute(parse_json_answers(found.schema, document).request)


def views():
    yield deadlines_view(
        result_of("deadlines", {"event": "debtorLetterSent", "eventDate": "2026-11-20"}),
        WORDS,
        load.maintenance(),
        today=TODAY,
    )
    yield appeal_view(result_of("appeal", {"informedOn": "2026-11-05"}), WORDS, today=TODAY)
    yield waiver_view(result_of("waiver", WAIVER), WORDS, load.waiver())
    yield arrears_view(result_of("arrears", ARREARS), WORDS, load.maintenance())
    indexed = {
        "monthlyMaintenance": "130.00",
        "title": {"date": "2022-03-15", "indexation": "consumerPriceIndex"},
        "month": "2026-06",
    }
    yield indexation_view(result_of("indexation", indexed), WORDS, load.maintenance())


@pytest.fixture(scope="module")
def carried():
    """What the steps of the results carry, by the letter."""
    steps = (step for view in views() for step in view.next_steps if step.letter is not None)
    return {step.letter.carried.action.rpartition("/")[2]: step.letter.carried for step in steps}


def test_letter_takes_values_as_one_types_them_on_its_page():
    action = letter_action(
        WORDS,
        "waiver",
        debt=Cents(81500),
        partner=False,
        children_with_child_benefit=2,
        decision_date=date(2026, 11, 2),
        first_month=Month(2026, 9),
        informed_on=None,
    )
    assert action.carried.action == f"{LETTERS}/waiver"
    assert action.carried.fields == {
        "debt": "815",
        "partner": "no",
        "childrenWithChildBenefit": "2",
        "decisionDate": "02/11/2026",
        "firstMonth": "09/2026",
    }


@pytest.mark.parametrize(
    ("letter", "fields"),
    [
        ("debtor-answer", {"letterDate": "20/11/2026", "reply": "paidBefore"}),
        ("appeal", {"informedOn": "05/11/2026", "lastDay": "08/02/2027"}),
        ("complaint", {"informedOn": "05/11/2026", "lastDay": "08/02/2027"}),
        (
            "waiver",
            {
                "debt": "1000",
                "partner": "no",
                "childrenWithChildBenefit": "2",
                "countableIncome": "1334",
            },
        ),
        ("instalments", {"debt": "400"}),
        (
            "missed-payment",
            {
                "titleDate": "10/03/2022",
                "firstMonth": "09/2026",
                "lastMonth": "10/2026",
                "missing": "200",
            },
        ),
        (
            "indexation",
            {
                "titleDate": "15/03/2022",
                "titleAmount": "130",
                "indexedAmount": "150.26",
                "indexedSince": "03/2026",
            },
        ),
    ],
)
def test_letter_of_step_carries_figures_of_result(carried, letter, fields):
    assert carried[letter].fields == fields


def waiver_fields(**other):
    """What the step carries to the letter that asks for the waiver."""
    view = waiver_view(result_of("waiver", WAIVER | other), WORDS, load.waiver())
    (fields,) = [
        step.letter.carried.fields
        for step in view.next_steps
        if step.letter is not None and step.letter.carried.action.endswith("/waiver")
    ]
    return fields


def test_letter_claims_the_percentage_where_both_sets_of_limits_give_it():
    assert waiver_fields(debtorResources={"work": "900.00"})["percentage"] == "100"


def test_letter_asks_which_limits_are_applied_where_the_sets_differ():
    fields = waiver_fields()
    body = urlencode({"language": "en", "intent": "calculate", **fields})
    form = "application/x-www-form-urlencoded"
    path = f"{LETTERS}/waiver".removeprefix(BASE)
    page = call("POST", path, body, content_type=form, accept=BROWSER).body
    assert "Please tell me which income limits you apply." in page
    assert "published limits" not in page


@pytest.mark.parametrize(
    "other", [{"parameterSet": "estimate"}, {"parameterSet": "published", "reading": "literal"}]
)
def test_letter_claims_no_percentage_of_other_limits_or_reading(other):
    assert "percentage" not in waiver_fields(**other)


def test_operation_takes_what_steps_carry(carried):
    for step in carried.values():
        body = urlencode({"language": "en", "intent": step.intent, **step.fields})
        path = step.action.removeprefix(BASE)
        form = "application/x-www-form-urlencoded"
        assert call("POST", path, body, content_type=form, accept=BROWSER).status == 200, path
