"""Input that cannot be used: a 400 problem that names the field, never a 500."""

import base64
import json

import pytest

from tests.api.events import (
    application,
    application_form,
    call,
    event,
    post_form,
    post_json,
    send,
    waiver,
    waiver_form,
)

pytestmark = pytest.mark.usefixtures("pages")

ADVANCES, WAIVER = "/simulateAdvances", "/calculateWaiver"
AMOUNT = "children[0].monthlyMaintenance"
JSON = "application/json"


def child(**changes):
    return {"birthDate": "2015-05-03", "monthlyMaintenance": "150.00"} | changes


def title(**changes):
    whole = {"kind": "judgment", "date": "2022-03-10", "served": True, "indexation": "none"}
    return whole | changes


@pytest.mark.parametrize(
    ("changes", "name", "kind"),
    [
        ({"applicationDate": "2026-02-30"}, "applicationDate", "schemaViolation"),
        ({"applicationDate": "2003-01-01"}, "applicationDate", "outOfRange"),
        ({"applicationDate": "2031-01-01"}, "applicationDate", "outOfRange"),
        ({"applicationDate": "9999-12-31"}, "applicationDate", "outOfRange"),
        ({"applicationDate": "0001-01-01"}, "applicationDate", "outOfRange"),
        ({"title": title(date="2026-11-22")}, "title.date", "outOfRange"),
        ({"children": [child(birthDate="2030-01-01")]}, "children[0].birthDate", "outOfRange"),
        ({"children": [child(monthlyMaintenance="-5.00")]}, AMOUNT, "outOfRange"),
        ({"children": [child(monthlyMaintenance="0.00")]}, AMOUNT, "outOfRange"),
        ({"children": [child(monthlyMaintenance="1.234")]}, AMOUNT, "schemaViolation"),
        ({"children": [child(monthlyMaintenance="1,50")]}, AMOUNT, "schemaViolation"),
        ({"children": [child(monthlyMaintenance=150)]}, AMOUNT, "schemaViolation"),
        ({"children": [child(monthlyMaintenance=150.5)]}, AMOUNT, "schemaViolation"),
        ({"children": []}, "children", "schemaViolation"),
        ({"children": [child()] * 50}, "children", "schemaViolation"),
        ({"children": [child(colour="red")]}, "children[0].colour", "unknownInput"),
        ({"months": 10**40}, "months", "outOfRange"),
        ({"months": 1e400}, "months", "schemaViolation"),
    ],
)  # fmt: skip
def test_impossible_application_gets_issue_naming_field(changes, name, kind):
    text = json.dumps(application(**changes)).replace("Infinity", "1e400")
    reply = post_json(ADVANCES, text)
    assert reply.status == 400
    assert reply.issues == {name: kind}


def test_minimum_above_maximum_gets_issue_with_field_and_bound():
    own = {"minimum": "2000.00", "maximum": "1000.00", "flatReduction": "0.00"}
    reply = post_json(WAIVER, waiver(parameterSet="own", ownLimits=own))
    (issue,) = reply.json["issues"]
    assert (issue["name"], issue["maximum"]) == ("ownLimits.minimum", "1000.00")


def test_request_with_several_faults_gets_all_issues_at_once():
    reply = post_json(WAIVER, waiver(debt="x", partner=None, goodFaith="maybe", extra={}))
    assert reply.issues == {
        "debt": "schemaViolation",
        "partner": "requiredInput",
        "goodFaith": "schemaViolation",
        "extra": "unknownInput",
    }


