"""Another title for a document, where its own would say to others what it is."""

from __future__ import annotations

import io
from xml.sax.saxutils import escape

from pikepdf import Pdf

from functions.paper_forms.filling import saved


def retitled(document: bytes, title: str) -> bytes:
    """The document with that title; its content stays as it is."""
    with Pdf.open(io.BytesIO(document)) as pdf:
        own = escape(str(pdf.docinfo.get("/Title", "")))
        pdf.docinfo["/Title"] = title
        if own and "/Metadata" in pdf.Root:
            described = pdf.Root.Metadata.read_bytes().replace(own.encode(), escape(title).encode())
            pdf.Root.Metadata.write(described)
        return saved(pdf)
