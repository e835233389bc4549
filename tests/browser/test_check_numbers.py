"""The check digits of a national register number and of an IBAN, said where they are typed."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from functions.i18n.catalog import LANGUAGES, catalog_of

pytestmark = pytest.mark.browser
NATIONAL, IBAN = "#field-nationalNumber", "#field-iban"
FIRST_CHECK = 97


def national_number(nine, century=""):
    """A number with the check digits that belong to it."""
    return f"{nine}{FIRST_CHECK - int(century + nine) % FIRST_CHECK:02}"


def iban(account, country="BE"):
    """An account with the check digits that belong to it (ISO 13616)."""
    digits = "".join(str(int(sign, 36)) for sign in f"{account}{country}00")
    return f"{country}{98 - int(digits) % FIRST_CHECK:02}{account}"


BORN_1999, BORN_2001 = national_number("990101001"), national_number("010101001", "2")
ACCOUNT = iban("000000000097")
RIGHT = {
    NATIONAL: (BORN_1999, BORN_2001, f"{BORN_1999[:2]}.{BORN_1999[2:]}"),
    IBAN: (ACCOUNT, ACCOUNT.lower(), " ".join((ACCOUNT[:4], ACCOUNT[4:8], ACCOUNT[8:]))),
}


def other_digit(text):
    """The same with another last digit."""
    return f"{text[:-1]}{(int(text[-1]) + 1) % 10}"


def check(page, field, text):
    page.locator(field).fill(text)
    page.locator("#check button").click()
    return page.locator(field.replace("field", "check"))


def said(language, key, count=0):
    return catalog_of(language).entries[f"site.check.{key}"].replace("{count}", str(count))


@pytest.mark.parametrize("language", LANGUAGES)
def test_valid_number_is_reported_as_valid(page, language):
    page.goto(f"/{language}/forms/")
    for field, numbers in RIGHT.items():
        for number in numbers:
            kind = field.removeprefix("#field-")
            answer = check(page, field, number)
            expect(answer).to_have_text(said(language, f"{kind}_right"))
            expect(page.locator(field)).not_to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize(
    ("field", "text", "key", "count"),
    [
        (NATIONAL, other_digit(BORN_1999), "nationalNumber_wrong", 0),
        (NATIONAL, BORN_1999[1:], "nationalNumber_form", 10),
        (NATIONAL, "9901010010A", "nationalNumber_form", 11),
        (IBAN, other_digit(ACCOUNT), "iban_wrong", 0),
        (IBAN, ACCOUNT[:-1], "iban_length", 15),
        (IBAN, "12345678", "iban_form", 0),
    ],
)
def test_invalid_number_is_reported_with_reason(page, field, text, key, count):
    page.goto("/fr/forms/")
    expect(check(page, field, text)).to_have_text(said("fr", key, count))
    expect(page.locator(field)).to_have_attribute("aria-invalid", "true")


def test_any_single_wrong_digit_is_detected(page):
    page.goto("/en/forms/")
    answer = page.locator("#check-nationalNumber")
    wrong = said("en", "nationalNumber_wrong")
    for place in range(len(BORN_1999)):
        digit = str((int(BORN_1999[place]) + 3) % 10)
        check(page, NATIONAL, f"{BORN_1999[:place]}{digit}{BORN_1999[place + 1 :]}")
        expect(answer).to_have_text(wrong)


def test_empty_number_asks_for_input_and_focuses_field(page):
    page.goto("/nl/forms/")
    page.locator("#check button").click()
    expect(page.locator("#check-nationalNumber")).to_have_text(said("nl", "empty"))
    expect(page.locator(NATIONAL)).to_be_focused()


def test_check_result_is_announced_and_describes_its_field(page):
    page.goto("/de/forms/")
    answer = check(page, NATIONAL, BORN_1999)
    expect(answer).to_have_attribute("role", "status")
    expect(page.locator(NATIONAL)).to_have_attribute("aria-describedby", "check-nationalNumber")


def test_typed_number_reaches_no_request_url_or_storage(page):
    asked = []
    page.goto("/fr/forms/", wait_until="networkidle")
    page.on("request", lambda request: asked.append(request.url))
    check(page, NATIONAL, BORN_1999)
    check(page, IBAN, ACCOUNT)
    page.locator(IBAN).press("Enter")
    expect(page.locator("#check-iban")).to_have_text(said("fr", "iban_right"))
    kept = page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length")
    assert (asked, kept) == ([], 0)
    assert page.url.endswith("/fr/forms/")


def test_form_checks_each_number_once_it_is_typed(page):
    page.goto("/fr/forms/intervention/")
    first, second = "creditors-1-nationalNumber", "creditors-2-nationalNumber"
    page.locator(f"#field-{first}").fill(other_digit(BORN_2001))
    page.locator(f"#field-{first}").press("Tab")
    expect(page.locator(f"#check-{first}")).to_have_text(said("fr", "nationalNumber_wrong"))
    expect(page.locator(f"#check-{second}")).to_have_text("")
    page.locator(f"#field-{first}").fill(BORN_2001)
    page.locator(f"#field-{first}").press("Tab")
    expect(page.locator(f"#check-{first}")).to_have_text(said("fr", "nationalNumber_right"))


def test_page_without_scripts_explains_manual_check(page_without_scripts):
    page_without_scripts.goto("/en/forms/")
    expect(page_without_scripts.locator("#check")).to_be_hidden()
    expect(page_without_scripts.locator("#check-numbers")).to_be_visible()
    expect(page_without_scripts.locator("main")).to_contain_text("Divide the first 9 digits by 97")


def test_check_has_no_barrier(page):
    page.goto("/fr/forms/")
    check(page, NATIONAL, other_digit(BORN_1999))
    assert Axe().run(page).response["violations"] == []
