"""The arrears calculator fills in the whole payment table: what was due, what came, the totals."""

import base64
import json

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.i18n.formats import format_amount
from functions.law.core.values import Cents
from tests.api.conftest import text_of as shown
from tests.api.events import post_form, post_json
from tests.unit.paper_forms.conftest import (
    WITH_ARREARS,
    annex_of,
    ask,
    broken_rules,
    made,
    values_of,
)

MONTHS = [f"{year}-{month:02}" for year in range(2021, 2027) for month in range(1, 13)][11:71]
"""The sixty months whose terms fell due in the five years before 21 November 2026."""


def arrears_request(**changes):
    """Two children under one indexed title, sixty months given, one of them overpaid."""
    payments = [
        {"month": month, "amount": f"{10 * (place % 30)}.0{place % 10}"}
        for place, month in enumerate(MONTHS)
    ]
    payments[7]["amount"] = "1050.50"
    return {
        "applicationDate": "2026-11-21",
        "title": {
            "date": "2019-06-01",
            "indexation": "healthIndex",
            "dueDay": 5,
            "startIndex": {"figure": "107.62", "baseYear": "2013"},
        },
        "children": [{"monthlyMaintenance": "180.00"}, {"monthlyMaintenance": "160.05"}],
        "receivedPayments": payments,
    } | changes


def answered(document, language="en"):
    reply = post_json("/calculateArrears", document, language)
    assert reply.status == 200, reply.body
    return reply.json


def plain(text, language):
    """An amount of the API as it is in a field."""
    return format_amount(catalog_of(language).style, Cents(int(text.replace(".", ""))))


def total(months, name, language):
    cents = sum(int(month[name].replace(".", "")) for month in months)
    return format_amount(catalog_of(language).style, Cents(cents))