@pytest.mark.parametrize(
    ("language", "part"),
    [("fr", "décimales"), ("nl", "decimalen"), ("de", "Dezimalstellen"), ("en", "decimals")],
)
def test_problem_detail_states_accepted_values_in_request_language(language, part):
    reply = post_json(WAIVER, waiver(debt="1.005"), language)
    assert part in reply.json["issues"][0]["detail"]
    assert reply.headers["Content-Language"] == language


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "nothing",
        "[" * 60_000,
        '{"a":' * 10_000,
        '{"debt":1,"debt":2}',
        '{"debt":NaN}',
        '{"debt":-Infinity}',
        '{"debt":"\x00"}',
        '{"debt":"\ud800"}',
        '{"debt":"a\nb"}',
        "{}{}",
    ],
)
def test_body_that_is_no_json_is_bad_request(body):
    reply = post_json(WAIVER, body)
    assert reply.status == 400
    assert reply.json["type"] == "urn:problem-type:belgif:badRequest"


@pytest.mark.parametrize("body", ["[]", "null", "7", '"text"', "true"])
def test_body_that_is_no_object_is_bad_request(body):
    reply = post_json(ADVANCES, body)
    assert reply.status == 400
    assert reply.issues == {"": "schemaViolation"}


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        ("", "The body is empty. Send a JSON object."),
        (" \n", "The body is empty. Send a JSON object."),
        ('{"debt": 1,}', "The body is not JSON: the error is at line 1, column 12."),
        ('{\n "debt": x}', "The body is not JSON: the error is at line 2, column 10."),
        ('{"debt":NaN}', "The body is not JSON."),
        ("[" * 60_000, "The body is not JSON."),
        ('{"a":{"debt":1,"debt":2}}', "debt: this member appears twice. Give it only once."),
        ("[]", "This must be a JSON object."),
    ],
)
def test_body_that_cannot_be_read_gets_its_own_reason(body, detail):
    (issue,) = post_json(WAIVER, body).json["issues"]
    assert (issue["in"], issue["detail"]) == ("body", detail)


def test_byte_order_mark_before_body_is_no_error():
    assert post_json(WAIVER, "\ufeff" + json.dumps(waiver())).status == 200


@pytest.mark.parametrize(
    ("path", "document", "name", "value", "detail"),
    [
        (
            ADVANCES,
            application(receivedPayments=[{"month": "2026-10", "amount": "1.00"}]),
            "receivedPayments",
            "",
            "receivedPayments: give this only with paymentHistory=monthByMonth.",
        ),
        (
            WAIVER,
            waiver(ownLimits={"minimum": "1", "maximum": "2", "flatReduction": "3"}),
            "ownLimits",
            "",
            "ownLimits: give this only with parameterSet=own.",
        ),
        (
            ADVANCES,
            application(applicationDate="2001-01-01"),
            "applicationDate",
            "2001-01-01",
            "applicationDate: enter a date from",
        ),
        (ADVANCES, application(debt=7), "debt", "7", "debt: this member is not defined here."),
    ],
)
def test_issue_names_members_and_codes_of_api(path, document, name, value, detail):
    issues = {issue["name"]: issue for issue in post_json(path, document).json["issues"]}
    assert issues[name].get("value", "") == value
    assert issues[name]["detail"].startswith(detail)


def test_issue_of_code_lists_allowed_ones():
    (issue,) = post_json(WAIVER, waiver(goodFaith="maybe")).json["issues"]
    assert (issue["value"], issue["allowedValues"]) == ("maybe", ["yes", "no", "notKnown"])


def test_other_answer_of_shared_shape_is_checked_although_it_has_no_effect():
    title = {"date": "2022-03-10", "indexation": "none", "kind": "judgment", "dueDay": 32}
    document = {"monthlyMaintenance": "150.00", "title": title, "month": "2026-01"}
    (issue,) = post_json("/indexMaintenance", document).json["issues"]
    assert (issue["name"], issue["maximum"]) == ("title.dueDay", "31")


def test_json_without_its_type_is_asked_for_it():
    for headers in ({"accept": "*/*"}, {}, {"accept": JSON}):
        form = "application/x-www-form-urlencoded"
        reply = call("POST", WAIVER, json.dumps(waiver()), content_type=form, **headers)
        assert reply.status == 415
        assert reply.headers["Content-Type"] == "application/problem+json"
        assert "Content-Type" in reply.json["detail"]


