"""How the browser tests fill in a simulator: the same answers as the API gets.

Those that are about typing type them (``type_waiver``); the others give them all at once, as a
browser sends them, and go on from there (``fill_waiver``).
"""

import json
from datetime import date
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect

from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.law.core.values import BasisPoints, Cents, Month
from tests.api.inputs import named, typed, typed_fields

API = "/api/alimenta/v1"
CALCULATE = "button.button[value=calculate]:not(.button--secondary)"


def every_language(reader):
    """Two languages with scripts, two without, for a fixture that takes whether scripts are on.

    The script shows what the server sends without it: ``matrix.py`` compares both, each language.
    """
    return pytest.mark.parametrize(
        (reader, "language"),
        [(place % 2 == 0, language) for place, language in enumerate(LANGUAGES)],
        ids=[f"scripts-{('on', 'off')[place % 2]}-{each}" for place, each in enumerate(LANGUAGES)],
        indirect=[reader],
    )


EVERY_LANGUAGE = every_language("visitor")

GIVE = """([intent, entries]) => {
  const form = document.querySelector('#simulator form[method=post]');
  const add = (tag, properties) =>
    form.appendChild(Object.assign(document.createElement(tag), properties));
  for (const [name, value] of entries) {
    const found = [...form.elements].filter(field => field.name === name);
    const option = found.find(field => field.type === 'radio' && field.value === value);
    if (option) option.checked = true;
    else if (found.length) found[0].value = value;
    else add('input', { type: 'hidden', name, value });
  }
  const button = { type: 'submit', name: 'intent', value: intent, id: 'pressed' };
  form.requestSubmit(add('button', button));
}"""
FILL_MONTHS = """(table, amounts) => {
  const fields = [...table.querySelectorAll('input.amount')];
  fields.forEach((field, place) => { field.value = amounts[place % amounts.length]; });
  return [...table.querySelectorAll('input[type=hidden]')].map(({ value }) => value);
}"""
CELLS = """rows => rows.map(
  row => [...row.querySelectorAll('th, td')].map(cell => cell.textContent.trim()))"""

ADVANCES = {
    "applicationDate": "2026-11-21",
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
        {
            "birthDate": "2009-02-28",
            "monthlyMaintenance": "1250.50",
            "childBenefit": True,
            "education": True,
        },
    ],
    "paymentHistory": "monthByMonth",
    "expectedMonthlyPayment": "20.00",
    "months": 24,
}
WAIVER = {
    "debt": "1234.56",
    "requestDate": "2026-11-21",
    "fraudProven": False,
    "goodFaith": "yes",
    "uncertainSituation": "yes",
    "partner": True,
    "childrenWithChildBenefit": 2,
    "debtorResources": {"work": "1400.00"},
    "partnerResources": {"replacementIncome": "812.34"},
}


NEXT = "button.button[value^='next:']"
TITLE = ".step-title"
FOLDED = "form details.more:not([open], .why) > summary"


def on_page(answers):
    """The answers with the one by which the page asks for two of them."""
    residence = [answers.get(f"{who}InBelgium") for who in ("applicantLives", "childrenLive")]
    return {**answers, "allLiveInBelgium": all(residence)} if residence[0] is not None else answers


def fill(page, answers, language):
    """Answer what is asked in sight, and no more."""
    folded = page.locator(FOLDED)
    while folded.count():
        folded.first.click()
    for name, answer in named(on_page(answers)):
        field = page.locator(f'[name="{name}"]:not([type=hidden])')
        value = typed(answer, language)
        if field.count() == 0 or not field.first.is_visible():
            continue
        if field.first.get_attribute("type") == "radio":
            page.locator(f'[name="{name}"][value="{value}"]').check()
        else:
            field.fill(value)


def go_on(page):
    """Leave the step that is shown."""
    title = page.locator(TITLE).get_attribute("id")
    press(page, NEXT, f"{TITLE}:not(#{title})")


def fill_steps(page, answers, language):
    """Answer step by step, up to the button that calculates."""
    fill(page, answers, language)
    while page.locator(NEXT).count():
        go_on(page)
        fill(page, answers, language)


