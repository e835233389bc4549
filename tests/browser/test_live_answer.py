"""The answer while one types: how it is asked for, how often, and where it is."""

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers
from tests.browser.form_actions import API
from tests.browser.keep_actions import answer_waiver, calculate, pressed

pytestmark = pytest.mark.browser
LIVE = "#live"
ANSWER = "#live .live-answer"


def asked(page):
    sent = []
    page.on(
        "request",
        lambda request: (
            sent.append(request) if "intent=live" in (request.post_data or "") else None
        ),
    )
    return sent


def test_answer_follows_typing_beside_form(page):
    answer_waiver(page)
    expect(page.locator(f"{ANSWER} :is(.answer, .verdict)")).to_be_visible()
    before = page.locator(ANSWER).inner_text()
    page.locator('[name="partnerResources.work"]').fill("6000")
    expect(page.locator(ANSWER)).not_to_have_text(before, use_inner_text=True)
    box, form = page.locator(LIVE).bounding_box(), page.locator("form").first.bounding_box()
    assert box["x"] > form["x"] + form["width"] - 1
    assert barriers(page) == []


def test_missing_answer_is_named_and_nothing_is_asked(page):
    sent = asked(page)
    page.goto("/fr/waiver/calculator/")
    page.locator("#debt").fill("815")
    expect(page.locator(ANSWER)).to_contain_text("Il manque encore")
    page.wait_for_timeout(800)
    assert sent == []


def test_one_request_in_two_seconds(page):
    answer_waiver(page)
    expect(page.locator(f"{ANSWER} :is(.answer, .verdict)")).to_be_visible()
    sent = asked(page)
    field = page.locator('[name="partnerResources.work"]')
    for amount in range(12):
        field.fill(str(1000 + amount))
        page.wait_for_timeout(250)
    assert len(sent) <= 2
    page.wait_for_timeout(2500)
    assert "1011" in sent[-1].post_data


def test_slow_answer_lets_no_second_request_start(page):
    answer_waiver(page)
    expect(page.locator(f"{ANSWER} :is(.answer, .verdict)")).to_be_visible()
    held = []
    page.route(f"**{API}/**", lambda route: held.append(route.request))
    field = page.locator('[name="partnerResources.work"]')
    for amount in (1500, 1600, 1700):
        field.fill(str(amount))
        page.wait_for_timeout(2200)
    assert len(held) == 1


@pytest.mark.parametrize("status", [403, 429])
def test_refusal_stops_live_answers_until_reader_presses(page, status):
    answer_waiver(page)
    expect(page.locator(f"{ANSWER} :is(.answer, .verdict)")).to_be_visible()
    sent = asked(page)
    page.route(f"**{API}/**", lambda route: route.fulfill(status=status, body="no"))
    page.locator('[name="partnerResources.work"]').fill("1500")
    expect(page.locator(ANSWER)).to_contain_text("ne suit plus")
    page.locator('[name="partnerResources.work"]').fill("1600")
    page.wait_for_timeout(2800)
    assert len(sent) == 1
    page.unroute(f"**{API}/**")
    pressed(page, "form button[value='step:debtorResources']")
    expect(page.locator(f"{ANSWER} :is(.answer, .verdict)")).to_be_visible()


def test_switched_off_nothing_is_sent_while_typing(page):
    page.goto("/fr/waiver/calculator/")
    page.locator("#live-switch").uncheck()
    sent = asked(page)
    page.locator("#debt").fill("815")
    page.wait_for_timeout(1000)
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


def test_answer_changed_below_result_recalculates_in_place(page):
    page.goto("/fr/advances/undue/")
    amount = page.locator('[name="undue"]')
    page.locator('[name="askedOn"]').fill("01/11/2026")
    page.locator('[name="payments[0].amount"]').fill("175,00")
    amount.fill("500,00")
    page.locator("[name=fraud][value=no]").check()
    calculate(page)
    expect(page.locator(LIVE)).to_be_hidden()
    page.locator("details:has(form) > summary").first.click()
    amount.fill("777,00")
    expect(page.locator(".result")).to_contain_text("777,00")
    expect(amount).to_be_focused()
    amount.fill("douze")
    expect(page.locator("#simulator > .live-missing")).to_be_visible()
