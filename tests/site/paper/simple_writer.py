"""A program that fills forms and knows no more of fonts than their default appearance.

It writes the text a byte for a letter, in Windows code page 1252, into the appearance stream that
the field has: as pypdf without ``auto_regenerate`` and pdftk do.
"""

import io
import re

import pikepdf


def written_simply(content: bytes, name: str, text: str) -> bytes:
    """The form with that text in one field."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        field = next(one for one in pdf.Root.AcroForm.Fields if str(one.T) == name)
        appearance = str(field.DA)
        font = re.match(r"/\S+", appearance)[0]
        field.V = pikepdf.String(text)
        stream = field.AP.N
        letters = text.encode("cp1252").hex()
        stream.write(
            f"/Tx BMC q BT {appearance} 3 6 Td <{letters}> Tj ET Q EMC".encode("ascii"),
        )
        assert font in stream.Resources.Font
        output = io.BytesIO()
        pdf.save(output)
        return output.getvalue()
