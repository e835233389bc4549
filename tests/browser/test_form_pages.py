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
