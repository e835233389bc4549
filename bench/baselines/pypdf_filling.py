"""Fills a form with pypdf, to be measured: see ``bench/loop.py``. In its own environment."""

from __future__ import annotations

import io
import logging
from functools import cache
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter

from bench.engine_loop import serve

# It warns of every page without a field.
logging.disable(logging.WARNING)


@cache
def form(file: str) -> bytes:
    """The empty form, read once."""
    return Path(file).read_bytes()


def fill(case: dict[str, Any]) -> int:
    """Fill the form in; the bytes of the filled file. Keeps it where the case says so."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(form(case["file"]))))
    for page in writer.pages:
        writer.update_page_form_field_values(page, case["states"], auto_regenerate=False)
    buffer = io.BytesIO()
    writer.write(buffer)
    if "keep" in case:
        Path(case["keep"]).write_bytes(buffer.getvalue())
    return len(buffer.getvalue())


if __name__ == "__main__":
    serve({"fill": fill})
