"""PDF/UA-1 by a checker, and what the checker does not look at."""

import io
from itertools import pairwise

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from functions.i18n.catalog import catalog_of
from functions.paper_forms.filling import saved
from publishing.paper.accessible import COMB, REQUIRED, structure

PRINT_FLAG = 1 << 2


@pytest.fixture
def annotations(pdf):
    return [annotation for sheet in pdf.pages for annotation in sheet.get("/Annots", ())]


def test_form_breaks_no_rule_of_pdf_ua(form, failures):
    assert not failures(form)


def without_spoken_name(pdf):
    del pdf.Root.AcroForm.Fields[1].TU


def without_language(pdf):
    del pdf.Root.Lang


def without_structure(pdf):
    del pdf.Root.StructTreeRoot


def without_tab_order(pdf):
    del pdf.pages[1].Tabs


def without_title_bar(pdf):
    del pdf.Root.ViewerPreferences


def without_marks(pdf):
    del pdf.Root.MarkInfo


def without_metadata(pdf):
    del pdf.Root.Metadata


@pytest.mark.parametrize(
    "damage",
    [
        without_spoken_name,
        without_language,
        without_structure,
        without_tab_order,
        without_title_bar,
        without_marks,
        without_metadata,
    ],
)
@pytest.mark.parametrize("name", ["intervention"])
@pytest.mark.parametrize("language", ["fr"])
def test_checker_notices_damaged_form(pdf, failures, damage):
    damage(pdf)
    assert failures(saved(pdf))


def test_form_has_its_language(pdf, language):
    assert str(pdf.Root.Lang) == language


def test_form_shows_its_title(pdf, name, language):
    assert str(pdf.docinfo["/Title"]) == catalog_of(language).gettext(f"paper_{name}.title")


def test_every_defined_field_is_in_form_once(pdf, widgets):
    names = [str(field.T) for field in pdf.Root.AcroForm.Fields]
    printed = {name for name, one in widgets.items() if one.kind not in {"reserved", "signature"}}
    assert sorted(names) == sorted(printed)


def test_required_fields_are_flagged_and_no_other(fields, widgets):
    flagged = {name for name, field in fields.items() if int(field.get("/Ff", 0)) & REQUIRED}
    assert flagged == {name for name, widget in widgets.items() if widget.required}


def test_every_field_description_has_part_and_label(fields, widgets):
    assert {name: str(field.TU) for name, field in fields.items()} == {
        name: widgets[name].spoken for name in fields
    }


def test_field_descriptions_are_unique(fields):
    spoken = [str(field.TU) for field in fields.values()]
    assert len(spoken) == len(set(spoken))


def test_group_of_buttons_is_named_by_its_question(fields, widgets):
    groups = {name for name, field in fields.items() if "/Kids" in field}
    assert groups
    assert all(widgets[name].label in str(fields[name].TU) for name in groups)


def test_button_of_group_has_no_name_of_its_own(fields):
    buttons = [button for field in fields.values() for button in field.get("/Kids", ())]
    assert not [button for button in buttons if "/T" in button]


def test_button_of_group_has_name_of_its_option(fields, widgets):
    for name, field in fields.items():
        if "/Kids" in field:
            spoken = [str(button.TU) for button in field.Kids]
            assert spoken == [option.spoken for option in widgets[name].options]


def test_fields_have_own_appearance(pdf):
    assert pdf.Root.AcroForm.NeedAppearances == False  # noqa: E712 - a PDF object, not a bool


def test_every_field_has_its_drawing(annotations):
    assert not [annotation for annotation in annotations if "/AP" not in annotation]


def test_everything_is_printed(annotations):
    assert all(int(annotation.F) & PRINT_FLAG for annotation in annotations)


def test_text_field_has_defined_maximum_length(fields, widgets):
    lengths = {name: int(field.MaxLen) for name, field in fields.items() if "/MaxLen" in field}
    assert lengths == {
        name: widgets[name].field.length for name in fields if widgets[name].field.length
    }


def test_national_register_number_has_eleven_cells(fields):
    numbers = [field for path, field in fields.items() if path.lower().endswith("nationalnumber")]
    assert numbers
    assert all(int(field.Ff) & COMB and int(field.MaxLen) == 11 for field in numbers)


@pytest.mark.parametrize("name", ["intervention"])
def test_payment_table_has_sixty_months(fields):
    rows = {
        int(name.split("-")[1])
        for name in fields
        if name.startswith("payments-") and name.count("-") == 2
    }
    assert rows == set(range(1, 61))


@pytest.mark.parametrize("name", ["intervention"])
def test_form_has_six_creditors(fields):
    assert {name.split("-")[1] for name in fields if name.startswith("creditors-")} == set("123456")


def test_every_heading_cell_has_scope(pdf, sheet):
    heads = [cell for cell in structure(pdf.Root.StructTreeRoot) if cell.S == Name.TH]
    scopes = [str(cell.A.Scope) for cell in heads]
    tables = [part.table for part in sheet if part.table]
    assert scopes.count("/Row") == sum(len(table.rows) for table in tables)
    # Seen again on each page of the table, and read once.
    assert scopes.count("/Column") == sum(1 + len(table.columns) for table in tables)


def test_every_part_has_heading_and_bookmark(pdf, sheet):
    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root[0].children]
    assert titles[1:] == [part.heading for part in sheet]


def test_headings_skip_no_level(pdf):
    found = [str(element.S) for element in structure(pdf.Root.StructTreeRoot)]
    levels = [int(tag[2]) for tag in found if tag in {"/H1", "/H2", "/H3", "/H4"}]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_form_has_no_script_and_no_xfa(form):
    with pikepdf.open(io.BytesIO(form)) as pdf:
        keys = {key for one in pdf.objects if isinstance(one, Dictionary) for key in one}
    assert not keys & {"/JS", "/JavaScript", "/XFA", "/OpenAction"}


def test_form_has_code_of_its_page_with_name(pdf, language):
    figures = [each for each in structure(pdf.Root.StructTreeRoot) if Name.Figure == each.S]
    name = catalog_of(language).gettext("common.address_code.alt")
    assert [str(figure.Alt) for figure in figures] == [name]
