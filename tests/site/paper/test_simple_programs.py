"""What programs that know little of PDF can do with the forms: fill one field, draw every state."""

import io

import pikepdf
import pytest
from pikepdf import Name

from functions.i18n.catalog import catalog_of
from functions.paper_forms.appearance import shows_text
from functions.paper_forms.document import completed
from publishing.paper.edition import Edition
from tests.site.paper import engines
from tests.site.paper.conftest import form_in
from tests.site.paper.fillings import FILLINGS, expected_of
from tests.site.paper.simple_writer import written_simply

TEXT = "TESTNAAM Élan"


def streams(content):
    """The appearance streams of each button or field, by its own number in the file."""
    found = {}
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            for widget in page.get("/Annots", ()):
                normal = widget.AP.N
                states = [normal] if isinstance(normal, pikepdf.Stream) else normal.values()
                found[widget.objgen] = [state.objgen for state in states]
    return found


@pytest.fixture(params=[None, "as-long-as-may-be"])
def content(request, name, language, edition):
    """A form, empty and filled in."""
    form = form_in(name, language, edition)
    if request.param is None:
        return form
    entries, _ = expected_of(form, FILLINGS[request.param])
    return completed(form, entries.values(), (), catalog_of(language))


def test_every_field_and_state_has_stream_of_its_own(content):
    every = [stream for own in streams(content).values() for stream in own]
    assert every
    assert len(every) == len(set(every))


def test_every_button_has_stream_for_off_and_on(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        buttons = [
            button
            for field in pdf.Root.AcroForm.Fields
            if Name.Btn == field.FT
            for button in field.get("/Kids", [field])
        ]
        assert buttons
        for button in buttons:
            assert len(button.AP.N) == 2
            assert button.AP.N["/Off"].read_bytes() == b""


def test_default_appearance_of_empty_form_has_simple_font(fields, pdf):
    fonts = pdf.Root.AcroForm.DR.Font
    for field in fields.values():
        if shows_text(field):
            font = fonts[str(field.DA).split()[0]]
            assert font.Subtype == Name.TrueType
            assert font.Encoding == Name.WinAnsiEncoding


def test_both_fonts_share_embedded_outlines(pdf):
    fonts = pdf.Root.AcroForm.DR.Font
    simple = fonts["/NotoSans"].FontDescriptor.FontFile2
    composite = fonts["/NotoSansUnicode"].DescendantFonts[0].FontDescriptor.FontFile2
    assert simple.objgen == composite.objgen


@pytest.mark.parametrize("name", ["intervention"])
@pytest.mark.parametrize("language", ["fr"])
@pytest.mark.parametrize("field", ["applicant-lastName", "creditors-1-firstNames"])
def test_text_of_simple_program_is_seen_in_its_field_only(form, field, tmp_path):
    changed = written_simply(form, field, TEXT)
    file = tmp_path / "changed.pdf"
    file.write_bytes(changed)
    places = engines.places(form)
    expected = {place.key: "" for place in places} | {(field, 0): engines.squeezed(TEXT)}
    assert engines.poppler_texts(file, places)[0] == expected
    assert engines.pdfium_texts(changed, places) == expected


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("Œuvre été €", "/NotoSans"),
        ("Łukasz", "/NotoSansUnicode"),
        ("Георги", "/NotoSansUnicode"),
    ],
)
def test_composite_font_is_used_only_where_letter_needs_it(text, font):
    """And only in what is shown: the default appearance is what simple programs write with."""
    from functions.paper_forms.filling import filled  # noqa: PLC0415 - beside its reader

    form = form_in("intervention", "nl", Edition.STANDARD)
    with pikepdf.open(io.BytesIO(filled(form, {"applicant-lastName": text}))) as pdf:
        field = next(f for f in pdf.Root.AcroForm.Fields if f.T == "applicant-lastName")
        assert str(field.DA).split()[0] == "/NotoSans"
        assert f"{font} " in field.AP.N.read_bytes().decode()


def test_text_of_simple_program_replaces_letters_of_composite_font(tmp_path):
    from functions.paper_forms.filling import filled  # noqa: PLC0415 - beside its reader

    name = "applicant-lastName"
    before = filled(form_in("intervention", "fr", Edition.STANDARD), {name: "Łukasz Ελένη"})
    changed = written_simply(before, name, TEXT)
    file = tmp_path / "changed.pdf"
    file.write_bytes(changed)
    places = engines.places(before)
    assert engines.poppler_texts(file, places)[0][name, 0] == engines.squeezed(TEXT)
    assert engines.pdfium_texts(changed, places)[name, 0] == engines.squeezed(TEXT)


def cell_edges(picture, width, place, scale):
    """Where the dark lines between the edges of a field are, as shares of its width."""
    row = round((place.top + place.bottom) / 2 * scale)
    left, right = round(place.left * scale), round(place.right * scale)
    dark = [x for x in range(left + 3, right - 3) if picture[row * width + x] < 210]
    starts = [x for x in dark if x - 1 not in dark]
    return [(x - left) / (right - left) for x in starts]


@pytest.mark.parametrize("name", ["intervention"])
@pytest.mark.parametrize("language", ["fr"])
@pytest.mark.parametrize("engine", ["pdfium", "poppler"])
def test_national_number_has_eleven_equal_cells(form, engine, tmp_path):
    file = tmp_path / "form.pdf"
    file.write_bytes(form)
    place = next(p for p in engines.places(form) if p.field == "applicant-nationalNumber")
    render = {"pdfium": engines.pdfium_picture, "poppler": engines.poppler_picture}[engine]
    picture, width = render(file, place.page, 4)
    found = cell_edges(picture, width, place, 4)
    assert found == pytest.approx([cell / 11 for cell in range(1, 11)], abs=0.01)
