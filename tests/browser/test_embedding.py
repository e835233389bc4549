"""A page of another site shows our pages in a frame: what works there, and what is refused."""

from __future__ import annotations

import json
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

from functions.embedding.registry import EMBEDDED, THEMES
from functions.i18n.catalog import LANGUAGES
from publishing.embedding import HEIGHTS, SCRIPT, WIDTHS
from tests.browser.barriers import barriers
from tests.browser.form_actions import (
    ADVANCES,
    CALCULATE,
    EVERY_LANGUAGE,
    NEXT,
    WAIVER,
    amount,
    asked_by_machine,
    fill_months,
    fill_steps,
    go_on,
    open_step,
    press,
    type_children,
)

pytestmark = pytest.mark.browser
LISTEN = """addEventListener("message", ({ data }) => {
  document.body.dataset.sent = JSON.stringify(
    [...JSON.parse(document.body.dataset.sent ?? "[]"), data]);
});"""


class Host(BaseHTTPRequestHandler):
    """The server of a municipality: a page with a frame, its own script, and a strict policy."""

    def __init__(self, ours, *args):
        self.ours = ours
        super().__init__(*args)

    def do_GET(self):
        if self.path == "/height.js":
            self.reply(SCRIPT.read_bytes(), "text/javascript")
        elif self.path == "/listen.js":
            self.reply(LISTEN.encode(), "text/javascript")
        else:
            markup = f"""<!doctype html><html lang="fr"><title>Commune</title><body>
                <iframe src="{self.ours}{self.path}" title="Alimenta" width="100%" height="300">
                </iframe><script src="/height.js"></script><script src="/listen.js"></script>"""
            self.reply(markup.encode(), "text/html")

    def reply(self, body, kind):
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header(
            "Content-Security-Policy",
            f"default-src 'none'; script-src 'self'; frame-src {self.ours}",
        )
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def host(gateway):
    """The address of a page of another site; what follows it is the address in the frame."""
    ours = gateway.rstrip("/").replace("127.0.0.1", "localhost")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, ours))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def page(own_page):
    """What a frame stores belongs to the other address: the page is of this test alone."""
    return own_page


@pytest.fixture(params=[True, False], ids=["scripts-on", "scripts-off"])
def visitor(request, new_context):
    """The same, with and without scripts."""
    size = {"width": 1280, "height": 720}
    return new_context(java_script_enabled=request.param, viewport=size).new_page()


def frame(page):
    return page.frame_locator("iframe")


def answer_not_paid(page):
    inside = frame(page)
    inside.locator("label[for='fixedByJudgeOrNotary-yes']").click()
    inside.locator("label[for='missedMonths-enough']").click()
    inside.locator("[name='numberOfChildren']").fill("2")
    inside.locator("[name='amountPerChild']").fill("200")
    inside.locator("#not_paid-form .button").click()
    return inside.locator(".answer")


@EVERY_LANGUAGE
def test_quick_answer_in_frame_of_another_site_calculates(visitor, host, language):
    visitor.goto(f"{host}/{language}/embed/not-paid/")
    expect(answer_not_paid(visitor)).to_contain_text("350")


def test_answer_in_frame_keeps_the_colours_of_its_address(visitor, host):
    visitor.goto(f"{host}/fr/embed/not-paid/plain/")
    expect(answer_not_paid(visitor)).to_be_visible()
    expect(frame(visitor).locator("html")).to_have_attribute("data-theme", "plain")


@pytest.mark.parametrize(
    "path", ["/fr/", "/fr/advances/simulator/", "/fr/about/embed/", "/fr/embed/nothing/"]
)
def test_any_other_page_is_refused_in_frame(page, host, path):
    refused = []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    page.goto(f"{host}{path}")
    page.wait_for_timeout(300)
    assert any("frame-ancestors" in text or "X-Frame-Options" in text for text in refused)


def test_frame_is_as_high_as_its_content_by_the_optional_script(page, host):
    page.goto(f"{host}/fr/embed/not-paid/")
    answer_not_paid(page).wait_for()
    wanted = frame(page).locator("body").evaluate("body => Math.ceil(body.offsetHeight)")
    page.wait_for_function(
        "wanted => Math.abs(document.querySelector('iframe').height - wanted) < 3", arg=wanted
    )


def test_page_around_frame_receives_numbers_only(page, host):
    page.goto(f"{host}/fr/embed/not-paid/")
    answer_not_paid(page).wait_for()
    page.wait_for_timeout(200)
    sent = json.loads(page.evaluate("document.body.dataset.sent"))
    assert sent
    assert {type(each) for each in sent} == {int}


