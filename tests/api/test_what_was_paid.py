"""What was paid, answered once for all months, against the same months typed one by one."""

import re

import pytest

from functions.calculators.shared.what_was_paid import filled_rows
from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.law.core.values import Cents, Month
from tests.api.events import application_form, post_form
from tests.api.inputs import page_fields

pytestmark = pytest.mark.usefixtures("pages")

MONTHS = tuple(Month(2026, number) for number in (3, 2, 1))
DUE = {1: Cents(10000), 2: Cents(10000), 3: Cents(10250)}
LEDGER = {
    "applicationDate": "2026-11-21",
    "title": {"date": "2022-03-10", "indexation": "notStated"},
    "children": [{"monthlyMaintenance": "150.00"}],
}
ELIGIBILITY = LEDGER | {
    "applicantLivesInBelgium": True,
    "childrenLiveInBelgium": True,
    "title": LEDGER["title"] | {"kind": "judgment", "served": True},
}
FORMS = {
    "/simulateAdvances": lambda language: application_form(language=language),
    "/checkEligibility": lambda language: page_fields("eligibility", ELIGIBILITY, language),
    "/calculateArrears": lambda language: page_fields("arrears", LEDGER, language),
}


def due(month):
    return DUE[month.month]


@pytest.mark.parametrize(
    ("typed", "amounts"),
    [
        ({"paymentHistory": "nothing"}, ["0", "0", "0"]),
        ({"paymentHistory": "everything"}, ["100.00", "100.00", "102.50"]),
        (
            {"paymentHistory": "nothingSince", "nothingSince": "2026-02"},
            ["100.00", "0", "0"],
        ),
        (
            {"paymentHistory": "paysLess", "partEachMonth": "80", "lessSince": "2026-01"},
            ["80", "80", "80"],
        ),
        (
            {"paymentHistory": "paysLess", "partEachMonth": "80", "lessSince": "2026-03"},
            ["100.00", "100.00", "80"],
        ),
        # Not answered once for all months, or not yet: no row is filled in.
        ({"paymentHistory": "nothingSince"}, []),
        ({"paymentHistory": "paysLess"}, []),
        ({"paymentHistory": "paysLess", "partEachMonth": "80"}, []),
        ({"paymentHistory": "paysLess", "lessSince": "2026-03"}, []),
        ({"paymentHistory": "monthByMonth"}, []),
        ({}, []),
    ],
)
def test_answer_fills_each_month_with_what_was_due_or_came(typed, amounts):
    rows = filled_rows(typed, MONTHS, due)
    found = [rows[name] for name in rows if name.endswith("amount")]
    assert found == amounts
    months = [rows[name] for name in rows if name.endswith("month")]
    assert months == ["2026-01", "2026-02", "2026-03"][: len(amounts)]


def test_month_paid_in_full_is_not_filled_in_while_what_was_due_is_not_known():
    assert filled_rows({"paymentHistory": "everything"}, MONTHS, None) == {}


def result(path, language="en", **changes):
    """The result of a page without its answers; what was answered is said in other words."""
    reply = post_form(path, FORMS[path](language) | {"language": language} | changes)
    assert reply.status == 200, re.findall(r'<li><a href="#[^"]+">([^<]*)', reply.body)
    assert "<title>Page</title>" not in reply.body
    body = reply.body[reply.body.index('class="result"') :]
    return body[: body.index('id="result-answers"')] if "result-answers" in body else body


def by_month(amounts):
    rows = {"paymentHistory": "monthByMonth"}
    for row, (month, amount) in enumerate(amounts):
        rows[f"receivedPayments[{row}].month"] = month
        rows[f"receivedPayments[{row}].amount"] = amount
    return rows


TWELVE = [f"2025-{12:02d}", *(f"2026-{month:02d}" for month in range(1, 12))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["/simulateAdvances", "/checkEligibility"])
def test_nothing_since_a_month_leaves_no_index_unpaid_before(path, language):
    page = result(path, language, paymentHistory="nothingSince", nothingSince="2026-10")
    words = catalog_of(language).gettext
    assert words("shared.paid.without_payment", count=2) in page
    assert words("shared.paid.without_index", count=10) not in page
    assert words("shared.paid.partly_paid", count=10) not in page


@pytest.mark.parametrize("path", ["/simulateAdvances", "/checkEligibility"])
def test_less_since_the_first_month_is_the_same_as_that_amount_in_every_month(path):
    summary = {"paymentHistory": "paysLess", "partEachMonth": "120", "lessSince": TWELVE[0]}
    rows = by_month([(month, "120") for month in TWELVE])
    if path == "/simulateAdvances":
        # Who pays that much is expected to go on with it.
        rows["expectedMonthlyPayment"] = "120"
    assert result(path, **summary) == result(path, **rows)


@pytest.mark.parametrize("path", ["/checkEligibility", "/calculateArrears"])
@pytest.mark.parametrize("history", ["nothing", "everything"])
def test_ledger_can_be_answered_once_for_all_months(path, history):
    assert result(path, paymentHistory=history)


def test_nothing_at_all_is_the_whole_of_every_month_in_the_arrears():
    rows = post_form(
        "/calculateArrears",
        FORMS["/calculateArrears"]("en")
        | {"paymentHistory": "nothing", "title.date": "10/05/2026"},
    ).body
    # Six terms of 150 euro: June to November, since the first of May lies before the paper.
    assert "€900.00" in rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_less_since_a_month_leaves_nothing_unpaid_before_in_the_arrears(language):
    summary = {"paymentHistory": "paysLess", "partEachMonth": "100", "lessSince": "2026-10"}
    flat = {"title.indexation": "none"}
    page = result("/calculateArrears", language, **summary, **flat)
    # Two terms of 150 euro of which 100 came: October and November.
    assert catalog_of(language).short(Cents(10000)) in page
    whole = result("/calculateArrears", language, **summary | {"lessSince": "2022-04"}, **flat)
    # 56 terms, since April 2022.
    assert catalog_of(language).short(Cents(56 * 5000)) in whole


def test_months_to_choose_from_are_those_of_the_table_the_newest_first():
    body = post_form("/simulateAdvances", application_form(intent="step:payments")).body
    select = body[body.index('<select id="nothingSince"') :]
    months = re.findall(r'<option value="(\d{4}-\d\d)"', select[: select.index("</select>")])
    assert months == TWELVE[::-1]


@pytest.mark.parametrize(
    ("changes", "target"),
    [
        ({"paymentHistory": "nothingSince"}, "nothingSince"),
        ({"paymentHistory": "paysLess", "lessSince": "2026-10"}, "partEachMonth"),
        (
            {"paymentHistory": "paysLess", "partEachMonth": "0", "lessSince": "2026-10"},
            "partEachMonth",
        ),
        ({"paymentHistory": "paysLess", "partEachMonth": "80"}, "lessSince"),
        ({"paymentHistory": ""}, "paymentHistory-nothing"),
    ],
)
@pytest.mark.parametrize("path", FORMS)
def test_answer_that_is_missing_or_cannot_be_is_refused_in_its_step(path, changes, target):
    reply = post_form(path, FORMS[path]("en") | changes)
    assert reply.status == 400
    assert re.findall(r'<li><a href="#([^"]+)"', reply.body) == [target]
