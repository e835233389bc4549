"""Answers a simulator as a person does: what the open step asks, then the next step."""

from playwright.sync_api import expect

from tests.api.inputs import named, typed

NEXT = "button.button[value^='next:']"
CALCULATE = "form button.button[value=calculate]"

WAIVER = {
    "debt": "1234.56",
    "fraudProven": False,
    "partner": True,
    "childrenWithChildBenefit": 2,
    "goodFaith": "yes",
    "uncertainSituation": "yes",
    "debtorResources": {"work": "1400.00"},
    "partnerResources": {"replacementIncome": "812.34"},
}
ADVANCES = {
    "applicantLivesInBelgium": True,
    "childrenLiveInBelgium": True,
    "title": {
        "kind": "judgment",
        "date": "2021-03-15",
        "served": True,
        "indexation": "consumerPriceIndex",
    },
    "children": [
        {"birthDate": "2017-05-09", "monthlyMaintenance": "120.00"},
        {"birthDate": "2012-02-28", "monthlyMaintenance": "150.50"},
    ],
    "paymentHistory": "monthByMonth",
}


def settled(page):
    expect(page.locator("#simulator[aria-busy=true]")).to_have_count(0)


def pressed(page, button):
    page.locator(button).first.click()
    settled(page)


def answer_step(page, answers, language="fr"):
    """Answer what the open step asks, and no more; the answers that showed up meanwhile as well."""
    for name, value in named(answers):
        text = typed(value, language)
        field = page.locator(f'form [name="{name}"]:not([type=hidden])')
        if field.count() == 0:
            continue
        if field.first.get_attribute("type") == "radio":
            page.locator(f'form [name="{name}"][value="{text}"]').check()
        elif field.first.is_visible():
            field.fill(text)


def answer_all(page, path, answers, language="fr"):
    """Answer every step; the last one is open."""
    page.goto(f"/{language}/{path}/")
    while True:
        answer_step(page, answers, language)
        children = len(answers.get("children", ()))
        last = page.locator(f'[name="children[{children - 1}].birthDate"]')
        if page.locator("button[value='add:children']").count() and last.count() == 0:
            pressed(page, "button[value='add:children']")
            continue
        before = page.locator("#simulator .step-title").first
        if page.locator(NEXT).count() == 0:
            return
        title = before.inner_text()
        pressed(page, NEXT)
        expect(page.locator("#simulator .error-summary")).to_have_count(0)
        expect(page.locator("#simulator .step-title").first).not_to_have_text(
            title, use_inner_text=True
        )


def answer_waiver(page, language="fr"):
    answer_all(page, "waiver/calculator", WAIVER, language)


def answer_advances(page, language="fr"):
    answer_all(page, "advances/simulator", ADVANCES, language)


def calculate(page):
    page.locator(CALCULATE).first.click()
    expect(page.locator(".result")).to_be_visible()