@pytest.mark.parametrize("language", LANGUAGES)
def test_sixty_months_equal_calculator_result_to_cent(language):
    found = values_of(made(WITH_ARREARS, arrears_request(), language))
    answer = answered(arrears_request(), language)
    assert len(answer["months"]) == 60
    for row, month in enumerate(answer["months"], start=1):
        year, _, number = month["month"].partition("-")
        assert found[f"payments-{row}-month"].replace(".", "/") == f"{number}/{year}"
        for column in ("due", "received"):
            assert found[f"payments-{row}-{column}"] == plain(month[column], language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_totals_below_months_are_those_of_calculator(language):
    found = values_of(made(WITH_ARREARS, arrears_request(), language))
    answer = answered(arrears_request(), language)
    assert {
        name: found[f"payments-{name}"] for name in ("totalDue", "totalReceived", "arrears")
    } == {
        "totalDue": total(answer["months"], "due", language),
        "totalReceived": total(answer["months"], "received", language),
        "arrears": plain(answer["total"], language),
    }


def test_amounts_and_title_are_filled_in():
    found = values_of(made(WITH_ARREARS, arrears_request(), "fr"))
    expected = {
        "creditors-1-monthlyMaintenance": "180,00",
        "creditors-2-monthlyMaintenance": "160,05",
        "title-date": "01/06/2019",
        "title-indexation": "healthIndex",
        "title-startIndex": "107,62",
        "title-baseYear": "2013",
    }
    assert {name: found.get(name) for name in expected} == expected


def test_fields_not_asked_by_calculator_stay_empty():
    found = values_of(made(WITH_ARREARS, arrears_request()))
    of_the_ledger = ("payments-", "title-date", "title-indexation", "title-startIndex")
    others = {name for name in found if not name.startswith((*of_the_ledger, "title-baseYear"))}
    assert others == {"creditors-1-monthlyMaintenance", "creditors-2-monthlyMaintenance"}


def test_time_barred_month_is_in_annex_only(tmp_path):
    old = arrears_request(
        receivedPayments=[{"month": "2021-03"}, {"month": "2026-10", "amount": "50.00"}]
    )
    content = made(WITH_ARREARS, old)
    found, answer = values_of(content), answered(old)
    assert [name for name in found if name.endswith("-month")] == ["payments-1-month"]
    assert found["payments-1-month"] == "10/2026"
    assert found["payments-arrears"] == plain(answer["total"], "en")
    annex = annex_of(content, tmp_path)
    assert catalog_of("en").gettext("arrears.months.total_too_old") in annex
    assert "March 2021" in annex


def test_without_month_that_can_be_collected_table_stays_empty():
    old = arrears_request(receivedPayments=[{"month": "2021-03"}])
    assert not [name for name in values_of(made(WITH_ARREARS, old)) if "payments" in name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_amounts_beyond_form_capacity_are_in_annex(language, tmp_path):
    children = [{"monthlyMaintenance": f"{100 + place}.00"} for place in range(8)]
    content = made(WITH_ARREARS, arrears_request(children=children), language)
    assert "creditors-6-monthlyMaintenance" in values_of(content)
    annex = annex_of(content, tmp_path)
    heading = catalog_of(language).gettext("paper_annex.continued.heading").replace("\xa0", " ")
    assert heading in annex
    assert annex.index(heading) < annex.index(plain("107.00", language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_annex_has_every_step_and_note_of_result(language, tmp_path):
    few = arrears_request(receivedPayments=arrears_request()["receivedPayments"][-6:])
    answer = answered(few, language)
    text = "".join(annex_of(made(WITH_ARREARS, few, language), tmp_path).split())
    sentences = [one["text"] for one in (*answer["explanation"], *answer["notes"])]
    missing = [one for one in sentences if "".join(one.split()) not in text]
    # A sentence that goes on overleaf has the footer of the page in its middle.
    assert len(missing) <= 2
    assert len(sentences) > 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_filled_form_with_annex_conforms_to_pdf_ua(language, tmp_path):
    assert not broken_rules(made(WITH_ARREARS, arrears_request(), language), tmp_path)


def test_page_button_fills_the_fields_as_json_does():
    few = arrears_request(
        receivedPayments=arrears_request()["receivedPayments"][-3:],
        title={"date": "2026-08-10", "indexation": "none", "dueDay": 15},
    )
    typed = {
        "language": "nl",
        "applicationDate": "21/11/2026",
        "title.date": "10/08/2026",
        "title.indexation": "none",
        "title.dueDay": "15",
        "children[0].monthlyMaintenance": "180,00",
        "children[1].monthlyMaintenance": "160,05",
    }
    for place, payment in enumerate(few["receivedPayments"]):
        typed[f"receivedPayments[{place}].month"] = payment["month"]
        typed[f"receivedPayments[{place}].amount"] = payment["amount"]
    few["receivedPayments"].insert(0, {"month": "2026-08", "amount": "5.00"})
    typed |= {"receivedPayments[3].month": "2026-08", "receivedPayments[3].amount": "5,00"}
    pressed = post_form(WITH_ARREARS, typed)
    assert pressed.headers["Content-Type"] == "application/pdf", shown(pressed.body)
    asked = ask(WITH_ARREARS, json.dumps(few), "nl")
    values = values_of(base64.b64decode(asked.body))
    assert values_of(base64.b64decode(pressed.body)) == values
    assert len(values) > 15


def test_page_button_without_months_asks_for_them():
    typed = {
        "language": "en",
        "applicationDate": "21/11/2026",
        "title.date": "10/08/2026",
        "title.indexation": "none",
        "paymentHistory": "monthByMonth",
        "children[0].monthlyMaintenance": "150",
    }
    reply = post_form(WITH_ARREARS, typed)
    assert reply.status == 200
    assert reply.headers["Content-Type"].startswith("text/html")
    assert 'name="receivedPayments[0].amount"' in reply.body


@pytest.mark.parametrize("language", LANGUAGES)
def test_result_offers_form_filled_in(language):
    typed = {
        "language": language,
        "applicationDate": "21/11/2026",
        "title.date": "10/10/2026",
        "title.indexation": "none",
        "title.dueDay": "15",
        "paymentHistory": "monthByMonth",
        "children[0].monthlyMaintenance": "150",
        "receivedPayments[0].month": "2026-10",
        "receivedPayments[0].amount": "",
        "receivedPayments[1].month": "2026-11",
        "receivedPayments[1].amount": "",
    }
    page = post_form("/calculateArrears", typed).body
    assert 'formaction="/api/alimenta/v1/fillArrearsForm/intervention"' in page
    assert catalog_of(language).gettext("arrears.actions.filled") in page
