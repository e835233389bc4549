"""The fields that AWS documents for payload format 2.0 of an HTTP API."""

from __future__ import annotations

import base64
import re

import pytest

from infra.api_routes import ApiRoutes, Route
from server.messages import Request
from tools.gateway.events import event_of
from tools.gateway.routes import Match, Routes

MATCH = Match(function="echo", key="ANY /api/a", parameters={})
ALWAYS = {
    "version",
    "routeKey",
    "rawPath",
    "rawQueryString",
    "headers",
    "requestContext",
    "isBase64Encoded",
}


def event(match: Match = MATCH, **parts):
    return event_of(Request(**{"method": "GET", "path": "/api/a", **parts}), match, 8000)


def test_event_without_values_leaves_optional_fields_out():
    assert set(event()) == ALWAYS


def test_event_of_full_request_has_every_field():
    match = Match(function="echo", key="ANY /api/{a}", parameters={"a": "b"})
    full = event(match, query="a=1", headers=(("cookie", "c=1"),), body=b"x")
    more = {"pathParameters", "queryStringParameters", "cookies", "body"}
    assert set(full) == ALWAYS | more


def test_context_has_documented_fields():
    context = event()["requestContext"]
    assert set(context) == {
        "accountId",
        "apiId",
        "domainName",
        "domainPrefix",
        "http",
        "requestId",
        "routeKey",
        "stage",
        "time",
        "timeEpoch",
    }


def test_context_describes_request():
    headers = (("user-agent", "reader/1"),)
    http = event(method="PUT", headers=headers, peer="127.0.0.9")["requestContext"]["http"]
    assert http == {
        "method": "PUT",
        "path": "/api/a",
        "protocol": "HTTP/1.1",
        "sourceIp": "127.0.0.9",
        "userAgent": "reader/1",
    }


def test_time_has_format_of_access_log():
    written = event()["requestContext"]["time"]
    assert re.fullmatch(r"\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d \+0000", written)


def test_path_is_decoded():
    assert event(path="/api/%C3%A9")["rawPath"] == "/api/é"


def test_query_stays_encoded():
    assert event(query="a=%20&a=2&b")["rawQueryString"] == "a=%20&a=2&b"


def test_repeated_query_parameters_are_joined():
    assert event(query="a=%20&a=2&b=")["queryStringParameters"] == {"a": " ,2", "b": ""}


def test_repeated_headers_are_joined():
    headers = (("accept", "text/html"), ("accept", "text/plain"))
    assert event(headers=headers)["headers"]["accept"] == "text/html,text/plain"


def test_cookies_are_apart_from_headers():
    found = event(headers=(("cookie", "a=1; b=2"),))
    assert (found["cookies"], "cookie" in found["headers"]) == (["a=1", "b=2"], False)


def test_forwarded_headers_are_added():
    headers = event(headers=(("x-forwarded-for", "10.0.0.1"),))["headers"]
    assert headers["x-forwarded-for"] == "10.0.0.1, 127.0.0.1"
    assert (headers["x-forwarded-port"], headers["x-forwarded-proto"]) == ("8000", "http")


def test_domain_name_has_no_port():
    host = event(headers=(("host", "example.org:8000"),))["requestContext"]["domainName"]
    assert host == "example.org"


@pytest.mark.parametrize("kind", ["application/json", "application/json; charset=utf-8", "text/a"])
def test_text_body_stays_text(kind):
    found = event(headers=(("content-type", kind),), body="é".encode())
    assert (found["body"], found["isBase64Encoded"]) == ("é", False)


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "image/png", ""])
def test_other_body_and_form_are_in_base64(kind):
    found = event(headers=(("content-type", kind),), body=b"a=b")
    assert (base64.b64decode(found["body"]), found["isBase64Encoded"]) == (b"a=b", True)


def test_text_body_that_is_no_utf_8_is_in_base64():
    found = event(headers=(("content-type", "text/plain"),), body=b"\xff")
    assert found["isBase64Encoded"] is True


ROUTES = Routes(
    ApiRoutes(
        base_path="/api",
        routes=(
            Route(path="/api/of/{thing}", function="open", methods=frozenset({"GET"})),
            Route(path="/api/of/all", function="fixed", methods=frozenset({"GET"})),
        ),
    )
)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/api/of/all", ("fixed", "ANY /api/of/all", {})),
        ("/api/of/one", ("open", "ANY /api/of/{thing}", {"thing": "one"})),
        ("/api/of/", ("reference", "$default", {})),
        ("/api/of/one/two", ("reference", "$default", {})),
        ("/api/elsewhere", ("reference", "$default", {})),
    ],
)
def test_path_matches_its_route(path, expected):
    match = ROUTES.match(path)
    assert (match.function, match.key, match.parameters) == expected
