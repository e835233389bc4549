"""The forms of a language in its site, and what its page of forms says of each version."""

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

from functions.i18n.catalog import LANGUAGES, Catalog
from functions.paper_forms.definition import PaperForm
from publishing.paper.edition import Edition
from publishing.paper_pages import PART, forms_in_order, sheet

BYTES_IN_A_KILOBYTE = 1000
PDF = "application/pdf"
TO_ENCLOSE = "attachments"
"""The section of a form whose boxes say what to join."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One way to have a form. ``details`` are what it is, its language, its pages and its size.

    ``media_type`` is empty for a page of the site, and so is ``saved_as``, the name of the file
    that a reader saves.
    """

    name: str
    address: str
    media_type: str
    details: str
    saved_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What the page says of one form: ``main`` is the PDF, ``others`` its other versions.

    ``situation`` is what somebody wants to do who needs this form.
    """

    name: str
    group: str
    situation: str
    title: str
    purpose: str
    main: Version
    others: tuple[Version, ...]
    enclosed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The forms on one subject, under its heading. ``id`` is the name that a link can give."""

    id: str
    heading: str
    forms: tuple[Listed, ...]


def form_files(config: MkDocsConfig, built: Path) -> Iterator[File]:
    """The forms of a language as files of its site, so that a page can link to them."""
    for form in sorted(built.glob("*.pdf")):
        yield File.generated(config, f"{PART}/{form.name}", abs_src_path=str(form))


def grouped(catalog: Catalog, built: Path) -> tuple[Group, ...]:
    """The forms by subject, each in its place."""
    return tuple(
        Group(id=name, heading=catalog.gettext(f"site.forms.groups.{name}"), forms=tuple(forms))
        for name, forms in groupby(listed(catalog, built), key=attrgetter("group"))
    )


def listed(catalog: Catalog, built: Path) -> tuple[Listed, ...]:
    """What the page of forms says of each: from its definition, its words and the built files."""
    return tuple(_description(catalog, built, form) for form in forms_in_order())


def _description(catalog: Catalog, built: Path, form: PaperForm) -> Listed:
    main, *others = (_pdf(catalog, built, form, edition) for edition in Edition)
    return Listed(
        name=form.name,
        group=form.group,
        situation=catalog.gettext(f"paper_{form.name}.situation"),
        title=catalog.gettext(f"paper_{form.name}.title"),
        purpose=catalog.gettext(f"paper_{form.name}.purpose"),
        main=main,
        others=(*others, _page(catalog, built, form)),
        enclosed=tuple(_enclosed(catalog, form)),
    )


def _pdf(catalog: Catalog, built: Path, form: PaperForm, edition: Edition) -> Version:
    file = built / edition.file(form.name)
    return Version(
        name=edition,
        address=f"/{catalog.language}/{PART}/{file.name}",
        media_type=PDF,
        details=catalog.gettext(
            "site.forms.details", **_facts(catalog, file), size=_kilobytes(file)
        ),
        saved_as=f"{_file_name(catalog, form, edition)}.pdf",
    )


def _file_name(catalog: Catalog, form: PaperForm, edition: Edition) -> str:
    """What the file is, in the language of the reader."""
    name = catalog.gettext(f"paper_{form.name}.fileName")
    if edition is Edition.STANDARD:
        return name
    return catalog.entries["paper_common.largePrintFileName"].format(name=name)


def _page(catalog: Catalog, built: Path, form: PaperForm) -> Version:
    """The form as a page: printed, it takes about as many sheets as the PDF."""
    facts = _facts(catalog, built / Edition.STANDARD.file(form.name))
    size = -(-len(sheet(form.name, catalog.language).encode()) // BYTES_IN_A_KILOBYTE)
    return Version(
        name="page",
        address=f"/{catalog.language}/{PART}/{form.name}/",
        media_type="",
        details=catalog.gettext("site.forms.page_details", **facts, size=size),
    )


def _facts(catalog: Catalog, file: Path) -> dict[str, Any]:
    """The language and the pages of a form, as its file has them."""
    with pikepdf.open(file) as pdf:
        language = _known_language(str(pdf.Root.Lang))
        return {
            "language": catalog.gettext(f"common.languages.{language}"),
            "pages": len(pdf.pages),
        }


def _kilobytes(file: Path) -> int:
    return -(-file.stat().st_size // BYTES_IN_A_KILOBYTE)


def _enclosed(catalog: Catalog, form: PaperForm) -> Iterator[str]:
    """What the form lets the reader tick as joined, in its catalog."""
    for section in form.sections:
        if section.id == TO_ENCLOSE:
            for field in section.fields:
                yield catalog.gettext(f"paper_{form.name}.fields.{section.id}.{field.id}.label")


def _known_language(tag: str) -> str:
    """The language of a tag such as ``fr-BE``.

    Raises:
        ValueError: the product does not speak it.
    """
    language = tag.partition("-")[0]
    if language not in LANGUAGES:
        raise ValueError(f"a form in an unknown language: {tag}")
    return language
