import html

import pikepdf
import pytest

from functions.words.load import LANGUAGES, words
from publishing import paper_forms


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_forms_links_each_form_with_its_size_and_pages(site, pages, language):
    shown = html.unescape(pages[f"/{language}/forms/"].markup)
    for form in paper_forms.listed(words(language), site / language / "forms"):
        assert f"/{language}/forms/{form['file']}" in shown
        assert form["details"] in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_request_for_intervention(site, language):
    assert (site / language / "forms" / "intervention.pdf").is_file()


def test_a_form_in_a_language_that_we_do_not_speak_is_refused(tmp_path):
    form = pikepdf.new()
    form.add_blank_page()
    form.Root.Lang = pikepdf.String("es")
    form.docinfo["/Title"] = "Formulario"
    form.save(tmp_path / "form.pdf")
    with pytest.raises(ValueError, match="unknown language: es"):
        paper_forms.listed(words("en"), tmp_path)