@pytest.mark.parametrize(
    "message", ['"999999"', "-5", "1e9", "{height: 500}", "'<img src=x>'", "null", "12.5"]
)
def test_hostile_message_to_page_around_changes_no_height(page, host, message):
    page.goto(f"{host}/fr/embed/not-paid/")
    expect(page.locator("iframe")).not_to_have_attribute("height", "300")
    before = page.evaluate("document.querySelector('iframe').height")
    page.evaluate(f"postMessage({message}, '*')")
    page.evaluate("postMessage(500, '*')")  # a fitting number, but from another window
    page.wait_for_timeout(100)
    assert page.evaluate("document.querySelector('iframe').height") == before


def test_message_to_frame_changes_nothing(page, host):
    page.goto(f"{host}/fr/embed/not-paid/")
    page.wait_for_function("document.querySelector('iframe').height != 300")
    before = frame(page).locator("body").inner_html()
    page.evaluate(
        "for (const sent of [{intent: 'calculate'}, '<b>x</b>', 7, null])"
        "document.querySelector('iframe').contentWindow.postMessage(sent, '*')"
    )
    page.wait_for_timeout(100)
    assert frame(page).locator("body").inner_html() == before


@pytest.mark.parametrize("query", ["?theme=url(x)", "?lang=xx&theme=%3Cscript%3E", "#not-paid"])
def test_parameter_that_is_not_known_changes_nothing(page, host, query):
    page.goto(f"{host}/de/embed/must-pay/{query}")
    expect(frame(page).locator("html")).to_have_attribute("data-theme", "auto")
    expect(frame(page).locator("#must_pay-form")).to_be_visible()


@pytest.mark.parametrize("name", EMBEDDED)
def test_every_frame_fits_a_narrow_column(page_with, host, name):
    narrow = page_with(viewport={"width": 320, "height": 740})
    narrow.goto(f"{host}/de/embed/{name}/")
    assert frame(narrow).locator("html").evaluate("root => root.scrollWidth <= innerWidth")


@pytest.mark.parametrize("theme", THEMES)
def test_answer_in_frame_has_no_barrier_in_any_colours(page, theme):
    path = EMBEDDED["not-paid"].themed_page(theme)
    page.goto(f"/fr/{path}/")
    page.click("label[for='fixedByJudgeOrNotary-yes']")
    page.click("label[for='missedMonths-enough']")
    page.fill("[name='numberOfChildren']", "2")
    page.fill("[name='amountPerChild']", "200")
    page.click("#not_paid-form .button")
    expect(page.locator(".answer")).to_be_visible()
    assert barriers(page) == []


def test_link_to_the_site_opens_a_new_tab(page, host):
    page.goto(f"{host}/fr/embed/not-paid/")
    with page.expect_popup() as opened:
        frame(page).locator(".embed-foot a").first.click()
    expect(opened.value.locator(".header")).to_be_visible()
    assert opened.value.evaluate("opener") is None


def test_button_that_takes_answers_along_opens_a_new_tab(visitor, host):
    visitor.goto(f"{host}/fr/embed/not-paid/")
    answer = answer_not_paid(visitor)
    with visitor.expect_popup() as opened:
        answer.locator("form .button").first.click()
    expect(opened.value.locator(".header")).to_be_visible()


@pytest.fixture
def refusing(new_context):
    """A page whose browser refuses every storage to frames, as for one of another site."""
    context = new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(
        "for (const name of ['sessionStorage', 'localStorage', 'indexedDB', 'caches'])"
        " Object.defineProperty(window, name,"
        " { get() { throw new DOMException('refused', 'SecurityError'); } });"
    )
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert faults == []


def test_frame_works_where_storage_is_refused(refusing, host):
    refusing.goto(f"{host}/fr/embed/not-paid/")
    expect(answer_not_paid(refusing)).to_contain_text("350")


def simulator(page, host, language, name):
    """The frame with that simulator, its questions on the screen."""
    page.goto(f"{host}/{language}/embed/{name}/")
    expect(frame(page).locator("#simulator-form")).to_be_visible()
    return page.frames[1]


def type_in_frame(inside, name, language):
    """The answers of a whole simulation, typed in the frame, as the API takes them."""
    if name == "waiver":
        fill_steps(inside, WAIVER, language)
        return WAIVER
    type_children(inside, language)
    fill_steps(inside, ADVANCES, language)
    return {**ADVANCES, "receivedPayments": fill_months(inside, language)}


def waiver_result(page, host, language):
    """The frame with the result of a waiver."""
    inside = simulator(page, host, language, "waiver")
    open_step(inside, "partnerResources", WAIVER, language)
    press(inside, CALCULATE, ".result")
    return inside


