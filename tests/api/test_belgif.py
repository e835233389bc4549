"""What the answers owe to the Belgian interoperability guide, rule by rule."""

import json
import re
import uuid
from datetime import date
from unittest.mock import patch

import pytest

from tests.api.events import (
    BASE,
    BROWSER,
    application,
    call,
    post_form,
    post_json,
    waiver,
    waiver_form,
)

WAIVER = "/calculateWaiver"


def broken():
    """An error that nobody foresaw, on the way through the code."""
    inside = RuntimeError("/var/task/functions/law.py: 1000.00")
    with patch("functions.calculators.respond.parse_json_answers", side_effect=inside):
        return post_json(WAIVER, waiver())


PROBLEMS = {
    400: lambda: post_json(WAIVER, waiver(debt="x")),
    404: lambda: call("GET", "/nothing"),
    405: lambda: call("DELETE", "/health"),
    406: lambda: call("GET", "/health", accept="image/png"),
    413: lambda: post_json(WAIVER, "x" * 70_000),
    415: lambda: call("POST", WAIVER, "a", content_type="text/plain"),
    500: broken,
}


@pytest.mark.parametrize("status", PROBLEMS)
def test_err_problem_each_error_is_problem(status):
    reply = PROBLEMS[status]()
    assert reply.status == status
    assert reply.headers["Content-Type"] == "application/problem+json"
    problem = reply.json
    assert problem["status"] == status
    assert problem["title"].isascii()
    assert problem["detail"]
    assert uuid.UUID(problem["instance"].removeprefix("urn:uuid:")).version == 4


@pytest.mark.parametrize("status", PROBLEMS)
def test_prb_type_each_type_is_urn_that_its_href_explains(status):
    problem = PROBLEMS[status]().json
    kinds = [problem, *problem.get("issues", ())]
    for kind in kinds:
        assert re.fullmatch(r"urn:problem-type:(belgif|alimenta)(:[a-zA-Z-]+)+", kind["type"])
        explained = call("GET", kind["href"].removeprefix(BASE))
        assert explained.status == 200
        assert explained.json["title"] == kind["title"]


def test_prb_type_type_is_explained_to_people_as_page():
    path = "/refData/problemTypes/urn:problem-type:alimenta:input-validation:outOfRange"
    reply = call("GET", path, accept=BROWSER, accept_language="fr-BE")
    assert reply.headers["Content-Type"] == "text/html; charset=utf-8"
    assert '<html lang="fr">' in reply.body
    assert "Valeur hors limites" in reply.body


def test_title_of_problem_is_same_in_every_language():
    titles = {
        post_json(WAIVER, {}, language).json["title"] for language in ("fr", "nl", "de", "en")
    }
    assert titles == {"Bad Request"}


def test_bad_request_each_issue_has_path_and_sent_value():
    (issue,) = post_json(WAIVER, waiver(debt="x")).json["issues"]
    assert {"type", "title", "detail", "in", "name", "value"} <= issue.keys()
    assert (issue["in"], issue["name"], issue["value"]) == ("body", "debt", "x")


def test_out_of_range_gives_limits_of_law():
    (issue,) = post_json(WAIVER, waiver(requestDate="2018-12-31")).json["issues"]
    assert issue["minimum"] == "2019-01-01"
    assert issue["maximum"] > "2026-11-21"


@pytest.mark.parametrize("status", PROBLEMS)
def test_err_sanit_errors_show_no_internals(status):
    body = PROBLEMS[status]().body
    assert not re.search(r"Traceback|\.py|/var/|File \"|Error:|boto|functions\.", body)


def test_err_sanit_error_while_writing_problem_shows_no_internals():
    with patch("functions.http.app.problem_json", side_effect=RuntimeError("inside")):
        reply = call("GET", "/nothing")
    assert reply.status == 500
    assert reply.json.keys() == {"type", "title", "status"}


