"""What is in the fields: what was typed, and to the cent what the other operations answer."""

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.i18n.formats import format_amount
from functions.law.core.values import Cents
from functions.paper_forms.definition import paper_form
from tests.api.events import application, post_json, waiver
from tests.unit.paper_forms.conftest import OPERATIONS, annex_of, made, many_answers, values_of

ABOUT_A_PERSON = (
    *("lastName", "firstNames", "nationalNumber", "birthPlace", "street", "postalCode"),
    *("municipality", "country", "phone", "email", "iban", "employer", "payer", "reference"),
)
KINDS = ("work", "replacementIncome", "maintenance", "other")


def cents(text):
    return int(text.replace(".", ""))


def plain(text, language):
    """An amount of the API as it is in a field."""
    return format_amount(catalog_of(language).style, Cents(cents(text)))


def test_request_for_intervention_holds_answers():
    found = values_of(made("intervention", many_answers("intervention"), "fr"))
    expected = {
        "creditors-1-birthDate": "28/02/2006",
        "creditors-1-monthlyMaintenance": "100,00",
        "creditors-1-childBenefit": "yes",
        "creditors-1-education": "no",
        "creditors-2-birthDate": "28/02/2012",
        "creditors-2-monthlyMaintenance": "101,01",
        "creditors-2-advance": "yes",
        "title-kind": "notarialDeed",
        "title-date": "01/06/2019",
        "title-indexation": "healthIndex",
        "title-startIndex": "107,62",
        "title-baseYear": "2013",
    }
    assert {name: found.get(name) for name in expected} == expected


def test_child_without_advance_has_no_request_for_advance():
    found = values_of(made("intervention", many_answers("intervention"), "fr"))
    assert "creditors-1-advance" not in found


def test_day_is_written_way_of_language():
    days = {
        language: values_of(made("advance", many_answers("advance"), language))[
            "children-1-birthDate"
        ]
        for language in LANGUAGES
    }
    assert days == {
        "fr": "28/02/2006",
        "nl": "28/02/2006",
        "de": "28.02.2006",
        "en": "28/02/2006",
    }


def test_title_that_form_does_not_offer_is_left_open():
    title = {"kind": "oralAgreement", "date": "2022-03-10", "indexation": "none"}
    found = values_of(made("intervention", application(title=title)))
    assert "title-kind" not in found
    assert found["title-date"] == "10/03/2022"


@pytest.mark.parametrize("language", LANGUAGES)
def test_due_sums_equal_arrears_calculator_to_cent(language):
    given = many_answers("intervention")
    found = values_of(made("intervention", given, language))
    months = [found[f"payments-{row}-month"] for row in range(1, 61)]
    iso = [f"{month[-4:]}-{month[:2]}" for month in months]
    assert (iso[0], iso[-1]) == ("2021-12", "2026-11")
    asked = {
        "applicationDate": given["applicationDate"],
        "title": {name: value for name, value in given["title"].items() if name != "kind"},
        "children": [{"monthlyMaintenance": c["monthlyMaintenance"]} for c in given["children"]],
        "receivedPayments": [{"month": month} for month in iso],
    }
    answer = post_json("/calculateArrears", asked)
    assert answer.status == 200, answer.body
    due = [plain(month["due"], language) for month in answer.json["months"]]
    assert [found[f"payments-{row}-due"] for row in range(1, 61)] == due
    total = sum(cents(month["due"]) for month in answer.json["months"])
    assert found["payments-totalDue"] == format_amount(catalog_of(language).style, Cents(total))


def test_received_sums_are_filled_in_for_given_months_only():
    found = values_of(made("intervention", many_answers("intervention"), "fr"))
    received = {name: value for name, value in found.items() if name.endswith("-received")}
    assert received == {
        "payments-58-received": "100,00",
        "payments-59-received": "1\u202f050,50",
    }
    assert "payments-totalReceived" not in found
    assert "payments-arrears" not in found


def test_everything_paid_is_received_as_due():
    given = application(paymentHistory="everything")
    found = values_of(made("intervention", given))
    assert found["payments-56-received"] == found["payments-56-due"]


def test_recent_title_has_rows_since_its_date_and_totals():
    title = {"kind": "judgment", "date": "2026-05-10", "served": True, "indexation": "none"}
    found = values_of(made("intervention", application(title=title)))
    rows = sorted(name for name in found if name.endswith("-month"))
    assert rows == [f"payments-{row}-month" for row in range(1, 7)]
    assert found["payments-1-month"] == "06/2026"
    assert found["payments-totalDue"] == "900.00"
    assert found["payments-totalReceived"] == "0.00"
    assert found["payments-arrears"] == "900.00"


@pytest.mark.parametrize("form", ["waiver-request", "income-declaration"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_resources_equal_waiver_calculator_to_cent(form, language):
    given = many_answers(form)
    found = values_of(made(form, given, language))
    household = post_json("/calculateWaiver", given).json["household"]
    persons = {"debtor": given["debtorResources"], "partner": given["partnerResources"]}
    for person, resources in persons.items():
        for kind in KINDS:
            amount = plain(resources.get(kind, "0.00"), language)
            assert found[f"resources-{kind}-{person}"] == amount
        assert found[f"resources-total-{person}"] == plain(household[person], language)
    assert found["resources-together"] == plain(household["gross"], language)
    assert found["decision-amount"] == plain(given["debt"], language)
    assert found["household-partner"] == "yes"
    assert found["household-childrenWithChildBenefit"] == "2"


def test_without_partner_second_column_stays_empty():
    found = values_of(made("income-declaration", waiver()))
    assert not [name for name in found if name.endswith("-partner") and "resources" in name]
    assert found["household-partner"] == "no"


@pytest.mark.parametrize("form", OPERATIONS)
def test_identity_fields_stay_empty(form):
    found = values_of(made(form, many_answers(form)))
    assert not [name for name in found if name.rpartition("-")[2] in ABOUT_A_PERSON]
    assert not [name for name in found if name.startswith(("signature-", "attachments-"))]


@pytest.mark.parametrize("form", OPERATIONS)
def test_every_question_that_form_shares_with_simulator_is_answered(form):
    shared = {
        f"{section.id}-{'1-' if section.repeat > 1 else ''}{field.id}"
        for section in paper_form(form).sections
        for field in section.fields
        if field.answers
    }
    assert shared
    assert shared <= values_of(made(form, many_answers(form))).keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_annex_has_totals_of_simulator(language, tmp_path):
    given = many_answers("intervention")
    answer = post_json("/simulateAdvances", given, language).json
    text = annex_of(made("intervention", given, language), tmp_path)
    style = catalog_of(language)
    for total in (answer["total"], answer["conditionalTotal"]):
        assert style.format(Cents(cents(total))).replace("\u202f", " ").replace("\xa0", " ") in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", OPERATIONS)
def test_annex_has_every_step_and_note_of_result(form, language, tmp_path):
    given = many_answers(form)
    advances = form in ("intervention", "advance")
    path = "/simulateAdvances" if advances else "/calculateWaiver"
    answer = post_json(path, given, language).json
    text = annex_of(made(form, given, language), tmp_path)
    sentences = [one["text"] for one in (*answer["explanation"], *answer["notes"])]
    squeezed = "".join(text.split())
    missing = [one for one in sentences if "".join(one.split()) not in squeezed]
    # A sentence that goes on overleaf has the footer of the page in its middle.
    assert len(missing) <= text.count(catalog_of(language).gettext(f"paper_{form}.title"))
    assert len(sentences) > 8
    assert len(missing) < len(sentences) / 4