def test_wrong_type_is_named_before_answer_that_cannot_be_read():
    reply = call("POST", WAIVER, "a", content_type="text/plain", accept="image/png")
    assert reply.status == 415


@pytest.mark.parametrize("digits", ["9" * 5000, "-" + "9" * 5000, "1." + "0" * 5000])
def test_number_of_thousands_of_digits_is_bad_request(digits):
    text = json.dumps(waiver(debt="DIGITS")).replace('"DIGITS"', digits)
    reply = post_json(WAIVER, text)
    assert reply.status == 400
    assert reply.issues == {"debt": "schemaViolation"}


@pytest.mark.parametrize("text", ["\\ud800", "\\u0000", "\\u202e", "9" * 9000])
def test_unencodable_value_is_not_repeated_in_issue(text):
    reply = post_json(WAIVER, json.dumps(waiver(debt="T")).replace('"T"', f'"{text}"'))
    assert reply.status == 400
    assert len(reply.json["issues"][0]["value"].encode()) <= 400


@pytest.mark.parametrize("content", [b"\xff\xfe{}", b"\xc3", b"\x80"])
@pytest.mark.parametrize("media_type", [JSON, "application/x-www-form-urlencoded"])
def test_body_that_is_not_utf_8_is_bad_request(content, media_type):
    body = base64.b64encode(content).decode()
    headers = {"content-type": media_type, "accept": "application/json, text/html;q=0.5"}
    reply = send(event("POST", WAIVER, body, headers, base64=True), WAIVER)
    assert reply.status == 400


def test_body_that_is_no_base64_is_bad_request():
    headers = {"content-type": JSON}
    assert send(event("POST", WAIVER, "*", headers, base64=True), WAIVER).status == 400


def test_body_in_base64_is_read():
    body = base64.b64encode(json.dumps(waiver()).encode()).decode()
    headers = {"content-type": "application/json; charset=UTF-8"}
    assert send(event("POST", WAIVER, body, headers, base64=True), WAIVER).status == 200


def test_body_of_one_megabyte_is_too_large():
    reply = post_json(WAIVER, json.dumps(waiver(debt="1" * 1_000_000)))
    assert reply.status == 413
    assert reply.json["type"] == "urn:problem-type:belgif:payloadTooLarge"


def test_body_of_exactly_sixty_four_kibibytes_is_read():
    text = json.dumps(waiver())
    assert post_json(WAIVER, text + " " * (64 * 1024 - len(text))).status == 200
    assert post_json(WAIVER, text + " " * (64 * 1024 - len(text) + 1)).status == 413


@pytest.mark.parametrize(
    "media_type", ["", "text/plain", "application/xml", "application/json; charset=latin-1"]
)
def test_body_of_another_type_is_refused(media_type):
    assert call("POST", WAIVER, json.dumps(waiver()), content_type=media_type).status == 415


@pytest.mark.parametrize("accept", ["text/html", "image/png", "application/json;q=0"])
def test_json_refused_by_accept_header_is_not_sent(accept):
    reply = call("POST", WAIVER, json.dumps(waiver()), content_type=JSON, accept=accept)
    assert reply.status == 406


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "HEAD"])
@pytest.mark.parametrize("path", [ADVANCES, WAIVER])
def test_unsupported_method_gets_allowed_method(method, path):
    reply = call(method, path)
    assert reply.status == 405
    assert reply.headers["Allow"] == "POST, OPTIONS"


@pytest.mark.parametrize("name", ["\u00e9\u0301", "a b", "\U0001f600", "%00"])
def test_unknown_name_of_any_characters_is_not_found(name):
    assert call("GET", f"/refData/parameters/{name}").status == 404


def test_unknown_query_parameter_is_refused():
    reply = call("POST", WAIVER, json.dumps(waiver()), "debt=5", content_type=JSON)
    assert reply.status == 400
    assert reply.json["issues"][0]["in"] == "query"