def figures(name, result, language):
    """The amounts that the answer must show."""
    if name == "waiver":
        waiver = result["waiver"]
        return [amount(waiver["waived"], language), amount(waiver["recovered"], language)]
    return [amount(result["total"], language)]


OPERATIONS = {"advances": "simulateAdvances", "waiver": "calculateWaiver"}


@pytest.mark.parametrize("name", OPERATIONS)
def test_whole_simulation_in_frame_shows_result_of_the_api(visitor, host, gateway, name):
    inside = simulator(visitor, host, "nl", name)
    answers = type_in_frame(inside, name, "nl")
    press(inside, CALCULATE, ".result")
    result = asked_by_machine(gateway, OPERATIONS[name], answers, "nl")
    shown = inside.locator(".result").text_content()
    assert [figure for figure in figures(name, result, "nl") if figure not in shown] == []


@pytest.mark.parametrize("name", OPERATIONS)
def test_whole_simulation_in_frame_works_where_storage_is_refused(refusing, host, name):
    inside = simulator(refusing, host, "fr", name)
    type_in_frame(inside, name, "fr")
    press(inside, CALCULATE, ".result")
    expect(inside.locator(".answer")).to_be_visible()


def test_answer_changed_in_frame_gives_another_result(visitor, host):
    inside = waiver_result(visitor, host, "en")
    press(inside, ".given button[value='step:debt'] >> nth=0", "#waiver-debt")
    inside.locator("#debt").fill("999.00")
    while inside.locator(NEXT).count():
        go_on(inside)
    press(inside, CALCULATE, ".result")
    expect(inside.locator(".answer")).to_contain_text("€999")


def test_back_button_of_browser_returns_to_questions_in_frame(page, host):
    inside = waiver_result(page, host, "de")
    page.evaluate("history.back()")
    expect(inside.locator(CALCULATE)).to_be_visible()
    assert page.url.startswith(host)


@pytest.mark.parametrize("name", OPERATIONS)
def test_step_without_answers_in_frame_shows_what_is_wrong(visitor, host, name):
    inside = simulator(visitor, host, "fr", name)
    press(inside, NEXT, ".error-summary")
    inside.locator(".error-summary a").first.click()
    expect(inside.locator("input:focus, select:focus")).to_have_count(1)


def test_errors_in_frame_take_focus_by_script(page, host):
    # Without scripts no browser lets a frame of another site take the focus by itself.
    inside = simulator(page, host, "fr", "waiver")
    press(inside, NEXT, ".error-summary")
    expect(inside.locator(".error-summary")).to_be_focused()


def test_frame_is_as_high_as_its_result_by_the_optional_script(page, host):
    inside = waiver_result(page, host, "fr")
    page.wait_for_function(
        "wanted => Math.abs(document.querySelector('iframe').height - wanted) < 3",
        arg=inside.evaluate("Math.ceil(document.body.getBoundingClientRect().height)"),
    )


@pytest.mark.parametrize("place", range(len(WIDTHS)), ids=map(str, WIDTHS))
@pytest.mark.parametrize("name", EMBEDDED)
def test_height_to_copy_shows_questions_whole_and_little_more(page_with, name, place):
    page = page_with(viewport={"width": WIDTHS[place], "height": 700})
    highest = 0
    for language in LANGUAGES:
        page.goto(f"/{language}/embed/{name}/")
        highest = max(highest, page.evaluate("document.body.getBoundingClientRect().height"))
    assert HEIGHTS[name][place] - 120 <= highest <= HEIGHTS[name][place]


def test_button_copies_the_lines_of_its_frame(new_context):
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/en/about/embed/")
    page.locator("[data-copy='embed-waiver-lines']").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#embed-waiver-lines").text_content()
    expect(page.locator("[data-copy='embed-waiver-lines'] + [role=status]")).to_have_text("Copied.")


def test_lines_are_selected_where_browser_refuses_to_copy(page):
    page.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(new DOMException('refused'));"
    )
    page.goto("/en/about/embed/")
    page.locator("[data-copy='embed-waiver-lines']").click()
    expect(page.locator("[data-copy='embed-waiver-lines'] + [role=status]")).not_to_be_empty()
    selected = page.evaluate("getSelection().toString()")
    assert "/en/embed/waiver/" in selected


def test_lines_are_there_without_scripts_and_no_button(page_without_scripts):
    page_without_scripts.goto("/en/about/embed/")
    expect(page_without_scripts.locator("#embed-waiver-lines")).to_be_visible()
    expect(page_without_scripts.locator("[data-copy]:visible")).to_have_count(0)
