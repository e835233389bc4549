import io
import re
import subprocess

import pikepdf
import pytest
from pikepdf import Name

from functions.paper_forms.appearance import Pen, shows_text
from functions.paper_forms.filling import NotFillable, filled
from tests.site.paper.engines import squeezed

LETTERS = "Łő șß éñ ÇŽ €10 "
HOSTILE = "(\\) Tj ET <b>&amp;</b> %PDF /JS"


def sample(name, field):
    """A value for the field, different from that of its neighbours, as long as it may be."""
    if "/Kids" in field:
        return str(field.Opt[-1])
    if Name.Btn == field.FT:
        return True
    if Name.Ch == field.FT:
        return str(field.Opt[1][0])
    length = int(field.MaxLen)
    if name.lower().endswith("nationalnumber"):
        return "12345678901"
    return (LETTERS * 40)[:length].strip()


def text_of(content, tmp_path):
    file = tmp_path / "filled.pdf"
    file.write_bytes(content)
    command = ["pdftotext", "-raw", str(file), "-"]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own file
    return answer.stdout


def reopened(content):
    return pikepdf.open(io.BytesIO(content))


@pytest.mark.parametrize("language", ["fr"])
def test_every_field_keeps_filled_value(form, fields):
    values = {name: sample(name, field) for name, field in fields.items()}
    with reopened(filled(form, values)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            value = values[str(field.T)]
            if shows_text(field):
                assert str(field.V) == value
            elif "/Kids" in field:
                chosen = [str(one.AS) for one in field.Kids if Name.Off != one.AS]
                assert chosen == [str(field.V)] == [f"/{len(field.Opt) - 1}"]
            else:
                assert field.AS == field.V == Name.on


def test_filled_form_breaks_no_rule_of_pdf_ua(form, fields, failures):
    assert not failures(filled(form, {name: sample(name, field) for name, field in fields.items()}))


@pytest.mark.parametrize("language", ["de"])
def test_extracted_text_equals_filled_text(form, fields, tmp_path):
    texts = {name for name, field in fields.items() if shows_text(field) and Name.Tx == field.FT}
    values = {name: sample(name, fields[name]) for name in texts}
    before = squeezed(text_of(form, tmp_path))
    read = squeezed(text_of(filled(form, values), tmp_path))
    for value in {squeezed(value) for value in values.values()}:
        assert value not in before
        assert read.count(value) >= sum(squeezed(other) == value for other in values.values())


@pytest.mark.parametrize("name", ["intervention"])
@pytest.mark.parametrize("language", ["nl"])
@pytest.mark.parametrize("text", [HOSTILE, "ŁŐȘȚșțőűžğıẞß€“„«»", "Ł" * 60])
def test_text_is_rendered_unchanged(form, tmp_path, text):
    read = text_of(filled(form, {"applicant-lastName": text}), tmp_path)
    assert squeezed(text) in squeezed(read)


@pytest.mark.parametrize("name", ["intervention"])
@pytest.mark.parametrize("language", ["fr"])
def test_field_font_has_latin_letters_of_europe(pdf):
    font = Pen(pdf).font
    assert font.missing("ŁłŐőȘșȚțŽžĞğİıÞþẞß€„“«»\u2013\u2019\u202f\u00a0") == ""


@pytest.mark.parametrize("name", ["intervention"])
@pytest.mark.parametrize("language", ["fr"])
def test_every_font_is_embedded(pdf):
    fonts = [
        one
        for one in pdf.objects
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == Name.FontDescriptor
    ]
    assert fonts
    assert all("/FontFile2" in font for font in fonts)


@pytest.mark.parametrize("name", ["intervention"])
@pytest.mark.parametrize("language", ["fr"])
def test_letters_with_separate_accents_are_joined(form):
    with reopened(filled(form, {"applicant-lastName": "Ame\u0301lie"})) as pdf:
        values = {str(field.T): str(field.get("/V", "")) for field in pdf.Root.AcroForm.Fields}
    assert values["applicant-lastName"] == "Am\u00e9lie"


@pytest.mark.parametrize("name", ["intervention"])
@pytest.mark.parametrize("language", ["fr"])
@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("unknown", "1", "no such field"),
        ("applicant-capacity", "neighbour", "no such option"),
        ("title-baseYear", "1999", "no such option"),
        ("applicant-lastName", "x" * 61, "more than 60 characters"),
        ("applicant-lastName", "名前", "cannot print"),
        ("applicant-lastName", "a\u202eb", "cannot print"),
        ("applicant-lastName", "a\x00b", "cannot print"),
        ("applicant-nationalNumber", "123\n45", "a line break between its cells"),
        ("applicant-nationalNumber", "123\r", "a line break between its cells"),
    ],
)
def test_value_that_form_cannot_take_is_refused(form, field, value, reason):
    with pytest.raises(NotFillable, match=reason) as refused:
        filled(form, {field: value})
    assert refused.value.field == field


@pytest.mark.parametrize("name", ["intervention"])
@pytest.mark.parametrize("language", ["fr"])
def test_long_text_stays_inside_its_box(form, fields):
    box = fields["applicant-lastName"].Rect
    width = float(box[2]) - float(box[0])
    with reopened(filled(form, {"applicant-lastName": "MW " * 20})) as pdf:
        field = next(one for one in pdf.Root.AcroForm.Fields if one.T == "applicant-lastName")
        font = Pen(pdf).fonts.simple
        drawing = field.AP.N.read_bytes().decode()
    size = float(re.search(r"/\S+ ([\d.]+) Tf", drawing)[1])
    letters = {code: letter for letter, code in font.letters.codes.items()}
    lines = [
        "".join(letters[code] for code in re.findall("..", line))
        for line in re.findall(r"<([0-9A-F]+)> Tj", drawing)
    ]
    assert " ".join(lines).replace("\xa0", " ").strip() == ("MW " * 20).strip()
    assert all(font.width(line) * size <= width for line in lines)


@pytest.mark.parametrize("name", ["intervention"])
@pytest.mark.parametrize("language", ["fr"])
def test_filling_twice_gives_same_bytes(form):
    values = {"applicant-lastName": "Ł", "mandate-given": True}
    assert filled(form, values) == filled(form, values)