@pytest.mark.parametrize(("day", "status"), [("2026-07-20", "UP"), ("2029-01-01", "DEGRADED")])
def test_health_states_only_whether_figure_is_overdue(day, status):
    with patch("functions.http.clock.today", return_value=date.fromisoformat(day)):
        reply = call("GET", "/health")
    assert (reply.status, reply.json) == (200, {"status": status})


@pytest.mark.parametrize("language", ["en", "fr", "nl", "de"])
def test_parameters_name_what_is_overdue_in_language_asked(language):
    with patch("functions.http.clock.today", return_value=date(2029, 1, 1)):
        overdue = call("GET", "/refData/parameters", accept_language=language).json["overdue"]
    found = next(one for one in overdue if one["name"] == "waiver")
    text = {
        "en": "we give no answer for dates from 1 January 2028",
        "fr": "nous ne donnons pas de réponse pour les dates à partir du 1er janvier 2028",
        "nl": "wij geven geen antwoord voor de periode vanaf 1 januari 2028",
        "de": "Für Daten ab dem 1. Januar 2028 geben wir keine Antwort",
    }[language]
    assert (found["code"], found["since"]) == ("lastDay", "2028-01-01")
    assert text in found["description"]


def test_parameters_without_overdue_figure_name_none():
    with patch("functions.http.clock.today", return_value=date(2026, 7, 20)):
        assert call("GET", "/refData/parameters").json["overdue"] == []


def test_hlth_res_health_is_not_cached():
    assert call("GET", "/health").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("language", ["fr-BE", "nl-BE", "de-BE", "en-GB"])
def test_int_negot_variant_gets_its_language(language):
    reply = post_json(WAIVER, waiver(), language)
    assert reply.headers["Content-Language"] == language[:2]
    assert {"Accept-Language", "Accept-Encoding"} <= set(reply.headers["Vary"].split(", "))


def test_int_conlang_problem_has_content_language():
    assert call("GET", "/nothing", accept_language="de").headers["Content-Language"] == "de"


def test_trc_header_each_answer_has_its_own_random_trace_id():
    ids = {call("GET", "/health").headers["BelGov-Trace-Id"] for _ in range(5)}
    assert len(ids) == 5
    assert all(len(trace_id) <= 36 for trace_id in ids)


def test_trc_header_trace_id_of_request_is_returned_as_related():
    reply = call("GET", "/health", belgov_trace_id="abc-123")
    assert reply.headers["BelGov-Related-Trace-Id"] == "abc-123"


@pytest.mark.parametrize("trace_id", ["", "a" * 37, "a b", "a\r\nSet-Cookie: x=1", "é", "<b>"])
def test_trc_header_invalid_trace_id_is_not_returned(trace_id):
    reply = call("GET", "/health", belgov_trace_id=trace_id)
    assert "BelGov-Related-Trace-Id" not in reply.headers


@pytest.mark.parametrize("status", PROBLEMS)
def test_hdr_case_headers_are_in_kebab_case_and_own_ones_not_prefixed_with_x(status):
    for name in PROBLEMS[status]().headers:
        assert re.fullmatch(r"([A-Z][A-Za-z]*)(-[A-Z][A-Za-z]*)*|ETag", name)
        assert not name.startswith("X-") or name == "X-Content-Type-Options"


def test_col_repres_collection_has_self_total_and_items():
    collection = call("GET", "/refData/parameters", query="pageSize=100").json
    assert collection["total"] == len(collection["items"])
    assert collection["self"] == f"{BASE}/refData/parameters?page=1&pageSize=100"
    assert all(
        item["href"].startswith(f"{BASE}/refData/parameters/") for item in collection["items"]
    )


