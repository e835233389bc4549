"""The table of a result as a file: the same amounts as in JSON, by header or by button."""

import base64
import csv
import io
import json
import re

import pytest

from functions.calculators.load import load
from functions.forms.definition import form_definition
from functions.forms.parse import parse_json_answers
from functions.http.negotiation import CSV, JSON, ODS
from functions.i18n.catalog import LANGUAGES, catalog_of
from tests.api.events import (
    application,
    application_form,
    call,
    post_form,
    post_json,
    waiver,
)
from tests.api.test_contract import CALCULATIONS, examples
from tests.unit.exports.ods_reader import sheet

WITH_TABLE = [path for path, name in CALCULATIONS.items() if "csv" in form_definition(name).offers]
TWO_CHILDREN = application(
    children=[
        {"birthDate": "2015-05-03", "monthlyMaintenance": "150.00"},
        {"birthDate": "2012-09-30", "monthlyMaintenance": "160.55"},
    ]
)
CLOSED = {"applicantLivesInBelgium": False}


def saved(path, document, media_type, language="en"):
    return call(
        "POST",
        path,
        json.dumps(document),
        content_type=JSON,
        accept=media_type,
        accept_language=language,
    )


def lines(reply, separator=","):
    text = io.StringIO(reply.body.removeprefix("\ufeff"), newline="")
    return list(csv.reader(text, delimiter=separator, strict=True))


def amounts(path, catalog):
    """Every amount that the table of an operation holds, as its answer in JSON gives them."""
    match path:
        case "/simulateAdvances":
            months = [month for child in catalog["schedules"] for month in child["months"]]
            return [
                [month.get("advance"), month["maintenance"], month["received"]] for month in months
            ]
        case "/allocatePayments":
            return [
                [one["amount"], *one["parts"].values(), one["surplus"]]
                for one in catalog["payments"]
            ]
        case "/calculateArrears":
            return [[one["missing"], one["due"], one["received"]] for one in catalog["months"]]
        case _:
            return [[one.get("due"), one.get("received")] for one in catalog["months"]]


def with_tables(contract):
    """The examples of the contract whose results have a table."""
    for path, _, example in examples(contract):
        if path in WITH_TABLE and saved(path, example, CSV).status == 200:
            yield path, example


def is_amount(text):
    return re.fullmatch(r"\d+\.\d\d", text) is not None


def test_four_calculators_have_table():
    assert set(WITH_TABLE) == {
        "/simulateAdvances",
        "/calculateArrears",
        "/checkEligibility",
        "/allocatePayments",
    }


def test_csv_and_spreadsheet_hold_amounts_of_json_response(contract):
    seen = set()
    for path, example in with_tables(contract):
        wanted = [
            [amount for amount in row if amount is not None]
            for row in amounts(path, post_json(path, example).json)
        ]
        in_csv = [
            [cell for cell in line if is_amount(cell)]
            for line in lines(saved(path, example, CSV))[1:]
        ]
        in_ods = [
            [cell.value for cell in row if cell.kind == "currency"]
            for row in sheet(base64.b64decode(saved(path, example, ODS).body))[1:]
        ]
        assert in_csv == in_ods == wanted
        seen.add(path)
    assert seen == set(WITH_TABLE)


