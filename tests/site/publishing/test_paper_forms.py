import html
import re

import pikepdf
import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from publishing import paper_forms

MAINTENANCE = ("intervention", "advance", "renewal")
FAMILY_ALLOWANCES = ("waiver-request", "income-declaration")


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_of_forms_links_each_version_with_its_size_and_pages(site, pages, language):
    shown = html.unescape(pages[f"/{language}/forms/"].markup)
    for form in paper_forms.listed(catalog_of(language), site / language / "forms"):
        for version in (form.main, *form.others):
            assert f'href="{version.address}"' in shown
            assert version.details in shown
        assert form.purpose in shown
        assert form.enclosed
        assert all(document in shown for document in form.enclosed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_are_grouped_by_subject_in_order_of_use(site, language):
    groups = paper_forms.grouped(catalog_of(language), site / language / "forms")
    order = {"maintenance": MAINTENANCE, "familyAllowances": FAMILY_ALLOWANCES}
    for group in groups:
        start = f"/{language}/forms/"
        assert [form.main.address for form in group.forms] == [
            f"{start}{name}.pdf" for name in order[group.id]
        ]
        assert [tuple(version.address for version in form.others) for form in group.forms] == [
            (f"{start}{name}-large-print.pdf", f"{start}{name}/") for name in order[group.id]
        ]
    assert [group.id for group in groups] == list(order)


@pytest.mark.parametrize("language", LANGUAGES)
def test_listed_size_and_page_count_match_file(site, language):
    for form in paper_forms.listed(catalog_of(language), site / language / "forms"):
        for version in (form.main, *form.others[:-1]):
            file = site / version.address.removeprefix("/")
            with pikepdf.open(file) as pdf:
                pages = len(pdf.pages)
            figures = [int(figure) for figure in re.findall(r"\d+", version.details)]
            assert figures == [pages, -(-file.stat().st_size // 1000)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_large_print_takes_more_pages(site, language):
    for form in paper_forms.listed(catalog_of(language), site / language / "forms"):
        standard, large = (
            int(re.findall(r"\d+", v.details)[0]) for v in (form.main, form.others[0])
        )
        assert large > standard


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_subject_has_heading_that_link_can_reach(site, pages, language):
    shown = html.unescape(pages[f"/{language}/forms/"].markup)
    for group in paper_forms.grouped(catalog_of(language), site / language / "forms"):
        assert f'<h2 id="{group.id}">{group.heading}</h2>' in shown


def test_form_in_unsupported_language_is_refused(tmp_path):
    form = pikepdf.new()
    form.add_blank_page()
    form.Root.Lang = pikepdf.String("es")
    form.docinfo["/Title"] = "Formulario"
    form.save(tmp_path / "intervention.pdf")
    with pytest.raises(ValueError, match="unknown language: es"):
        paper_forms.listed(catalog_of("en"), tmp_path)
