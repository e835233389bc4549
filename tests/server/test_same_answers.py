"""The self-hosted server and the default gateway answer as the functions do under Lambda's client.

Headers and bodies are the same, but for what is new with each answer.
"""

from __future__ import annotations

import json
import re
from urllib.parse import urlencode

import pytest

from functions.calculators.registry import CALCULATORS
from functions.forms.definition import form_definition
from functions.http.paths import BASE
from tests.api.events import BROWSER, ENCODINGS_OF_BROWSER
from tests.site.result_pages import answered
from tests.support.examples import calculator_calls, calls

JSON = {"content-type": "application/json", "accept": "application/json", "accept-language": "nl"}
FORM = {
    "content-type": "application/x-www-form-urlencoded",
    "accept": BROWSER,
    "accept-language": "fr",
    "accept-encoding": ENCODINGS_OF_BROWSER,
}
NEW_EACH_TIME = ("date", "belgov-trace-id")
UUID = re.compile(rb"urn:uuid:[0-9a-f-]{36}")
WAIVER = f"{BASE}/calculateWaiver"
DESCRIPTION = f"{BASE}/doc/openapi.json"


def first_examples():
    return {call.path: call for call in reversed(calculator_calls())}


def fields(name):
    """The fields of the page of a calculator, filled in with its first example."""
    example = json.loads(first_examples()[CALCULATORS[name].path].body)
    return urlencode(answered(form_definition(name), example, "fr")).encode()


def waiver_body():
    return first_examples()[WAIVER].body.encode()


PROBLEMS = {
    "unknown path": ("GET", "/api/nowhere", None, JSON),
    "unknown path of the version": ("GET", f"{BASE}/nowhere", None, JSON),
    "unknown path for a reader": ("GET", f"{BASE}/nowhere", None, {"accept": BROWSER}),
    "method": ("GET", WAIVER, None, JSON),
    "no JSON": ("POST", WAIVER, b"{", JSON),
    "no object": ("POST", WAIVER, b"[]", JSON),
    "empty body": ("POST", WAIVER, b"", JSON),
    "missing answers": ("POST", WAIVER, b"{}", JSON),
    "answers that are wrong": ("POST", WAIVER, b'{"debt": "-1", "x": 1}', JSON),
    "other media type": ("POST", WAIVER, b"a", {"content-type": "text/plain"}),
    "other character set": ("POST", WAIVER, b"{}", {"content-type": "application/json; charset=x"}),
    "not acceptable": ("POST", WAIVER, b"{}", {**JSON, "accept": "image/png"}),
    "unknown parameter": ("POST", f"{WAIVER}?a=%C3%A9", b"{}", JSON),
    "too long": ("POST", WAIVER, b" " * 70_000, JSON),
    "too long for a page": ("POST", WAIVER, b"a=" + b"b" * 200_000, FORM),
    "no UTF-8": ("POST", WAIVER, b'{"debt": "\xff"}', JSON),
    "form without answers": ("POST", WAIVER, b"", FORM),
    "form with errors": ("POST", WAIVER, b"debt=x&language=fr&intent=calculate", FORM),
    "unknown name in a path": ("GET", f"{BASE}/parameters/%C3%A9+%2F", None, JSON),
    "unknown form": ("POST", f"{BASE}/fillWaiverForm/nothing", b"{}", JSON),
    "encoded path": ("POST", f"{BASE}/calculate%57aiver", b"{}", JSON),
    "related trace id": ("POST", WAIVER, b"{}", {**JSON, "belgov-trace-id": "abc"}),
    "unsigned register": ("GET", "/fr/nowhere/", None, {}),
}
READ = {
    "page": ("GET", "/fr/", None, {"accept-encoding": "gzip"}),
    "page without compression": ("GET", "/nl/", None, {}),
    "head of a page": ("HEAD", "/de/", None, {}),
    "redirect": ("GET", "/fr/advances?a=b", None, {}),
    "description as JSON": ("GET", DESCRIPTION, None, {"accept-encoding": "gzip"}),
    "description as YAML": ("GET", f"{BASE}/doc/openapi.yaml", None, {}),
    "head of the description": ("HEAD", DESCRIPTION, None, {}),
    "health": ("GET", f"{BASE}/health", None, JSON),
    "parameters in German": ("GET", f"{BASE}/parameters", None, {"accept-language": "de"}),
    "selected members": (
        "POST",
        f"{WAIVER}?select=(waiver,outcome)",
        waiver_body(),
        JSON,
    ),
    "compressed JSON": ("POST", WAIVER, waiver_body(), {**JSON, "accept-encoding": "gzip"}),
    "refused compression": ("POST", WAIVER, waiver_body(), {**JSON, "accept-encoding": "gzip;q=0"}),
}
EXAMPLES = {
    f"{number} {call.name}": (call.method, call.path, call.body.encode() or None, JSON)
    for number, call in enumerate(calls())
    if call.is_repeatable and call.function != "contact"
}
PAGES = {name: ("POST", CALCULATORS[name].path, fields(name), FORM) for name in CALCULATORS}
REQUESTS = {**PROBLEMS, **READ, **EXAMPLES, **PAGES}


def comparable(reply):
    headers = {name: value for name, value in reply.headers.items() if name not in NEW_EACH_TIME}
    return reply.status, headers, UUID.sub(b"urn:uuid:", reply.body)


@pytest.mark.parametrize("server", ["hosted", "default_gateway"])
@pytest.mark.parametrize("name", REQUESTS)
def test_answer_is_that_of_lambda(request, lambda_gateway, server, name):
    found = request.getfixturevalue(server)(*REQUESTS[name])
    assert comparable(found) == comparable(lambda_gateway(*REQUESTS[name]))


@pytest.mark.parametrize("server", ["hosted", "default_gateway"])
def test_known_tag_gets_empty_answer_as_from_lambda(request, lambda_gateway, server):
    tag = lambda_gateway("GET", DESCRIPTION).headers["etag"]
    known = ("GET", DESCRIPTION, None, {"if-none-match": tag})
    found = request.getfixturevalue(server)(*known)
    assert (found.status, comparable(found)) == (304, comparable(lambda_gateway(*known)))
