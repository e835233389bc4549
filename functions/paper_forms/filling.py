"""Fills a form in: text, lists, choices and boxes to tick, with an appearance for every viewer.

Needs pikepdf alone, as do all modules that a form is filled with.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Mapping

import pikepdf
from pikepdf import Name, ObjectStreamMode, Pdf, String

from functions.paper_forms.appearance import Pen, has_cells, has_line_break, shows_text


class NotFillable(Exception):
    """A value that the form cannot take. ``field`` says where; the message says why."""

    def __init__(self, field: str, reason: str) -> None:
        """That field, for that reason."""
        super().__init__(f"{field}: {reason}")
        self.field = field


def filled(form: bytes, values: Mapping[str, str | bool]) -> bytes:
    """The form with those values by name of field: a text, an option's value, ticked or not.

    Raises:
        NotFillable: no such field or option, a text too long, a character outside the font.
    """
    with Pdf.open(io.BytesIO(form)) as pdf:
        pen, fields = Pen(pdf), fields_of(pdf)
        for name, value in values.items():
            if name not in fields:
                raise NotFillable(name, "no such field")
            fill(pen, fields[name], value)
        return saved(pdf)


def fields_of(pdf: Pdf) -> dict[str, pikepdf.Object]:
    """The fields of the form, by name."""
    return {str(field.T): field for field in pdf.Root.AcroForm.Fields}


def saved(pdf: Pdf, *, recompress: bool = False) -> bytes:
    """The file; the same content gives the same bytes.

    ``recompress``: what the printer compressed is compressed again, which takes longer.
    """
    buffer = io.BytesIO()
    pdf.save(
        buffer,
        object_stream_mode=ObjectStreamMode.generate,
        compress_streams=True,
        recompress_flate=recompress,
        deterministic_id=True,
        # The title and the marks of accessibility are the form's own. To look into them would take
        # a library for XML that no function ships with.
        fix_metadata_version=False,
    )
    return buffer.getvalue()


def fill(pen: Pen, field: pikepdf.Object, value: str | bool) -> None:
    """Fills one field in.

    Raises:
        NotFillable: no such option, a text too long, a character outside the font.
    """
    name = str(field.T)
    if isinstance(value, bool):
        field.V = field.AS = Name.on if value else Name.Off
    elif shows_text(field):
        _write(pen, name, field, unicodedata.normalize("NFC", value))
    else:
        _choose(name, field, value)


def _choose(name: str, group: pikepdf.Object, value: str) -> None:
    """Chooses one option of a group: its button is on, the others are off."""
    options = [str(option) for option in group.get("/Opt", pikepdf.Array())]
    if value not in options:
        raise NotFillable(name, "no such option")
    state = Name(f"/{options.index(value)}")
    group.V = state
    for place, button in enumerate(group.Kids):
        button.AS = state if place == options.index(value) else Name.Off


def _write(pen: Pen, name: str, field: pikepdf.Object, text: str) -> None:
    if Name.Ch == field.FT and text not in {str(option[0]) for option in field.Opt}:
        raise NotFillable(name, "no such option")
    if len(text) > int(field.get("/MaxLen", len(text))):
        raise NotFillable(name, f"more than {int(field.MaxLen)} characters")
    if has_cells(field) and has_line_break(text):
        raise NotFillable(name, "a line break between its cells")
    visible = text.replace("\r", "").replace("\n", "")
    if not pen.font.writes(visible):
        missing = pen.font.missing(visible)
        raise NotFillable(name, f"characters that the form cannot print: {missing!r}")
    field.V = String(text)
    pen.render(field)
