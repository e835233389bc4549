"""Texts that no question of today asks for, but a form could: long, foreign, hostile, empty."""

import re

import pikepdf
import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.paper_forms.blocks import Heading, Items, Paragraph, TableBlock
from functions.paper_forms.document import completed
from functions.paper_forms.entries import Entry
from publishing.paper.build import cached_form
from tests.site.paper.engines import squeezed
from tests.unit.paper_forms.conftest import annex_of, broken_rules, text_of, values_of

NAME = "applicant-lastName"
EMPLOYER = "debtor-employer"
DIACRITICS = "Łukasz Őrsi Șțefan Žižek Ğül İsmet Þór Größe Ærø Œuvre Ñandú Çelik ĳ ŵ ŷ ĉ ĝ"
SIXTY = "Anne-Françoise-Élisabeth van der Straeten de Limal-Rixensart"
HOSTILE = (
    "(\\) Tj ET BT /F1 (x) Tj",
    "<b>&amp;</b></script><!--",
    ">> endobj 1 0 obj << /OpenAction /JS",
    "%PDF-1.7 stream endstream",
)
PLACES = 8
UNPRINTABLE = {
    "名前": "U+524D, U+540D",
    "a\u202eb": "U+202E",
    "a\u0000b": "U+0000",
    "x\u200fy": "U+200F",
    "😀": "U+1F600",
}


def entry(text, name=NAME, label="Applicant: Last name"):
    return Entry(name=name, label=label, value=text, shown=text)


def form_with(*entries, language="fr", annex=()):
    form = cached_form("intervention", language)
    return completed(form, entries, annex, catalog_of(language))


@pytest.mark.parametrize("text", [DIACRITICS[:60], SIXTY, "x" * 60, *HOSTILE])
def test_text_is_stored_rendered_and_extracted_unchanged(text, tmp_path):
    content = form_with(entry(text))
    assert values_of(content)[NAME] == text
    assert squeezed(text) in squeezed(text_of(content, tmp_path))
    assert not broken_rules(content, tmp_path)
    with pikepdf.open(tmp_path / "checked.pdf") as pdf:
        assert pdf.check_pdf_syntax() == []


def test_empty_value_leaves_field_empty(tmp_path):
    content = form_with(entry(""))
    assert NAME not in values_of(content)
    assert catalog_of("fr").gettext("paper_annex.continued.heading") not in annex_of(
        content, tmp_path
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("length", [61, 500, 5000])
def test_text_too_long_for_field_is_complete_in_annex(language, length, tmp_path):
    text = ("Straße " * 1000)[:length].strip() + "."
    content = form_with(entry(text), language=language)
    assert values_of(content)[NAME] == catalog_of(language).gettext("paper_annex.continued.see")
    footer = re.escape(squeezed(catalog_of(language).gettext("paper_intervention.title")))
    read = squeezed(annex_of(content, tmp_path))
    overleaf = re.sub(f"{footer}[A-Za-z,ée]*\\d+[a-z]+\\d+", "", read)
    assert squeezed(f"Applicant:Lastname:{text}") in overleaf.replace("\xa0", "")
    assert not broken_rules(content, tmp_path)


def test_multiline_text_too_long_for_box_is_in_annex(tmp_path):
    text = "\n".join(f"rue {number}" for number in range(28))
    content = form_with(entry(text, EMPLOYER, "Debtor: Employer"))
    assert values_of(content)[EMPLOYER] == catalog_of("fr").gettext("paper_annex.continued.see")
    assert "rue 0 rue 1 " in annex_of(content, tmp_path)


@pytest.mark.parametrize("text", ["12\n34", "12\r34", "\r\n"])
def test_multiline_text_for_comb_field_is_in_annex(text, tmp_path):
    content = form_with(entry(text, "applicant-nationalNumber", "Applicant: Number"))
    assert values_of(content).get("applicant-nationalNumber") != text
    assert "Applicant: Number" in annex_of(content, tmp_path)
    assert not broken_rules(content, tmp_path)


@pytest.mark.parametrize(("text", "codes"), UNPRINTABLE.items())
@pytest.mark.parametrize("language", LANGUAGES)
def test_characters_outside_font_are_listed_and_kept(text, codes, language, tmp_path):
    content = form_with(entry(text), language=language)
    catalog = catalog_of(language)
    read = annex_of(content, tmp_path)
    assert catalog.gettext("paper_annex.continued.codes", codes=codes).replace("\xa0", " ") in read
    for letter in text:
        assert letter in read if letter in "abxy" else f"[U+{ord(letter):04X}]" in read
    assert not broken_rules(content, tmp_path)


def test_separate_accents_are_joined():
    assert values_of(form_with(entry("Ame\u0301lie")))[NAME] == "Am\u00e9lie"


@pytest.mark.parametrize("text", [*HOSTILE, "名 " * 40, "x" * 3000])
def test_annex_renders_any_block_text(text, tmp_path):
    blocks = (
        Heading(3, text[:50]),
        Paragraph(text),
        Items(((text, text),), numbered=True),
        TableBlock(
            caption=text[:50],
            headings=("a", text[:50]),
            rows=((text[:50], text), ("b", "")),
            widths=(1, 1),
            figures=frozenset((1,)),
        ),
    )
    content = form_with(annex=blocks)
    assert not broken_rules(content, tmp_path)
    read = squeezed(annex_of(content, tmp_path))
    if text in HOSTILE:
        assert read.count(squeezed(text)) == PLACES


def test_long_table_goes_on_over_pages_row_by_row(tmp_path):
    rows = tuple((f"row {number}", f"{number} €") for number in range(300))
    table = TableBlock(caption="Long", headings=("Row", "Euro"), rows=rows, widths=(1, 1))
    content = form_with(annex=(table,))
    read = annex_of(content, tmp_path)
    assert all(f"row {number} " in read for number in range(300))
    assert read.count("Row Euro") > 4
    assert not broken_rules(content, tmp_path)


def test_filling_twice_gives_same_bytes():
    assert form_with(entry(SIXTY)) == form_with(entry(SIXTY))


def test_filled_text_adds_no_script(tmp_path):
    file = tmp_path / "form.pdf"
    file.write_bytes(form_with(*(entry(text) for text in HOSTILE)))
    with pikepdf.open(file) as pdf:
        keys = {key for one in pdf.objects if isinstance(one, pikepdf.Dictionary) for key in one}
    assert not keys & {"/JS", "/JavaScript", "/XFA", "/OpenAction"}
