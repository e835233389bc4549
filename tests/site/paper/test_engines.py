"""A filled form, saved, reopened and rendered by three engines: each shows the filled values."""

import io
import re
import subprocess
from functools import cache

import pikepdf
import pytest

from functions.i18n.catalog import catalog_of
from functions.paper_forms.document import completed
from functions.paper_forms.filling import filled
from publishing.paper.edition import Edition
from tests.site.paper import engines
from tests.site.paper.conftest import form_in
from tests.site.paper.engines import squeezed
from tests.site.paper.fillings import CASES, FILLINGS, SPOKEN, Case, expected_of


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    """One filling serves every test of it."""
    return cache(lambda *what: Case(*what, tmp_path_factory.mktemp("case")))


@pytest.fixture(params=CASES, ids=lambda part: f"{part[0].value}-{part[1]}")
def case(request, name, cases):
    return cases(name, *request.param)


def test_file_holds_and_renders_filled_values(case):
    written, moved = engines.written(case.content), case.moved()
    for name, entry in case.entries.items():
        value, rendered = written[name]
        if name in moved:
            assert rendered == squeezed(case.see_annex)
        elif entry.shown:
            assert (value, rendered) == (entry.value, squeezed(entry.shown))


def test_pdfium_reads_filled_values(case):
    values, buttons = engines.pdfium_values(case.content)
    moved = case.moved()
    for name, entry in case.entries.items():
        assert values[name] == (case.see_annex if name in moved else entry.value)
    for on in buttons.values():
        assert on == [False] * (len(on) - 1) + [True]
    assert buttons.keys() == case.ticked | {
        name for name, entry in case.entries.items() if not entry.shown
    }


def test_poppler_reads_every_text_at_its_field_only(case):
    found, outside = engines.poppler_texts(case.file, case.places)
    assert found == case.texts()
    assert not outside


def test_pdfium_reads_every_text_in_its_place(case):
    assert engines.pdfium_texts(case.content, case.places) == case.texts()


def test_poppler_renders_ink_at_filled_fields_only(case):
    before = engines.poppler_ink(case.empty_file, case.places, case.folder)
    after = engines.poppler_ink(case.file, case.places, case.folder)
    assert {key for key in after if after[key] > before[key]} == case.marked()


def test_pdfium_renders_ink_at_filled_fields_only(case):
    before = engines.pdfium_ink(case.empty, case.places)
    after = engines.pdfium_ink(case.content, case.places)
    assert {key for key in after if after[key] > before[key]} == case.marked()


@pytest.mark.parametrize("filling", FILLINGS)
def test_field_fits_its_maximum_length_unless_all_letters_are_wide(name, filling, cases):
    moved = cases(name, Edition.STANDARD, filling).moved()
    assert bool(moved) == (filling == "one-broad-word")


def test_text_too_long_for_field_is_complete_in_annex(name, cases):
    case = cases(name, Edition.STANDARD, "one-broad-word")
    with pikepdf.open(io.BytesIO(case.empty)) as pdf:
        first = len(pdf.pages) + 1
    command = ["pdftotext", "-f", str(first), "-raw", str(case.file), "-"]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own file
    # The last line of a page says which it is.
    read = squeezed(re.sub(r"\n[^\n]*\n\f", "", answer.stdout))
    for field in case.moved():
        assert re.search(rf"{field}:?{case.entries[field].shown}(?!W)", read)


@pytest.mark.parametrize("edition", Edition)
def test_empty_form_has_no_value_and_no_text_in_any_field(name, edition, tmp_path):
    form = form_in(name, SPOKEN.get(name, "nl"), edition)
    file = tmp_path / "empty.pdf"
    file.write_bytes(form)
    places = engines.places(form)
    nothing = dict.fromkeys((place.key for place in places), "")
    values, buttons = engines.pdfium_values(form)
    assert not any(value for name, value in values.items() if name not in buttons)
    assert not any(on for group in buttons.values() for on in group)
    assert engines.poppler_texts(file, places)[0] == nothing
    assert engines.pdfium_texts(form, places) == nothing
    assert {rendered for _, rendered in engines.written(form).values()} == {""}


@pytest.mark.parametrize("filling", [None, "as-long-as-may-be"])
def test_syntax_of_every_file_is_sound(name, language, edition, filling):
    form = content = form_in(name, language, edition)
    if filling:
        entries, ticked = expected_of(form, FILLINGS[filling])
        content = completed(
            filled(form, dict.fromkeys(ticked, True)), entries.values(), (), catalog_of(language)
        )
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_broken_file_is_not_called_sound():
    form = form_in("advance", "fr", Edition.STANDARD)
    broken = form.replace(b"startxref", b"startxxxx")
    with pikepdf.open(io.BytesIO(broken)) as pdf:
        assert pdf.check_pdf_syntax() or pdf.get_warnings()