def press(page, button, then):
    """Press a button of the form and wait for what it brings."""
    page.locator(button).click()
    # What it brings may have been there before: the answer is, once the form is no longer busy.
    expect(page.locator("#simulator[aria-busy=true]")).to_have_count(0)
    expect(page.locator(then).first).to_be_visible()


def give(page, intent, answers, then):
    """Give the answers, press a button, and wait for what it brings."""
    page.evaluate(GIVE, [intent, answers])
    expect(page.locator("#pressed")).to_have_count(0)  # What was there before may look alike.
    expect(page.locator(then).first).to_be_visible()


def open_step(page, step, answers, language):
    """Give all answers and show that step of the form."""
    fields = list(typed_fields(on_page(answers), language).items())
    give(page, f"step:{step}", fields, f"{TITLE}[id$='-{step}']")


def fill_advances(page, language):
    """Answer the whole advance simulator; its last step is open. The answers as the API wants."""
    page.goto(f"/{language}/advances/simulator/")
    open_step(page, "payments", ADVANCES, language)
    return {**ADVANCES, "receivedPayments": fill_months(page, language)}


def fill_children(page, language):
    """Answer the advance simulator; the step of the children is open."""
    page.goto(f"/{language}/advances/simulator/")
    open_step(page, "children", ADVANCES, language)


def fill_waiver(page, language):
    """Answer the whole waiver calculator; its last step is open. The answers as the API wants."""
    page.goto(f"/{language}/waiver/calculator/")
    open_step(page, "partnerResources", WAIVER, language)
    return WAIVER


def type_advances(page, language):
    """Fill in the whole advance simulator by hand."""
    page.goto(f"/{language}/advances/simulator/")
    type_children(page, language)
    fill_steps(page, ADVANCES, language)
    return {**ADVANCES, "receivedPayments": fill_months(page, language)}


def type_children(page, language):
    """The steps up to the children, and all that is asked of them."""
    while not page.locator("#advances-children").count():
        fill(page, ADVANCES, language)
        go_on(page)
    fill(page, ADVANCES, language)
    press(page, "button[value='add:children']", '[name="children[1].birthDate"]')
    fill(page, ADVANCES, language)


def fill_months(page, language):
    """Fill the table of months in; the payments as the API wants them.

    The table is long: it is filled at once, and its second line typed once more by hand.
    """
    expect(page.locator(".months-table")).to_be_visible()
    amounts = ["0.00", "60.25"]
    typed_amounts = [typed(each, language) for each in amounts]
    months = page.locator(".months-table").evaluate(FILL_MONTHS, typed_amounts)
    fill(page, {"receivedPayments[1].amount": amounts[1]}, language)
    return [
        {"month": month, "amount": amounts[place % len(amounts)]}
        for place, month in enumerate(months)
    ]


def type_waiver(page, language):
    """Fill in the whole waiver calculator by hand."""
    page.goto(f"/{language}/waiver/calculator/")
    fill_steps(page, WAIVER, language)
    return WAIVER


def asked_by_machine(gateway, operation, answers, language):
    request = Request(  # noqa: S310 - the gateway of the tests
        f"{gateway.rstrip('/')}{API}/{operation}",
        data=json.dumps(answers).encode(),
        headers={
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Accept-Language": language,
        },
    )
    with urlopen(request, timeout=10) as reply:  # noqa: S310 - likewise
        return json.load(reply)


def amount(text, language):
    """An amount of the API as the page writes it."""
    return catalog_of(language).format(Cents(int(text.replace(".", ""))))


def percentage(text, language):
    return catalog_of(language).format(BasisPoints(int(text.replace(".", ""))))


def month(text, language):
    return catalog_of(language).format(Month(int(text[:4]), int(text[5:])))


def day(text, language):
    return catalog_of(language).format(date.fromisoformat(text))


def rows(page, table):
    """The cells of a table, row by row, as a person reads them."""
    return page.locator(f"{table} tbody tr").evaluate_all(CELLS)
