"""The paper forms as they are built, and answers for every field of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Name, Pdf

SENTENCE = "Éloïse Größmann, straße 5, 1000 Ħal-Łódź: "
LONGEST = 400
"""Enough to fill a large field; what a field takes at most comes first."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The same answers for two libraries: by the value of an option, or the state of a button."""

    values: Mapping[str, str | bool]
    states: Mapping[str, str]


def longest(folder: Path) -> Path:
    """The form with the most fields, in the print of every day.

    Raises:
        ValueError: there is no form in the folder.
    """
    everyday = (form for form in folder.glob("*.pdf") if not form.stem.endswith("-large-print"))
    return max(everyday, key=_fields)


def answers(form: Path) -> Answers:
    """An answer for every field: text up to its bound, the last option, a tick."""
    values: dict[str, str | bool] = {}
    states: dict[str, str] = {}
    with Pdf.open(form) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            name = str(field.T)
            values[name], states[name] = _answer(field)
    return Answers(values, states)


def entered(file: Path) -> dict[str, str]:
    """What a filled form holds, field by field."""
    with Pdf.open(file) as pdf:
        return {str(field.T): str(field.get("/V", "")) for field in pdf.Root.AcroForm.Fields}


def _answer(field: pikepdf.Object) -> tuple[str | bool, str]:
    if Name.Btn == field.FT and "/Kids" in field:
        last = len(field.Opt) - 1
        return str(field.Opt[last]), f"/{last}"
    if Name.Btn == field.FT:
        return True, "/on"
    if Name.Ch == field.FT:
        option: Any = field.Opt[-1]
        return str(option[0]), str(option[1])
    text = (SENTENCE * LONGEST)[: min(int(field.get("/MaxLen", LONGEST)), LONGEST)].strip()
    return text, text


def _fields(form: Path) -> int:
    with Pdf.open(form) as pdf:
        return len(pdf.Root.AcroForm.Fields)
