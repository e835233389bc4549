import html

import pikepdf
import pytest

from functions.words.load import LANGUAGES, words
from publishing import paper_forms


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_forms_links_each_form_with_its_size_and_pages(site, pages, language):
    shown = html.unescape(pages[f"/{language}/forms/"].markup)
    for form in paper_forms.listed(words(language), site / language / "forms"):
        assert f"/{language}/forms/{form.file}" in shown
        assert form.details in shown
        assert form.purpose in shown
        assert form.enclosed
        assert all(document in shown for document in form.enclosed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_forms_stand_by_subject_in_the_order_of_use(site, language):
    groups = paper_forms.grouped(words(language), site / language / "forms")
    assert {group.id: [form.file for form in group.forms] for group in groups} == {
        "maintenance": ["intervention.pdf", "advance.pdf", "renewal.pdf"],
        "familyAllowances": ["waiver-request.pdf", "income-declaration.pdf"],
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_subject_has_a_heading_that_a_link_can_reach(site, pages, language):
    shown = html.unescape(pages[f"/{language}/forms/"].markup)
    for group in paper_forms.grouped(words(language), site / language / "forms"):
        assert f'<h2 id="{group.id}">{group.heading}</h2>' in shown


def test_a_form_in_a_language_that_we_do_not_speak_is_refused(tmp_path):
    form = pikepdf.new()
    form.add_blank_page()
    form.Root.Lang = pikepdf.String("es")
    form.docinfo["/Title"] = "Formulario"
    form.save(tmp_path / "advance.pdf")
    with pytest.raises(ValueError, match="unknown language: es"):
        paper_forms.listed(words("en"), tmp_path)