def test_table_of_advances_names_each_child_and_each_month():
    catalog = post_json("/simulateAdvances", TWO_CHILDREN).json["schedules"]
    rows = lines(saved("/simulateAdvances", TWO_CHILDREN, CSV))[1:]
    assert [row[:2] for row in rows] == [
        [f"Child {child['child'] + 1}", month["month"]]
        for child in catalog
        for month in child["months"]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_table_is_in_language_of_reader(language):
    reply = saved("/simulateAdvances", TWO_CHILDREN, CSV, language)
    assert reply.headers["Content-Language"] == language
    catalog = catalog_of(language)
    headings, first, *_ = lines(reply, "," if language == "en" else ";")
    assert headings[1:3] == [
        catalog.gettext("advances.schedule.month"),
        catalog.gettext("advances.schedule.advance"),
    ]
    assert first[0] == catalog.gettext("advances.totals.child", number=1)


@pytest.mark.parametrize(
    ("media_type", "content_type", "ending"),
    [(CSV, "text/csv; charset=utf-8", "csv"), (ODS, ODS, "ods")],
)
def test_table_is_attachment_that_is_not_cached(media_type, content_type, ending):
    reply = saved("/simulateAdvances", application(), media_type)
    assert reply.status == 200
    assert reply.headers["Content-Type"] == content_type
    disposition = reply.headers["Content-Disposition"]
    assert disposition == f'attachment; filename="alimenta-advances.{ending}"'
    assert reply.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("media_type", [CSV, ODS])
def test_result_without_rows_cannot_be_table(media_type):
    assert saved("/simulateAdvances", application(**CLOSED), media_type).status == 406
    both = f"{media_type}, application/json;q=0.1"
    reply = saved("/simulateAdvances", application(**CLOSED), both)
    assert (reply.status, reply.headers["Content-Type"]) == (200, JSON)


@pytest.mark.parametrize("media_type", [CSV, ODS])
def test_operation_without_table_refuses_it(media_type):
    assert saved("/calculateWaiver", waiver(), media_type).status == 406


def test_wrong_answers_are_problem_and_no_table():
    reply = saved("/simulateAdvances", {}, CSV)
    assert (reply.status, reply.headers["Content-Type"]) == (400, "application/problem+json")


def test_api_description_lists_operations_with_table(contract):
    for media_type in (CSV, ODS):
        catalog = {
            path
            for path in CALCULATIONS
            if media_type in contract["paths"][path]["post"]["responses"]["200"]["content"]
        }
        assert catalog == set(WITH_TABLE)


@pytest.mark.usefixtures("pages")
def test_button_of_page_saves_same_spreadsheet():
    reply = post_form("/simulateAdvances", application_form(intent="ods"))
    assert reply.status == 200
    assert reply.body == saved("/simulateAdvances", application(), ODS).body


@pytest.mark.usefixtures("pages")
def test_button_of_page_saves_same_table_as_text_for_spreadsheets():
    reply = post_form("/simulateAdvances", application_form(intent="csv"))
    ours = list(csv.reader(io.StringIO(reply.body, newline=""), delimiter="\t"))
    text = saved("/simulateAdvances", application(), CSV).body.removeprefix("\ufeff")
    theirs = list(csv.reader(io.StringIO(text, newline="")))
    assert reply.headers["Content-Type"] == "text/csv; charset=utf-16"
    assert [[cell.removeprefix("€").replace(",", "") for cell in row] for row in ours] == [
        [cell.replace(",", "") for cell in row] for row in theirs
    ]


@pytest.mark.usefixtures("pages")
def test_table_buttons_are_absent_without_table():
    offered = re.compile(r'value="(csv|ods)" data-plainly')
    result = post_form("/simulateAdvances", application_form()).body
    assert offered.findall(result) == ["csv", "ods"]
    closed = application_form(applicantLivesInBelgium="no")
    assert offered.findall(post_form("/simulateAdvances", closed).body) == []
    assert post_form("/simulateAdvances", closed | {"intent": "csv"}).status == 406


def test_table_has_a_row_if_there_is_something_to_have_one_for(contract):
    closed = ("/simulateAdvances", "closed", application(**CLOSED))
    for path, _, document in (*examples(contract), closed):
        calculator = load(CALCULATIONS[path])
        if calculator.table is None:
            continue
        result = calculator.compute(parse_json_answers(calculator.schema, document).request)
        rows = calculator.table(result, catalog_of("en")).rows
        assert bool(calculator.table_entries(result)) is bool(rows)
