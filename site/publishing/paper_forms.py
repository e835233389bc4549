"""The fillable PDF forms of a language in its site, and what its page of forms says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

import pikepdf
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from functions.questions.paper_definition import PaperForm, paper_form
from functions.words.load import LANGUAGES, Words

BYTES_IN_A_KILOBYTE = 1000
GROUPS = ("maintenance", "familyAllowances")
"""The subjects of the page, in its order."""
TO_ENCLOSE = "attachments"
"""The section of a form whose boxes say what to join."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What the page says of one form: ``details`` are its language, its pages and its size."""

    group: str
    file: str
    title: str
    purpose: str
    details: str
    enclosed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The forms on one subject, under its heading. ``id`` is the name that a link can give."""

    id: str
    heading: str
    forms: tuple[Listed, ...]


def form_files(config: MkDocsConfig, built: Path) -> Iterator[File]:
    """The forms of a language as files of its site, so that a page can link to them."""
    for form in _forms_in(built):
        yield File.generated(config, f"forms/{form.name}", abs_src_path=str(form))


def grouped(words: Words, built: Path) -> tuple[Group, ...]:
    """The forms by subject, each in its place."""
    return tuple(
        Group(id=name, heading=words.text(f"site.forms.groups.{name}"), forms=tuple(forms))
        for name, forms in groupby(listed(words, built), key=attrgetter("group"))
    )


def listed(words: Words, built: Path) -> tuple[Listed, ...]:
    """What the page of forms says of each: from its definition, its words and the built file."""
    return tuple(_description(words, form) for form in sorted(_forms_in(built), key=_place))


def _forms_in(built: Path) -> list[Path]:
    return sorted(built.glob("*.pdf"))


def _place(built: Path) -> tuple[int, int]:
    form = paper_form(built.stem)
    return GROUPS.index(form.group), form.place


def _description(words: Words, built: Path) -> Listed:
    form = paper_form(built.stem)
    with pikepdf.open(built) as pdf:
        language = _known_language(str(pdf.Root.Lang))
        title = str(pdf.docinfo["/Title"])
        pages = len(pdf.pages)
    size = -(-built.stat().st_size // BYTES_IN_A_KILOBYTE)
    facts: dict[str, Any] = {"pages": pages, "size": size}
    name = words.text(f"common.languages.{language}")
    return Listed(
        group=form.group,
        file=built.name,
        title=title,
        purpose=words.text(f"paper_{form.name}.purpose"),
        details=words.text("site.forms.details", language=name, **facts),
        enclosed=tuple(_enclosed(words, form)),
    )


def _enclosed(words: Words, form: PaperForm) -> Iterator[str]:
    """What the form lets the reader tick as joined, in its words."""
    for section in form.sections:
        if section.id == TO_ENCLOSE:
            for field in section.fields:
                yield words.text(f"paper_{form.name}.fields.{section.id}.{field.id}.label")


def _known_language(tag: str) -> str:
    """The language of a tag such as ``fr-BE``.

    Raises:
        ValueError: the product does not speak it.
    """
    language = tag.partition("-")[0]
    if language not in LANGUAGES:
        raise ValueError(f"a form in an unknown language: {tag}")
    return language