def test_col_paging_next_links_reach_last_page():
    seen, query = [], "pageSize=7"
    while query:
        page = call("GET", "/refData/parameters", query=query).json
        seen += [item["name"] for item in page["items"]]
        query = page.get("next", "").partition("?")[2]
    assert len(seen) == len(set(seen)) == page["total"]


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=99", "pageSize=101", "page=x", "page=-1", "page=%D9%A1", "page=1&page=1",
     "sort=name", "page=" + "9" * 5000, "%ff=1", "page=%ff"],
)  # fmt: skip
def test_req_valid_query_that_cannot_be_is_refused(query):
    reply = call("GET", "/refData/parameters", query=query)
    assert reply.status == 400
    assert reply.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/doc/openapi.yaml", "/doc/openapi.json", "/refData/parameters"])
def test_prf_cach_static_response_has_etag_and_is_not_sent_twice(path):
    first = call("GET", path)
    again = call("GET", path, if_none_match=f'"other", {first.headers["ETag"]}')
    assert "max-age" in first.headers["Cache-Control"]
    assert (again.status, again.body) == (304, "")


@pytest.mark.parametrize("form", ["{}", "W/{}"])
@pytest.mark.parametrize(("before", "after"), [("gzip", ""), ("", "gzip"), ("gzip", "gzip")])
def test_tag_of_compressed_and_uncompressed_response_is_valid_for_both(form, before, after):
    path = "/refData/parameters"
    first = call("GET", path, accept_encoding=before)
    tag = first.headers["ETag"].removeprefix("W/")
    again = call("GET", path, accept_encoding=after, if_none_match=form.format(tag))
    assert (again.status, again.body, again.size) == (304, "", 0)
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "Content-Encoding" not in again.headers


def test_prf_cach_each_language_has_its_own_tag():
    tags = {
        call("GET", "/refData/parameters", accept_language=language).headers["ETag"]
        for language in ("fr", "nl", "de", "en")
    }
    assert len(tags) == 4


@pytest.mark.usefixtures("pages")
def test_prf_cach_result_is_not_cached():
    assert post_json(WAIVER, waiver()).headers["Cache-Control"] == "no-store"
    assert post_form(WAIVER, waiver_form()).headers["Cache-Control"] == "no-store"


def test_ctl_res_same_request_gets_same_answer():
    assert post_json(WAIVER, waiver()).body == post_json(WAIVER, waiver()).body


HEADS = ("/health", "/doc/openapi.yaml", "/doc/openapi.json", "/doc/clients/openapi.json")


@pytest.mark.parametrize("path", [*HEADS, "/refData/parameters", "/refData/parameters/advanceCap"])
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_head_gets_headers_and_length_of_get(path, encoding):
    # The server in front sends no body to HEAD, and the length of the one that it holds.
    get, head = (call(how, path, accept_encoding=encoding) for how in ("GET", "HEAD"))
    assert (head.status, head.size) == (get.status, get.size)
    assert head.headers | {"BelGov-Trace-Id": ""} == get.headers | {"BelGov-Trace-Id": ""}


@pytest.mark.parametrize("path", [WAIVER, "/simulateAdvances"])
def test_compressed_json_has_same_content(path):
    asked = json.dumps(waiver() if path == WAIVER else application())
    plain, packed = (
        call("POST", path, asked, content_type="application/json", accept_encoding=accepted)
        for accepted in ("gzip;q=0", "gzip")
    )
    assert plain.body == packed.body
    assert plain.size == len(plain.body.encode()) > 2 * packed.size


def test_each_figure_has_its_source():
    for item in call("GET", "/refData/parameters").json["items"]:
        for value in item["values"]:
            assert value["source"]["title"]
            assert value["source"]["status"]
            assert value["lastChecked"]


def test_figure_is_returned_at_its_own_address():
    for item in call("GET", "/refData/parameters").json["items"]:
        assert call("GET", item["href"].removeprefix(BASE)).json == item


def test_unknown_figure_or_type_is_not_found():
    assert call("GET", "/refData/parameters/nothing").status == 404
    assert call("GET", "/refData/problemTypes/nothing").status == 404


def test_api_description_is_served_unchanged(contract):
    assert json.loads(call("GET", "/doc/openapi.json").body) == contract
    assert call("GET", "/doc/openapi.yaml").headers["Content-Type"].startswith("application/yaml")
