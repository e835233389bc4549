"""Fills a form as the product does, to be measured: see ``bench/loop.py``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bench.engine_loop import serve
from bench.paper_filling import filled


@cache
def form(file: str) -> bytes:
    """The empty form, read once."""
    return Path(file).read_bytes()


def fill(case: Mapping[str, Any]) -> int:
    """Fill the form in; the bytes of the filled file. Keeps it where the case says so."""
    found = filled(form(case["file"]), case["values"])
    if "keep" in case:
        Path(case["keep"]).write_bytes(found)
    return len(found)


if __name__ == "__main__":
    serve({"fill": fill})
