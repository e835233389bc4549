"""A paper form as a page: filled in on the screen, printed, and gone without a trace."""

import subprocess

import pytest
from playwright.sync_api import expect

from functions.i18n.catalog import catalog_of
from functions.paper_forms.definition import form_names

pytestmark = pytest.mark.browser
LONG_TEXT = "Łódź Straße Überprüfung naïveté garçon señal Ærø Žilina cœur"
"""As many characters as a name may have, with letters of many languages."""


def printed(page, tmp_path):
    """The text of the page on paper, and how many sheets it takes."""
    file = tmp_path / "printed.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    text = subprocess.run(  # noqa: S603 - our own file
        ["pdftotext", "-layout", str(file), "-"],  # noqa: S607 - a tool of the system
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return " ".join(text.split()), text.count("\f")


def test_typed_text_is_printed_completely(page, tmp_path):
    page.goto("/fr/forms/intervention/")
    page.locator("#field-applicant-lastName").fill(LONG_TEXT)
    page.locator("[data-field=payments-1-received]").fill("1 234,56")
    page.locator("[data-field=payments-60-received]").fill("78,90")
    page.get_by_label("représentant légal").check()
    text, _ = printed(page, tmp_path)
    for word in LONG_TEXT.split():
        assert word in text
    assert "1 234,56" in text
    assert "78,90" in text


@pytest.mark.parametrize("name", form_names())
def test_printed_form_has_no_navigation_and_similar_page_count(page, tmp_path, name):
    page.goto(f"/de/forms/{name}/")
    text, sheets = printed(page, tmp_path)
    catalog = catalog_of("de")
    assert catalog.gettext(f"paper_{name}.title") in text
    for key in ("common.site.menu", "site.share.mail", "site.paper_page.next"):
        assert catalog.gettext(key) not in text
    page.goto("/de/forms/")
    link = page.locator(
        f'a[href="/de/forms/{name}/"]:visible', has_text=catalog.gettext("site.forms.page")
    )
    details = link.locator("xpath=..").locator(".hint").inner_text()
    stated = next(int(part) for part in details.split() if part.isdigit())
    assert abs(sheets - stated) <= 1


def test_filling_in_form_page_sends_no_request(page):
    asked = []
    page.goto("/nl/forms/renewal/", wait_until="networkidle")
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#field-applicant-lastName").fill(LONG_TEXT)
    page.locator("#field-applicant-firstNames").press("Enter")
    page.locator("input[type=radio]").first.check()
    assert asked == []
    assert page.url.endswith("/nl/forms/renewal/")


def test_choosing_one_option_clears_other(page):
    page.goto("/en/forms/intervention/")
    yes, no = page.locator("fieldset[data-field=creditors-1-advance] input").all()
    yes.check()
    no.check()
    expect(yes).not_to_be_checked()


def typed_in(page, fields):
    for name, text in fields.items():
        page.locator(f"[data-field={name}]").fill(text)


def shown_in(page, name):
    return page.locator(f"[data-field={name}]").input_value().replace("\u202f", " ")


def test_totals_of_payment_table_are_added_up_to_the_cent(page):
    page.goto("/fr/forms/intervention/")
    typed_in(
        page,
        {
            "payments-1-due": "1 200,10",
            "payments-2-due": "200",
            "payments-60-due": "1.000,05",
            "payments-2-received": "0,15",
        },
    )
    totals = ("totalDue", "totalReceived", "arrears")
    found = [shown_in(page, f"payments-{name}") for name in totals]
    assert found == ["2 400,15", "0,15", "2 400,00"]


def test_total_of_household_adds_up_both_columns(page):
    page.goto("/en/forms/income-declaration/")
    typed_in(page, {"resources-work-debtor": "1,200.50", "resources-other-partner": "99.5"})
    names = ("resources-total-debtor", "resources-total-partner", "resources-together")
    assert [shown_in(page, name) for name in names] == ["1,200.50", "99.50", "1,300.00"]


def test_amount_that_cannot_be_read_leaves_total_empty(page):
    page.goto("/nl/forms/intervention/")
    typed_in(page, {"payments-1-due": "200", "payments-2-due": "veel"})
    assert shown_in(page, "payments-totalDue") == ""


def test_typed_total_is_kept(page):
    page.goto("/nl/forms/intervention/")
    typed_in(page, {"payments-totalDue": "5", "payments-1-due": "200"})
    assert shown_in(page, "payments-totalDue") == "5"


@pytest.mark.parametrize(("language", "day"), [("fr", "15/03/2022"), ("de", "15.03.2022")])
def test_day_typed_in_digits_is_written_the_way_of_the_form(page, language, day):
    page.goto(f"/{language}/forms/intervention/")
    page.locator("[data-field=title-date]").fill("15032022")
    page.locator("[data-field=title-date]").blur()
    assert shown_in(page, "title-date") == day


def test_name_stays_on_one_line(page):
    page.goto("/en/forms/intervention/")
    page.locator("#field-applicant-lastName").fill("One")
    page.locator("#field-applicant-lastName").press("Enter")
    assert shown_in(page, "applicant-lastName") == "One"


def test_folded_entry_of_form_is_printed(page, tmp_path):
    page.goto("/en/forms/intervention/")
    text, _ = printed(page, tmp_path)
    assert "Creditor 6" in text


def test_print_button_of_form_prints(page):
    page.goto("/en/forms/renewal/")
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    page.locator(".sheet__print button").click()
    assert page.title() == "printed"


def test_one_question_leads_to_the_form(visitor):
    visitor.goto("/en/forms/")
    situation = catalog_of("en").gettext("paper_renewal.situation")
    visitor.locator(".which summary", has_text=situation).click()
    visitor.locator(".which details[open] a.button").click()
    visitor.wait_for_url("**/en/forms/renewal/")
