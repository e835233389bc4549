"""Which operations pages of other origins may call, and what a browser is answered."""

import json

import pytest

from functions.calculators.registry import CALCULATORS
from tests.api.events import BROWSER, call, waiver

OPEN = [f"/{entry.operation}" for entry in CALCULATORS.values()]
CLOSED = [
    "/contactMessages",
    "/decisions",
    "/fillWaiverForm/waiver-request",
    "/feedback",
    "/health",
]
ALLOWED = "Access-Control-Allow-Origin"
POLICY = "Cross-Origin-Resource-Policy"


@pytest.mark.parametrize("path", OPEN)
def test_preflight_of_calculation_allows_json_from_anywhere(path):
    reply = call(
        "OPTIONS",
        path,
        origin="https://municipality.example",
        access_control_request_method="POST",
        access_control_request_headers="content-type",
    )
    assert (reply.status, reply.body) == (204, "")
    assert reply.headers[ALLOWED] == "*"
    assert reply.headers["Access-Control-Allow-Methods"] == "POST"
    assert "Content-Type" in reply.headers["Access-Control-Allow-Headers"].split(", ")
    assert reply.headers["Allow"] == "POST, OPTIONS"


@pytest.mark.parametrize("path", CLOSED)
def test_preflight_of_other_operation_allows_nothing(path):
    reply = call("OPTIONS", path, origin="https://municipality.example")
    assert reply.status == 405
    assert ALLOWED not in reply.headers
    assert POLICY not in reply.headers


@pytest.mark.parametrize("body", [json.dumps(waiver()), "{"])
def test_answer_and_problem_of_calculation_are_readable_from_anywhere(body):
    reply = call("POST", "/calculateWaiver", body, content_type="application/json")
    assert (reply.headers[ALLOWED], reply.headers[POLICY]) == ("*", "cross-origin")


def test_no_answer_takes_credentials():
    for method in ("OPTIONS", "POST"):
        reply = call(method, "/calculateWaiver", json.dumps(waiver()))
        assert "Access-Control-Allow-Credentials" not in reply.headers


@pytest.mark.usefixtures("pages")
def test_page_of_calculation_is_not_readable_from_elsewhere():
    form = "application/x-www-form-urlencoded"
    reply = call("POST", "/calculateWaiver", "debt=1", content_type=form, accept=BROWSER)
    assert ALLOWED not in reply.headers


def test_preflight_must_come_through_distribution(monkeypatch):
    monkeypatch.setenv("ORIGIN_SECRETS", "s" * 40)
    assert call("OPTIONS", "/calculateWaiver").status == 403
