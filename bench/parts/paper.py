"""What it takes to fill in a printable form: all its fields, then those of a household."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Mapping

import pikepdf
from pikepdf import Name

from bench.measurement import Options, interleaved, spread
from bench.paths import SITE
from bench.results import Result, Table, Target
from functions.i18n.catalog import catalog_of
from functions.paper_forms.document import completed
from functions.paper_forms.entries import Entry
from functions.paper_forms.filling import filled

FORM = SITE / "fr" / "forms" / "intervention.pdf"
MILLISECONDS = 1000
MOST = 45
CHILDREN, MONTHS = 2, 24
TEXT = "Bœuf Élan 1234 "
COLUMNS = ("fields", "ms of CPU time", "kB")


def measure(options: Options) -> Result:
    """The request for intervention, each time from its empty file to the bytes that are saved."""
    form = FORM.read_bytes()
    values = values_of(form)
    household = {name: value for name, value in values.items() if is_of_household(name)}
    entries = [
        Entry(name=name, label=name, value=value, shown=value)
        for name, value in household.items()
        if isinstance(value, str)
    ]
    catalog = catalog_of("fr")
    cases: dict[str, Callable[[], bytes]] = {
        "every field": lambda: filled(form, values),
        "a household, paginated again": lambda: completed(form, entries, (), catalog),
    }
    fields = {"every field": len(values), "a household, paginated again": len(entries)}
    taken = interleaved(
        {name: _timed(make) for name, make in cases.items()}, options.rounds, "paper"
    )
    rows = {
        name: (fields[name], spread(figures), len(cases[name]()) / 1000)
        for name, figures in taken.items()
    }
    median = spread(taken["every field"]).median
    targets = (Target(f"{len(values)} fields, ms of CPU time", median, at_most=MOST),)
    return Result((Table("paper", COLUMNS, rows),), targets)


def _timed(make: Callable[[], bytes]) -> Callable[[], float]:
    """The CPU time of one run, in milliseconds."""

    def run() -> float:
        start = time.process_time()
        make()
        return (time.process_time() - start) * MILLISECONDS

    return run


def values_of(form: bytes) -> Mapping[str, str | bool]:
    """A value for each field, as long as it may be."""
    with pikepdf.open(io.BytesIO(form)) as pdf:
        return {str(field.T): _value(field) for field in pdf.Root.AcroForm.Fields}


def _value(field: pikepdf.Object) -> str | bool:
    if Name.Btn == field.FT:
        return str(field.Opt[-1]) if "/Kids" in field else True
    if Name.Ch == field.FT:
        return str(field.Opt[1][0])
    return f"{(TEXT * 40)[: int(field.MaxLen) - 1]}x"


def is_of_household(name: str) -> bool:
    """Whether a form of two children and two years of payments has the field."""
    part, _, rest = name.partition("-")
    number = rest.partition("-")[0]
    most = {"creditors": CHILDREN, "payments": MONTHS}.get(part)
    return most is None or not number.isdigit() or int(number) <= most
