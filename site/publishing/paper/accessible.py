"""Makes a printed form accessible: what WeasyPrint leaves out of the fields, one step each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from functions.paper_forms.appearance import (
    COMB,
    Pen,
    default_appearance,
    font_size,
    shows_text,
)
from functions.paper_forms.field_font import COMPOSITE, SIMPLE, SINGLE_BYTES, WIN_ANSI, field_font
from publishing.paper.sheet import Widget

REQUIRED = 1 << 1
PRINTED = 1 << 2
NON_SYMBOLIC = 1 << 5
FONT = re.compile(r"(/\S+) [\d.]+ Tf")
DESCRIBES = frozenset({
    "/Type", "/FontBBox", "/ItalicAngle", "/Ascent", "/Descent", "/CapHeight", "/StemV",
    "/FontFile2",
})  # fmt: skip
"""What the descriptor of a font says of its outlines."""
Step = Callable[[Pdf, Mapping[str, Widget]], None]


def make_accessible(pdf: Pdf, widgets: Mapping[str, Widget]) -> None:
    """Takes every step; ``widgets`` by the name of their field."""
    for step in STEPS:
        step(pdf, widgets)


def name_groups_once(pdf: Pdf, _: Mapping[str, Widget]) -> None:
    """Radio buttons belong to their group alone: else readers see a field twice, as ``a.a``."""
    form = pdf.Root.AcroForm
    form.Fields = Array([field for field in form.Fields if "/Parent" not in field])
    for group in form.Fields:
        for button in group.get("/Kids", ()):
            del button.T


def speak_names(pdf: Pdf, widgets: Mapping[str, Widget]) -> None:
    """What a screen reader says: the part and the label; for a group the legend, not an option."""
    for field in pdf.Root.AcroForm.Fields:
        widget = widgets[str(field.T)]
        field.TU = String(widget.spoken)
        if "/Kids" in field:
            for button, option in zip(field.Kids, widget.options, strict=True):
                button.TU = String(option.spoken)


def mark_required(pdf: Pdf, widgets: Mapping[str, Widget]) -> None:
    """The required flag, which the viewer announces."""
    for field in pdf.Root.AcroForm.Fields:
        if widgets[str(field.T)].required:
            field.Ff = int(field.get("/Ff", 0)) | REQUIRED


def divide_into_cells(pdf: Pdf, widgets: Mapping[str, Widget]) -> None:
    """A national register number has one cell for each digit."""
    for field in pdf.Root.AcroForm.Fields:
        if widgets[str(field.T)].kind == "nationalNumber":
            field.Ff = int(field.get("/Ff", 0)) | COMB


def name_fonts(pdf: Pdf, _: Mapping[str, Widget]) -> None:
    """The font of the fields under two names: simple, for every program, and with all letters.

    A simple font has a byte for a letter. Programs that know no other encoding than that of the
    default appearance so write what was typed; both fonts use the same embedded outlines.
    """
    form = pdf.Root.AcroForm
    printed = FONT.search(next(str(field.DA) for field in form.Fields if "/DA" in field))
    if printed is None:
        raise ValueError("the printer named no font")
    fonts = form.DR.Font
    fonts[COMPOSITE] = fonts[printed[1]]
    fonts[SIMPLE] = pdf.make_indirect(_simple_font(pdf))
    form.DA = default_appearance(SIMPLE, font_size(next(f for f in form.Fields if "/DA" in f)))
    for field in form.Fields:
        if "/DA" in field:
            field.DA = default_appearance(SIMPLE, font_size(field))


def _simple_font(pdf: Pdf) -> Dictionary:
    composite = field_font(pdf.Root.AcroForm)
    outlines = composite.resource.DescendantFonts[0].FontDescriptor
    descriptor = Dictionary({key: value for key, value in outlines.items() if key in DESCRIBES})
    descriptor.FontName = Name.NotoSans
    descriptor.Flags = NON_SYMBOLIC
    widths = [0] * 256
    for code in SINGLE_BYTES:
        letter = bytes((code,)).decode(WIN_ANSI, "ignore")
        widths[code] = round(composite.letters.widths.get(letter, 0) * 1000)
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name.NotoSans,
        Encoding=Name.WinAnsiEncoding,
        FirstChar=32,
        LastChar=255,
        Widths=Array(widths[32:]),
        FontDescriptor=pdf.make_indirect(descriptor),
    )


def print_annotations(pdf: Pdf, _: Mapping[str, Widget]) -> None:
    """Everything on the screen is also on paper."""
    for page in pdf.pages:
        for annotation in page.get("/Annots", ()):
            annotation.F = int(annotation.get("/F", 0)) | PRINTED


def turn_boxes_upright(pdf: Pdf, _: Mapping[str, Widget]) -> None:
    """Boxes from their lower left to their upper right corner."""
    for page in pdf.pages:
        for annotation in page.get("/Annots", ()):
            x1, y1, x2, y2 = (round(float(edge), 2) for edge in annotation.Rect)
            annotation.Rect = Array([min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)])


def scope_headers(pdf: Pdf, _: Mapping[str, Widget]) -> None:
    """A heading cell beside data heads its row; one above data heads its column."""
    for cell in structure(pdf.Root.StructTreeRoot):
        if cell.S == Name.TH:
            heads_row = any(other.S == Name.TD for other in structure(cell.P))
            cell.A = cell.get("/A") or Dictionary(O=Name.Table)
            cell.A.Scope = Name.Row if heads_row else Name.Column


def render_fields(pdf: Pdf, _: Mapping[str, Widget]) -> None:
    """Every field has an appearance of its own, so that no viewer needs to invent one."""
    pen = Pen(pdf)
    fonts = {name: pdf.Root.AcroForm.DR.Font[name] for name in (SIMPLE, COMPOSITE)}
    resources = pdf.make_indirect(Dictionary(Font=Dictionary(fonts)))
    for field in pdf.Root.AcroForm.Fields:
        if shows_text(field):
            pen.add_appearance(field, resources)
    pdf.Root.AcroForm.NeedAppearances = False


def draw_both_states(pdf: Pdf, _: Mapping[str, Widget]) -> None:
    """A box to tick is rendered when it is off too: else a viewer draws its own into ours."""
    for field in pdf.Root.AcroForm.Fields:
        for button in field.get("/Kids", [field]) if Name.Btn == field.FT else ():
            ((state, mark),) = button.AP.N.items()
            drawing = b"\n".join(
                line for line in mark.read_bytes().split(b"\n") if not line.endswith(b" gs")
            )
            for name, content in ((state, drawing), (str(Name.Off), b"")):
                stream = pikepdf.Stream(pdf, content)
                stream.Subtype, stream.BBox = Name.Form, mark.BBox
                button.AP.N[name] = pdf.make_indirect(stream)
            button.MK = Dictionary(CA=String("l" if "/Kids" in field else "4"))


def open_with_bookmarks(pdf: Pdf, _: Mapping[str, Widget]) -> None:
    """The parts of the form beside the page, to go to."""
    pdf.Root.PageMode = Name.UseOutlines


STEPS: tuple[Step, ...] = (
    name_groups_once,
    speak_names,
    mark_required,
    divide_into_cells,
    name_fonts,
    print_annotations,
    turn_boxes_upright,
    scope_headers,
    render_fields,
    draw_both_states,
    open_with_bookmarks,
)


def structure(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The structure elements below an element, in reading order."""
    kids = element.get("/K", ())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from structure(kid)
