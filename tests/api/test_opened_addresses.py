"""The address that a form without scripts leaves in a browser, opened by itself."""

import pytest

from functions.calculators.registry import CALCULATORS
from functions.http.paths import BASE
from functions.quick_answers.registry import QUICK_ANSWERS
from tests.api.events import BROWSER, call

PAGES = {
    **{entry.path.removeprefix(BASE): entry.page for entry in CALCULATORS.values()},
    **{entry.path.removeprefix(BASE): entry.page for entry in QUICK_ANSWERS.values()},
    "/contactMessages": "help/contact",
    "/feedback": "",
    "/writeLetter/waiver": "letters",
    "/fillAdvanceForm/intervention": "advances/simulator",
    "/fillArrearsForm/intervention": "advances/arrears",
    "/fillWaiverForm/waiver-request": "waiver/calculator",
}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(("path", "page"), PAGES.items())
def test_address_of_a_form_opened_in_a_browser_leads_to_its_page(method, path, page):
    reply = call(method, path, accept=BROWSER, accept_language="nl-BE,nl;q=0.9,fr;q=0.5")
    assert reply.status == 303
    assert reply.headers["Location"] == (f"/nl/{page}/" if page else "/nl/")
    assert reply.headers["Cache-Control"] == "no-store"
    assert "Accept-Language" in reply.headers["Vary"]
    assert reply.body == ""


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("accept", ["*/*", "application/json", "", "text/html;q=0.5, */*"])
@pytest.mark.parametrize("path", PAGES)
def test_address_of_a_form_opened_by_a_client_of_the_api_is_refused(method, path, accept):
    reply = call(method, path, accept=accept)
    assert reply.status == 405
    assert "POST" in reply.headers["Allow"]
    assert "GET" not in reply.headers["Allow"]
    assert reply.headers["Content-Type"] == "application/problem+json"


def test_head_of_what_can_be_read_is_answered_like_get():
    read, head = call("GET", "/health"), call("HEAD", "/health")
    assert head.status == read.status == 200
    assert head.headers["Content-Type"] == read.headers["Content-Type"]


def test_address_without_a_form_leads_nowhere():
    assert call("GET", "/refData/nothing", accept=BROWSER).status == 404
