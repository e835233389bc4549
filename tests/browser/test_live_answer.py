"""The answer while one types: how it is asked for, how often, and where it is."""

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers
from tests.browser.form_actions import API
from tests.browser.keep_actions import answer_waiver, calculate, pressed

pytestmark = pytest.mark.browser
LIVE = "#live"
ANSWER = "#live .live-answer"


QUIET_MS, APART_MS = 400, 2_000
"""How long one must not have typed, and how long after a request the next may start."""
MOMENT_MS = 100
"""After a press of the clock: what was sent arrives here."""


@pytest.fixture
def page(own_page):
    """A page whose clock the test moves on."""
    own_page.clock.install()
    return own_page


def asked(page):
    sent = []
    page.on(
        "request",
        lambda request: (
            sent.append(request) if "intent=live" in (request.post_data or "") else None
        ),
    )
    return sent


def later(page, milliseconds=APART_MS):
    """That time passes, and nothing that was sent is still under way."""
    page.clock.run_for(milliseconds)
    page.wait_for_timeout(MOMENT_MS)


def answered(page):
    """Every answer is given, and the answer so far is there."""
    answer_waiver(page)
    later(page)
    expect(page.locator(f"{ANSWER} :is(.answer, .verdict)")).to_be_visible()


def test_answer_follows_typing_beside_form(page):
    answered(page)
    before = page.locator(ANSWER).inner_text()
    page.locator('[name="partnerResources.work"]').fill("6000")
    later(page)
    expect(page.locator(ANSWER)).not_to_have_text(before, use_inner_text=True)
    box, form = page.locator(LIVE).bounding_box(), page.locator("form").first.bounding_box()
    assert box["x"] > form["x"] + form["width"] - 1
    assert barriers(page) == []


def test_missing_answer_is_named_and_nothing_is_asked(page):
    sent = asked(page)
    page.goto("/fr/waiver/calculator/")
    page.locator("#debt").fill("815")
    later(page)
    expect(page.locator(ANSWER)).to_contain_text("Il manque encore")
    assert sent == []


def test_one_request_in_two_seconds(page):
    answered(page)
    sent = asked(page)
    field = page.locator('[name="partnerResources.work"]')
    start = page.evaluate("Date.now()")
    for amount in range(APART_MS // QUIET_MS):
        field.fill(str(1000 + amount))
        later(page, QUIET_MS)
    passed = page.evaluate("Date.now()") - start
    assert len(sent) <= 1 + passed // APART_MS
    later(page)
    assert f"{1000 + amount}" in sent[-1].post_data


def test_typing_without_a_pause_asks_nothing(page):
    answered(page)
    later(page)
    sent = asked(page)
    field = page.locator('[name="partnerResources.work"]')
    for amount in range(8):
        field.fill(str(1000 + amount))
        later(page, QUIET_MS // 4)
    assert sent == []


def test_slow_answer_lets_no_second_request_start(page):
    answered(page)
    held = []
    page.route(f"**{API}/**", lambda route: held.append(route.request))
    field = page.locator('[name="partnerResources.work"]')
    for amount in (1500, 1600, 1700):
        field.fill(str(amount))
        later(page, APART_MS + QUIET_MS)
    assert len(held) == 1


@pytest.mark.parametrize("status", [403, 429])
def test_refusal_stops_live_answers_until_reader_presses(page, status):
    answered(page)
    sent = asked(page)
    page.route(f"**{API}/**", lambda route: route.fulfill(status=status, body="no"))
    page.locator('[name="partnerResources.work"]').fill("1500")
    later(page)
    expect(page.locator(ANSWER)).to_contain_text("ne suit plus")
    page.locator('[name="partnerResources.work"]').fill("1600")
    later(page)
    assert len(sent) == 1
    page.unroute(f"**{API}/**")
    pressed(page, "form button[value='step:debtorResources']")
    later(page)
    expect(page.locator(f"{ANSWER} :is(.answer, .verdict)")).to_be_visible()


def test_switched_off_nothing_is_sent_while_typing(page):
    page.goto("/fr/advances/undue/")
    page.locator("#live-switch").uncheck()
    sent = asked(page)
    fill_undue(page)
    later(page)
    assert sent == []
    page.reload()
    expect(page.locator("#live-switch")).not_to_be_checked()


def test_phone_shows_one_line_and_detail_on_demand(phone):
    page = phone
    answer_waiver(page)
    expect(page.locator("#live .live-line")).not_to_be_empty()
    bar = page.locator(LIVE).bounding_box()
    assert bar["height"] <= 100
    assert abs(bar["y"] + bar["height"] - 740) < 2
    page.locator(".live-detail").click()
    expect(page.locator(".live-detail")).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#live .live-note")).to_be_visible()
    assert barriers(page) == []


def test_without_scripts_there_is_no_live_answer(page_without_scripts):
    page_without_scripts.goto("/fr/waiver/calculator/")
    expect(page_without_scripts.locator(LIVE)).to_be_hidden()


def fill_undue(page):
    """Whatever the answer needs."""
    page.locator('[name="askedOn"]').fill("01/11/2026")
    page.locator('[name="payments[0].amount"]').fill("175,00")
    page.locator('[name="undue"]').fill("500,00")
    page.locator("[name=fraud][value=no]").check()


def test_answer_changed_below_result_recalculates_in_place(page):
    page.goto("/fr/advances/undue/")
    fill_undue(page)
    calculate(page)
    expect(page.locator(LIVE)).to_be_hidden()
    page.locator("details:has(form) > summary").first.click()
    amount = page.locator('[name="undue"]')
    amount.fill("777,00")
    later(page)
    expect(page.locator(".result")).to_contain_text("777,00")
    expect(amount).to_be_focused()
    amount.fill("douze")
    later(page)
    expect(page.locator("#simulator > .live-missing")).to_be_visible()