def test_query_of_many_names_gets_short_answer():
    reply = call("GET", "/health", query="&".join("a" * 1000))
    assert reply.status == 400
    assert len(reply.body) < 2000


def test_query_of_fifty_unknown_names_names_each():
    reply = call("GET", "/health", query="&".join(f"name{number}" for number in range(50)))
    assert len(reply.json["issues"]) == 50


def test_unknown_header_is_accepted():
    reply = call("POST", WAIVER, json.dumps(waiver()), content_type=JSON, foo_bar="x")
    assert reply.status == 200


@pytest.mark.parametrize("language", ["xx", "", "fr;q=0", "*", "tlh-Latn, ja;q=0.5"])
def test_unknown_language_falls_back_and_is_never_refused(language):
    reply = post_json(WAIVER, waiver(), language)
    assert (reply.status, reply.headers["Content-Language"]) == (200, "en")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title.date": "31/02/2022"}, "This date does not exist"),
        ({"title.date": "22/11/2026"}, "no later than 21 November 2026"),
        ({"applicationDate": "01/01/1999"}, "Enter a date from"),
        ({"children[0].birthDate": "01/01/2030"}, "no later than"),
        ({"children[0].monthlyMaintenance": "-5"}, "zero or more, without a minus sign"),
        ({"children[0].monthlyMaintenance": "1,2345"}, "at most two decimals"),
        (
            {"children[0].monthlyMaintenance": "1.234"},
            "can be read in two ways. If you mean €1,234.00, write it without the point or comma.",
        ),
        ({"children[0].monthlyMaintenance": "0,500"}, "such as 1234.00 or 1.23"),
        ({"children[0].monthlyMaintenance": ""}, "enter an amount"),
        ({"months": "9" * 5000}, "from 12 to 60"),
        ({"title.served": ""}, "Choose yes or no"),
        ({"children[49].birthDate": "03/05/2015"}, "at most 10"),
        ({"surprise": "1"}, "\u2018surprise\u2019 is not one of the questions"),
        ({"intent": "explode"}, "Choose one of the answers"),
    ],
)
def test_page_with_errors_shows_issues_and_keeps_input(changes, message):
    fields = application_form(**{"expectedMonthlyPayment": "12,34"} | changes)
    reply = post_form(ADVANCES, fields)
    assert reply.status == 400
    assert message.lower() in reply.body.lower()
    assert 'value="12,34"' in reply.body
    assert "<title>Error: " in reply.body


def test_page_refuses_minimum_above_maximum():
    own = {"ownLimits.minimum": "2000", "ownLimits.maximum": "1000", "ownLimits.flatReduction": "0"}
    reply = post_form(WAIVER, waiver_form(parameterSet="own", **own))
    assert reply.status == 400
    assert "cannot be above the upper limit" in reply.body


def test_page_escapes_input():
    reply = post_form(WAIVER, waiver_form(debt="<script>alert(1)</script>"))
    assert reply.status == 400
    assert "<script>alert" not in reply.body


@pytest.mark.parametrize("number", [400, 404, 405, 406, 413, 415])
def test_problem_accepting_html_is_page(number):
    form, accept = "application/x-www-form-urlencoded", "text/html"
    reply = {
        400: lambda: call("POST", WAIVER, "debt=%ff", content_type=form, accept=accept),
        404: lambda: call("GET", "/nothing", accept=accept),
        405: lambda: call("PUT", WAIVER, accept=accept),
        406: lambda: call("POST", WAIVER, "{}", content_type=JSON, accept=accept),
        413: lambda: call("POST", WAIVER, "a" * 70_000, content_type=form, accept=accept),
        415: lambda: call("POST", WAIVER, "a", content_type="text/plain", accept=accept),
    }[number]()
    assert reply.status == number
    assert reply.headers["Content-Type"] == "text/html; charset=utf-8"
    assert reply.body.lstrip().lower().startswith("<!doctype html>")
