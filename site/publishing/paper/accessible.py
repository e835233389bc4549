"""Makes a printed form accessible: what WeasyPrint leaves out of the fields, one step each."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from functions.paper_forms.appearance import COMB, FONT_AND_SIZE, Pen, shows_text
from functions.paper_forms.filling import saved
from publishing.paper.sheet import Widget

REQUIRED = 1 << 1
PRINTED = 1 << 2
Step = Callable[[Pdf, Mapping[str, Widget]], None]


def make_accessible(printed: bytes, widgets: Mapping[str, Widget]) -> bytes:
    """The form as it is published; ``widgets`` by the name of their field."""
    with Pdf.open(io.BytesIO(printed)) as pdf:
        for step in STEPS:
            step(pdf, widgets)
        return saved(pdf)


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


def simplify_default_appearance(pdf: Pdf, _: Mapping[str, Widget]) -> None:
    """Font, size, black: some viewers understand nothing else in this string."""
    form = pdf.Root.AcroForm
    for field in form.Fields:
        if found := FONT_AND_SIZE.search(str(field.get("/DA", ""))):
            field.DA = form.DA = String(f"{found[1]} {found[2]} Tf 0 g")


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
    """Every field has its own appearance, so that no viewer needs to invent one."""
    pen = Pen(pdf)
    for field in pdf.Root.AcroForm.Fields:
        if shows_text(field):
            pen.render(field)
    pdf.Root.AcroForm.NeedAppearances = False


def share_marks(pdf: Pdf, _: Mapping[str, Widget]) -> None:
    """The dots and ticks of the same size are one appearance stream: a fifth of the file less."""
    shared: dict[bytes, pikepdf.Object] = {}
    for field in pdf.Root.AcroForm.Fields:
        for button in field.get("/Kids", [field]) if Name.Btn == field.FT else ():
            for state, mark in button.AP.N.items():
                drawing = mark.BBox.unparse() + mark.read_bytes()
                button.AP.N[state] = shared.setdefault(drawing, mark)


def open_with_bookmarks(pdf: Pdf, _: Mapping[str, Widget]) -> None:
    """The parts of the form beside the page, to go to."""
    pdf.Root.PageMode = Name.UseOutlines


STEPS: tuple[Step, ...] = (
    name_groups_once,
    speak_names,
    mark_required,
    divide_into_cells,
    simplify_default_appearance,
    print_annotations,
    turn_boxes_upright,
    scope_headers,
    render_fields,
    share_marks,
    open_with_bookmarks,
)


def structure(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The structure elements below an element, in reading order."""
    kids = element.get("/K", ())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from structure(kid)
