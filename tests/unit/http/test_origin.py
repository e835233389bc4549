"""Only the distribution, or a signed request, reaches a function."""

import pytest

from functions.http.origin import (
    ADDRESS_HEADER,
    SECRET_HEADER,
    SECRETS,
    must_come_through_distribution,
    network_of,
)
from functions.http.problem import Problem, Problems
from functions.http.request import Request

NEW, OLD = "n" * 64, "o" * 64


def request(source="192.0.2.1", caller="", **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Request(
        method="GET",
        path="/",
        query="",
        headers=named,
        body=None,
        is_base64=False,
        caller=caller,
        source=source,
    )


def is_let_through(**given):
    try:
        must_come_through_distribution(request(**given))
    except Problem as refused:
        return refused.kind is not Problems.FORBIDDEN
    return True


def test_without_secret_every_request_is_let_through(monkeypatch):
    monkeypatch.delenv(SECRETS, raising=False)
    assert is_let_through()


@pytest.mark.parametrize("secret", [NEW, OLD])
def test_secret_in_use_and_previous_one_are_accepted(monkeypatch, secret):
    monkeypatch.setenv(SECRETS, f"{NEW} {OLD}")
    assert is_let_through(x_alimenta_origin=secret)


@pytest.mark.parametrize("secret", [None, "", "none", "x" * 64, f"{NEW} {OLD}", "é", NEW[:-1]])
def test_any_other_value_is_refused(monkeypatch, secret):
    monkeypatch.setenv(SECRETS, f"{NEW} none")
    headers = {} if secret is None else {"x_alimenta_origin": secret}
    assert not is_let_through(**headers)


@pytest.mark.parametrize("secrets", ["", " ", "none none"])
def test_empty_secret_lets_nobody_through(monkeypatch, secrets):
    monkeypatch.setenv(SECRETS, secrets)
    assert not is_let_through(x_alimenta_origin="")
    assert not is_let_through(x_alimenta_origin="none")


def test_signed_request_needs_no_secret(monkeypatch):
    monkeypatch.setenv(SECRETS, NEW)
    assert is_let_through(caller="arn:aws:sts::111122223333:assumed-role/payer/x")


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("", ""),
        ("not an address", ""),
    ],
)
def test_network_is_that_of_viewer_or_of_caller(monkeypatch, address, network):
    monkeypatch.delenv(SECRETS, raising=False)
    assert network_of(request(source=address, x_alimenta_viewer="203.0.113.9")) == network
    monkeypatch.setenv(SECRETS, NEW)
    assert network_of(request(source="203.0.113.9", x_alimenta_viewer=address)) == network


def test_headers_are_in_lower_case_as_requests_hold_them():
    assert all(name == name.lower() for name in (SECRET_HEADER, ADDRESS_HEADER))
