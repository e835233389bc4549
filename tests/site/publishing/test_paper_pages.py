"""The paper forms as pages: every field of the definition, and nothing that is sent."""

import re
from functools import cache

import pikepdf
import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.paper_forms.definition import form_names, paper_form
from publishing.paper.edition import Edition
from publishing.paper.sheet import parts
from publishing.paper_pages import forms_in_order, with_form_pages
from tests.site.conftest import Page

WRITTEN_BY_HAND = {"reserved", "signature"}
FORMS = form_names()
CONTROLS = {"input", "select", "textarea"}


@pytest.fixture(params=FORMS)
def name(request):
    return request.param


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@cache
def read(site, language, name):
    file = site / language / "forms" / name / "index.html"
    return Page(f"/{language}/forms/{name}/", file.read_text(encoding="utf-8"))


@pytest.fixture
def page(site, name, language):
    return read(site, language, name)


def widgets(name, language):
    sheet = parts(paper_form(name), catalog_of(language))
    return [widget for part in sheet for widget in part.widgets()]


def fields_of(page):
    return [
        attributes["data-field"] for _, attributes in page.elements if "data-field" in attributes
    ]


def pdf_fields(site, language, file):
    with pikepdf.open(site / language / "forms" / file) as pdf:
        return [str(field.T) for field in pdf.Root.AcroForm.Fields]


def test_pdf_large_print_and_page_have_every_field_of_definition(site, name, language):
    asked = widgets(name, language)
    to_fill_in = {widget.name for widget in asked if widget.kind not in WRITTEN_BY_HAND}
    for edition in Edition:
        fields = pdf_fields(site, language, edition.file(name))
        assert len(fields) == len(set(fields))
        assert set(fields) == to_fill_in
    assert fields_of(read(site, language, name)) == [widget.name for widget in asked]


def test_required_fields_are_required_in_all_three_versions(site, name, language):
    required = {widget.name for widget in widgets(name, language) if widget.required}
    required -= {w.name for w in widgets(name, language) if w.kind in WRITTEN_BY_HAND}
    for edition in Edition:
        with pikepdf.open(site / language / "forms" / edition.file(name)) as pdf:
            fields = pdf.Root.AcroForm.Fields
            assert {str(f.T) for f in fields if int(f.get("/Ff", 0)) & 2} == required
    page = read(site, language, name)
    controls = [attributes for tag, attributes in page.elements if tag in CONTROLS]
    marked = {a.get("name") or a["data-field"] for a in controls if "required" in a}
    assert marked == required


def test_page_sends_only_the_report_of_an_error_and_none_of_its_fields(page):
    assert [form["action"] for form in page.all("form")] == ["/api/alimenta/v1/contactMessages"]
    named = [
        attributes for tag, attributes in page.elements if tag in CONTROLS and "name" in attributes
    ]
    assert {attributes["type"] for attributes in named} <= {"radio", "hidden"}
    sent = [one["name"] for one in named if one["type"] == "hidden"]
    assert sorted(sent) == sorted(set(sent) & {"language", "topic", "intent"})


def test_every_field_is_named_by_label_legend_or_headings_of_its_table(page):
    labelled = {label["for"] for label in page.all("label") if "for" in label}
    for tag, attributes in page.elements:
        if tag not in CONTROLS or attributes.get("type") in {"radio", "checkbox", "hidden"}:
            continue
        named_by = attributes.get("aria-labelledby", "").split()
        assert attributes.get("id") in labelled or (named_by and set(named_by) <= page.ids)


def test_table_has_headings_for_its_cells(page, name):
    tables = [section.table for section in paper_form(name).sections if section.table]
    scopes = [cell.get("scope") for cell in page.all("th")]
    rows = sum(len(table.rows) for table in tables)
    columns = sum(len(table.columns) + 1 for table in tables)
    assert (scopes.count("row"), scopes.count("col"), len(scopes)) == (
        rows,
        columns,
        rows + columns,
    )
    assert len(page.all("caption")) == len(tables)


def test_page_has_every_text_of_form(page, name, language):
    spoken = catalog_of(language)
    text = re.sub(r"<[^>]*>", "", page.markup)
    for sentence in (
        spoken.gettext(f"paper_{name}.purpose"),
        spoken.gettext(f"paper_{name}.basis"),
        spoken.gettext("paper_common.independence"),
        *spoken.table(f"paper_{name}.steps").values(),
    ):
        assert sentence in text


def test_field_with_check_digits_has_client_side_check(page, name, language):
    kinds = {w.name: w.kind for w in widgets(name, language)}
    checked = {a["data-field"]: a["data-check"] for a in page.all("input") if "data-check" in a}
    assert checked == {n: kind for n, kind in kinds.items() if kind in {"nationalNumber", "iban"}}
    answers = {line["id"] for line in page.all("p", role="status")}
    assert answers == {f"check-{field}" for field in checked}


def test_only_fields_of_signer_have_autocomplete(page, name):
    signer = next(section.id for section in paper_form(name).sections if section.number == 1)
    filled = {a["data-field"] for _, a in page.elements if "autocomplete" in a}
    assert filled
    assert all(field.startswith(f"{signer}-") for field in filled)


def test_form_is_in_menu_below_list_of_forms():
    names = [f"forms/{form.name}.md" for form in forms_in_order()]
    assert with_form_pages(["index.md", "forms.md", {"help": ["a.md"]}]) == [
        "index.md",
        {"forms": ["forms.md", *names]},
        {"help": ["a.md"]},
    ]


def test_every_form_has_its_page_in_site_map(site, language):
    text = (site / language / "sitemap.xml").read_text(encoding="utf-8")
    assert [name for name in FORMS if f"/{language}/forms/{name}/</loc>" not in text] == []


def test_form_page_links_to_other_languages(page, name):
    leads = {a["href"] for a in page.all("a") if a.get("href", "").endswith(f"/forms/{name}/")}
    assert leads >= {f"/{language}/forms/{name}/" for language in LANGUAGES}
