"""The annex: accessible like the form before it, whole, and part of the same document."""

import base64
import io
from itertools import pairwise

import pytest
from pikepdf import Dictionary, Name, Pdf

from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.paper_forms.filling import saved
from publishing.paper.accessible import structure
from publishing.paper.build import cached_form
from tests.api.events import application, application_form, post_form
from tests.unit.paper_forms.conftest import (
    OPERATIONS,
    annex_of,
    answers,
    broken_rules,
    made,
    many_answers,
    opened,
    values_of,
)


@pytest.fixture
def filled(name, language):
    return made(name, many_answers(name), language)


@pytest.fixture
def annex(filled, name, language):
    """The part of the structure that the annex is, and its pages."""
    with opened(filled) as pdf, Pdf.open(io.BytesIO(cached_form(name, language))) as empty:
        document = pdf.Root.StructTreeRoot.K[0]
        yield document.K[-1], list(pdf.pages)[len(empty.pages) :]


@pytest.mark.parametrize("given", [answers, many_answers])
def test_filled_form_with_annex_conforms_to_pdf_ua(name, given, language, tmp_path):
    assert not broken_rules(made(name, given(name), language), tmp_path)


def without_structure(pdf):
    del pdf.Root.StructTreeRoot.K[0].K[-1]
    del pdf.Root.MarkInfo


def without_embedded_font(pdf):
    for one in pdf.objects:
        if isinstance(one, Dictionary) and one.get("/Type") == Name.FontDescriptor:
            del one.FontFile2


def with_unmarked_text(pdf):
    page = pdf.pages[-1]
    page.Contents = pdf.make_stream(page.Contents.read_bytes().replace(b" BDC", b" DP"))


def with_skipped_level(pdf):
    for element in structure(pdf.Root.StructTreeRoot.K[0].K[-1]):
        if Name.H3 == element.S:
            element.S = Name.H6
            return


@pytest.mark.parametrize(
    "damage",
    [
        without_structure,
        without_embedded_font,
        with_unmarked_text,
        with_skipped_level,
    ],
)
def test_checker_notices_damaged_annex(damage, tmp_path):
    with opened(made("waiver-request", answers("waiver-request"), "fr")) as pdf:
        damage(pdf)
        assert broken_rules(saved(pdf), tmp_path)


def test_headings_skip_no_level_from_form_to_annex(filled):
    with opened(filled) as pdf:
        kinds = [str(one.S) for one in structure(pdf.Root.StructTreeRoot)]
    levels = [int(kind[2]) for kind in kinds if kind in {"/H1", "/H2", "/H3", "/H4"}]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_annex_is_one_section_that_opens_with_its_heading(annex):
    section, _ = annex
    assert Name.Sect == section.S
    assert section.K[0].S == Name.H2


def test_every_page_of_annex_is_tabbed_in_order_of_its_structure(annex):
    _, pages = annex
    assert pages
    assert all(page.Tabs == Name.S and "/StructParents" in page for page in pages)


def test_every_mark_of_page_belongs_to_one_element_and_back(filled, annex):
    section, pages = annex
    owners = {
        (page.obj.objgen, mark): owner
        for page in pages
        for mark, owner in enumerate(owners_of(filled, int(page.StructParents)))
    }
    marks = {
        (mark.Pg.objgen, int(mark.MCID)): element.objgen
        for element in structure(section)
        for mark in marks_of(element)
    }
    assert marks == owners


def owners_of(content, key):
    """The elements that the marks of a page belong to; the checker does not look at them."""
    with opened(content) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        found = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
        return [owner.objgen for owner in found[key]]


def marks_of(element):
    return [mark for mark in element.K if mark.get("/Type") == Name.MCR]


def test_every_row_has_heading_cell_with_scope(annex):
    section, _ = annex
    rows = [one for one in structure(section) if one.S == Name.TR]
    assert rows
    for row in rows:
        assert row.K[0].S == Name.TH
    scopes = {str(one.A.Scope) for one in structure(section) if one.S == Name.TH}
    assert scopes == {"/Row", "/Column"}


