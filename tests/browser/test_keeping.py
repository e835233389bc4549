"""Nothing typed is lost: by reload, history, language, another page or tool, or a fault."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.form_actions import API, type_advances, type_waiver
from tests.browser.keep_actions import (
    NEXT,
    answer_advances,
    answer_waiver,
    calculate,
    pressed,
    settled,
)

pytestmark = pytest.mark.browser
CALCULATOR = "/fr/waiver/calculator/"
DEBT = "#debt"
STORED = "() => sessionStorage.getItem('alimenta.answers')"
EVERYWHERE = """async () => ({
  local: localStorage.length,
  cookies: document.cookie,
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
  session: Object.keys(sessionStorage),
})"""
NEUTRAL = "https://www.meteo.be/**"


def stored(page):
    return json.loads(page.evaluate(STORED) or "{}").get("answers", {})


def typed(page, debt="815,00"):
    page.goto(CALCULATOR)
    page.locator(DEBT).fill(debt)
    return debt


def posts(page, path=API):
    sent = []
    page.on(
        "request",
        lambda request: (
            sent.append(request) if request.method == "POST" and path in request.url else None
        ),
    )
    return sent


def open_keep(page):
    """Open what can be done with the answers."""
    page.locator("details:has(.keep-body) > summary").first.click()


def switched_off(page):
    """Nothing is asked while one types: what is sent is sent by a button."""
    page.goto(CALCULATOR)
    page.locator("#live-switch").uncheck()


def test_answers_of_form_and_nothing_else_are_in_tab(page):
    type_waiver(page, "fr")
    assert stored(page) == {
        "debt": "1234,56",
        "waiver:requestDate": "21/11/2026",
        "fraudProven": "no",
        "partner": "yes",
        "childrenWithChildBenefit": "2",
        "goodFaith": "yes",
        "uncertainSituation": "yes",
        "parameterSet": "published",
        "reading": "decreasing",
        "rounding": "agency",
        "debtorResources.work": "1400,00",
        "partnerResources.replacementIncome": "812,34",
    }
    assert page.evaluate(EVERYWHERE) == {
        "local": 0,
        "cookies": "",
        "databases": 0,
        "caches": 0,
        "session": ["alimenta.answers"],
    }


@pytest.mark.usefixtures("contact")
def test_contact_message_is_not_kept(page):
    page.goto("/fr/help/contact/")
    page.locator("[name=topic]").first.check()
    page.locator("#simulator button.button").first.click()
    settled(page)
    page.locator("textarea").fill("Un message")
    assert page.evaluate(EVERYWHERE)["session"] == []


def test_reload_keeps_what_was_typed(page):
    debt = typed(page)
    page.reload()
    expect(page.locator(DEBT)).to_have_value(debt)


def test_reload_of_result_shows_result(page):
    answer_waiver(page)
    calculate(page)
    page.reload()
    expect(page.locator(".result")).to_be_visible()


def test_rows_and_months_survive_reload(page):
    type_advances(page, "fr")
    page.locator('[name="receivedPayments[1].amount"]').fill("60,25")
    page.reload()
    settled(page)
    expect(page.locator('[name="receivedPayments[1].amount"]')).to_have_value("60,25")
    page.go_back()
    expect(page.locator('[name="children[1].birthDate"]:visible')).to_have_value("28/02/2009")


def test_history_goes_back_and_forward_between_steps(page):
    type_waiver(page, "fr")
    titles = page.locator("#simulator .step-title")
    last = titles.inner_text()
    calculate(page)
    page.go_back()
    expect(page.locator(".result")).to_have_count(0)
    expect(titles).to_have_text(last, use_inner_text=True)
    page.go_back()
    expect(titles).not_to_have_text(last, use_inner_text=True)
    page.locator('[name="debtorResources.work"]').fill("1500")
    page.go_forward()
    page.go_forward()
    expect(page.locator(".result")).to_be_visible()
    assert stored(page)["debtorResources.work"] == "1500"


def test_visit_to_glossary_keeps_answers(page):
    debt = typed(page)
    page.goto("/fr/help/glossary/")
    page.goto(CALCULATOR)
    expect(page.locator(DEBT)).to_have_value(debt)


def test_history_back_from_another_page_keeps_answers(page):
    debt = typed(page)
    page.goto("/fr/help/glossary/")
    page.go_back()
    expect(page.locator(DEBT)).to_have_value(debt)


def test_link_to_other_language_keeps_answers_and_place(page):
    answer_waiver(page)
    calculate(page)
    page.locator("header details:has(a[hreflang=nl]) > summary").click()
    page.locator("header a[hreflang=nl]").click()
    page.wait_for_url("**/nl/waiver/calculator/")
    expect(page.locator("html[lang=nl] .result")).to_be_visible()
    page.reload()
    expect(page.locator("html[lang=nl] .result")).to_be_visible()


def test_neighbour_is_filled_in(page):
    answer_advances(page)
    open_keep(page)
    page.locator(".keep button[value='open:advances']").nth(1).click()
    page.wait_for_url("**/fr/advances/arrears/")
    settled(page)
    expect(page.locator('[name="title.date"]')).to_have_value("15/03/2021")
    expect(page.locator('[name="children[1].monthlyMaintenance"]')).to_have_value("1250,50")
    assert stored(page)["children[1].birthDate"] == "28/02/2009"


def test_answer_with_other_meaning_stays_with_its_calculator(page):
    page.goto("/fr/debtor/payments/")
    page.locator('[name="months"]').fill("7")
    page.goto("/fr/advances/simulator/")
    settled(page)
    expect(page.locator('form [name="months"][value="7"]')).to_have_count(0)
    assert stored(page)["payments:months"] == "7"


def test_child_taken_away_is_gone_from_every_form(page):
    answer_advances(page)
    page.goto("/fr/advances/arrears/")
    settled(page)
    while page.locator("button[value='remove:children:0']").count() == 0:
        onward = page.locator(NEXT).count()
        pressed(page, NEXT if onward else "form button[value^='step:']")
    pressed(page, "button[value='remove:children:0']")
    page.goto("/fr/advances/simulator/")
    settled(page)
    expect(page.locator('[name="children[0].birthDate"]')).to_have_value("28/02/2009")
    expect(page.locator('[name="children[1].birthDate"]')).to_have_count(0)


AGAIN_MS = 200
"""Within this time a request that is sent again by itself would have been sent."""
FAULTS = {
    429: '{"message":"Too Many Requests"}',
    503: '{"message":"Service Unavailable"}',
    403: "<html><h1>403 Forbidden</h1></html>",
}


@pytest.mark.parametrize(("status", "language"), [(429, "fr"), (503, "nl"), (403, "fr")])
def test_refused_request_keeps_page_and_is_sent_once(page, status, language):
    switched_off(page)
    page.route(f"**{API}/**", lambda route: route.fulfill(status=status, body=FAULTS[status]))
    page.goto(f"/{language}/waiver/calculator/")
    page.locator(DEBT).fill("815")
    sent = posts(page)
    page.locator(NEXT).click()
    alert = page.locator("#simulator-fault")
    expect(alert).to_be_focused()
    expect(alert.locator("h2")).to_have_text(
        {"fr": "Vos réponses sont toujours là", "nl": "Uw antwoorden staan er nog"}[language]
    )
    expect(page.locator(DEBT)).to_have_value("815")
    page.wait_for_timeout(AGAIN_MS)
    assert len(sent) == 1
    page.unroute(f"**{API}/**")
    alert.locator("button").click()
    expect(page.locator(".error-summary")).to_be_visible()
    expect(alert.locator("h2")).to_have_count(0)


def test_lost_connection_keeps_page(own_page):
    page = own_page
    switched_off(page)
    typed(page)
    page.context.set_offline(True)
    page.locator(NEXT).click()
    expect(page.locator("#simulator-fault h2")).to_be_visible()
    page.context.set_offline(False)
    page.locator("#simulator-fault button").click()
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.locator(DEBT)).to_have_value("815,00")


def test_try_again_waits_as_long_as_server_asks(page):
    switched_off(page)
    page.route(f"**{API}/**", lambda route: route.fulfill(status=429, headers={"Retry-After": "2"}))
    typed(page)
    page.locator(NEXT).click()
    again = page.locator("#simulator-fault button")
    expect(again).to_be_disabled()
    expect(again).to_be_enabled()


def test_fault_after_reload_loses_no_answer(page):
    answer_advances(page)
    before = stored(page)
    page.route(f"**{API}/**", lambda route: route.abort())
    page.reload()
    expect(page.locator("#simulator-fault h2")).to_be_visible()
    page.locator("[name=allLiveInBelgium][value=no]").check()
    assert stored(page) == before | {"allLiveInBelgium": "no"}


@pytest.mark.parametrize(("place", "width"), [(0, 1280), (1, 360)])
def test_erased_answers_are_gone_from_page_tab_and_history(page, place, width):
    page.set_viewport_size({"width": width, "height": 800})
    answer_waiver(page)
    calculate(page)
    page.locator("[data-erase]:visible").nth(place).click()
    expect(page.locator(".result")).to_have_count(0)
    expect(page.locator(DEBT)).to_have_value("")
    assert stored(page) == {}
    page.go_back()
    expect(page.locator(DEBT)).to_have_value("")


def test_answers_go_after_an_hour_without_key(own_page):
    page = own_page
    page.clock.install()
    typed(page)
    page.clock.fast_forward(59 * 60_000)
    assert stored(page)
    page.keyboard.press("Tab")
    page.clock.fast_forward(59 * 60_000)
    assert stored(page)
    page.clock.fast_forward(2 * 60_000)
    expect(page.locator(DEBT)).to_have_value("")
    assert page.evaluate(STORED) is None


def test_without_scripts_buttons_carry_answers_to_language(page_without_scripts):
    page = page_without_scripts
    answer_waiver(page)
    open_keep(page)
    page.locator(".keep button[lang=nl]").click()
    expect(page.locator("html[lang=nl]")).to_have_count(1)
    expect(page.locator("[name=debt]")).to_have_value("1234,56")
    expect(page.locator(".error-summary")).to_have_count(0)


def test_without_scripts_result_is_shown_in_other_language(page_without_scripts):
    page = page_without_scripts
    answer_waiver(page)
    calculate(page)
    open_keep(page)
    page.locator(".keep button[lang=de]").click()
    expect(page.locator("html[lang=de] .result")).to_be_visible()


def test_without_scripts_neighbour_gets_known_answers(page_without_scripts):
    page = page_without_scripts
    answer_advances(page)
    open_keep(page)
    page.locator(".keep button[value='open:advances']").nth(1).click()
    expect(page.locator('[name="children[1].monthlyMaintenance"]')).to_have_value("1250,50")
    expect(page.locator('[name="title.date"]')).to_have_value("15/03/2021")
    expect(page.locator(".error-summary")).to_have_count(0)


def test_without_scripts_erase_leads_to_empty_form(page_without_scripts):
    page = page_without_scripts
    answer_waiver(page)
    calculate(page)
    page.locator("[data-erase]").first.click()
    page.wait_for_url(f"**{CALCULATOR}")
    expect(page.locator(".result")).to_have_count(0)


def on_neutral_site(page):
    page.route(NEUTRAL, lambda route: route.fulfill(body="<title>Weather</title>"))


@pytest.mark.parametrize("way", ["button", "key"])
def test_leaving_erases_answers_and_page_of_history(page, way):
    on_neutral_site(page)
    page.goto("/fr/")
    typed(page)
    if way == "button":
        page.locator("[data-leave]").click()
    else:
        for _ in range(3):
            page.keyboard.press("Escape")
    page.wait_for_url(NEUTRAL)
    page.go_back()
    page.wait_for_url("**/fr/")
    assert page.evaluate(STORED) is None


def test_two_escapes_do_not_leave(page):
    on_neutral_site(page)
    typed(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    expect(page.locator(DEBT)).to_be_visible()


def test_without_scripts_leaving_is_link_without_referrer(page_without_scripts):
    page = page_without_scripts
    headers = []
    page.route(
        NEUTRAL,
        lambda route: (headers.append(route.request.headers), route.fulfill(body="Weather")),
    )
    page.goto("/fr/advances/")
    page.locator("[data-leave]").click()
    page.wait_for_url(NEUTRAL)
    assert "referer" not in headers[0]


def test_case_is_saved_and_opened_again(page, tmp_path):
    answer_waiver(page)
    before = stored(page)
    open_keep(page)
    with page.expect_download() as download:
        page.locator("#case-save").click()
    file = tmp_path / "case.json"
    download.value.save_as(file)
    assert download.value.suggested_filename == "reponses.json"
    assert json.loads(file.read_text("utf-8"))["answers"].keys() == {
        name.removeprefix("waiver:") for name in before
    }
    page.locator("[data-erase]").first.click()
    expect(page.locator(DEBT)).to_have_value("")
    open_keep(page)
    page.locator("#case-open").set_input_files(file)
    expect(page.locator(".result")).to_be_visible()
    assert stored(page) == before


@pytest.mark.parametrize(
    "content",
    ["no JSON", '{"kind": "other"}', '{"kind": "alimenta-answers", "answers": {"debt": 5}}',
     '{"kind": "alimenta-answers", "answers": {"name": "Somebody"}}'],
)  # fmt: skip
def test_file_that_holds_no_case_is_refused(page, tmp_path, content):
    typed(page)
    file = tmp_path / "case.json"
    file.write_text(content, "utf-8")
    open_keep(page)
    page.locator("#case-open").set_input_files(file)
    expect(page.locator("#simulator-fault h2")).to_be_visible()
    assert "name" not in stored(page)


def test_case_with_impossible_answer_gets_its_error(page, tmp_path):
    page.goto(CALCULATOR)
    file = tmp_path / "case.json"
    answers = {"debt": "<b>douze</b>"}
    file.write_text(json.dumps({"kind": "alimenta-answers", "answers": answers}), "utf-8")
    open_keep(page)
    page.locator("#case-open").set_input_files(file)
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.locator(DEBT)).to_have_value("<b>douze</b>")