def test_steps_are_numbered_list(annex):
    section, _ = annex
    lists = [one for one in structure(section) if one.S == Name.L]
    assert {str(one.A.ListNumbering) for one in lists} == {"/Decimal", "/Disc"}


def test_table_over_two_pages_repeats_headings_as_artifacts(tmp_path):
    content = made("intervention", many_answers("intervention"), "en")
    with opened(content) as pdf:
        section = pdf.Root.StructTreeRoot.K[0].K[-1]
        for table in (one for one in structure(section) if Name.Table == one.S):
            heads = [row for row in table.K[1].K if row.S == Name.TR]
            assert len(heads) == 1
            pages = {mark.Pg.objgen for cell in structure(table) for mark in marks_of(cell)}
            if len(pages) > 1:
                break
        else:
            pytest.fail("no table goes on overleaf")
    assert "Page" not in annex_of(content, tmp_path)


def test_annex_has_bookmark_below_title_of_form(filled, language, name):
    with opened(filled) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [
            catalog_of(language).gettext(f"paper_{name}.title")
        ]
        last = outline.root[0].children[-1]
    assert last.title == catalog_of(language).gettext("paper_annex.heading")


def test_form_can_still_be_changed(filled):
    with opened(filled) as pdf:
        assert not [field for field in pdf.Root.AcroForm.Fields if int(field.get("/Ff", 0)) & 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_children_beyond_form_capacity_are_in_annex(language, tmp_path):
    content = made("intervention", many_answers("intervention"), language)
    catalog = catalog_of(language)
    assert "creditors-6-birthDate" in values_of(content)
    text = annex_of(content, tmp_path)
    assert catalog.gettext("paper_annex.continued.heading").replace("\xa0", " ") in text
    for number, born in ((7, 2017), (8, 2018)):
        child = catalog.gettext("paper_intervention.sections.creditors.entry", number=number)
        assert f"{child}: " in text.replace("\xa0:", ":").replace(" :", ":")
        assert str(born) in text


def test_annex_has_no_continuation_if_form_holds_everything(tmp_path):
    text = annex_of(made("intervention", application(), "en"), tmp_path)
    assert catalog_of("en").gettext("paper_annex.continued.heading") not in text


@pytest.mark.parametrize("form", OPERATIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_font_has_every_character_of_annex(form, language, tmp_path):
    assert "[U+" not in annex_of(made(form, many_answers(form), language), tmp_path)


def test_only_form_with_payment_table_states_what_to_add(tmp_path):
    sentence = catalog_of("en").gettext("paper_annex.received").split(".")[0]
    given = many_answers("intervention")
    assert sentence in annex_of(made("intervention", given, "en"), tmp_path)
    assert sentence not in annex_of(made("advance", given, "en"), tmp_path)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Plus rien depuis un certain mois"),
        ("nl", "Niets meer sinds een bepaalde maand"),
        ("de", "Nichts mehr seit einem bestimmten Monat"),
        ("en", "Nothing since a certain month"),
    ],
)
def test_annex_prints_the_answer_on_payments_that_the_page_was_given(language, said, tmp_path):
    fields = {
        name: text
        for name, text in application_form().items()
        if not name.startswith("receivedPayments")
    }
    fields |= {"paymentHistory": "nothingSince", "nothingSince": "2026-07", "language": language}
    pressed = post_form(OPERATIONS["intervention"], fields, language)
    text = annex_of(base64.b64decode(pressed.body), tmp_path)
    words = catalog_of(language).gettext
    assert said in text
    assert words("advances.questions.paymentHistory.options.monthByMonth") not in text
    assert words("advances.questions.nothingSince.label").replace("\N{NO-BREAK SPACE}", " ") in text
