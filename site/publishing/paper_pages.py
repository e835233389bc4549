"""The paper forms as pages of the site, to fill in on the screen or by hand, and to print.

Made from the same definitions and words as the PDF forms: a new form has its page by itself. What
is typed there is sent nowhere: the page has fields, but no form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from functions.i18n.catalog import Catalog, catalog_of
from functions.paper_forms.definition import PaperForm, form_names, paper_form
from functions.paper_forms.personal import ABOUT_THE_READER, SIGNER
from publishing.front_matter import yaml_text
from publishing.paper.sheet import COMMON, parts

PARTIALS = Path(__file__).resolve().parents[1] / "theme" / "partials"
LISTED_ON = "forms.md"
PART = "forms"
"""The part of the site that the page of forms and the forms make."""
GROUPS = ("maintenance", "familyAllowances")
"""The subjects of the forms, in their order."""

KEYBOARDS = {
    "date": "numeric",
    "month": "numeric",
    "integer": "numeric",
    "nationalNumber": "numeric",
    "amount": "decimal",
    "index": "decimal",
}
"""What a telephone offers to type with."""
TYPES = {"phone": "tel"}
"""The type of the input of a field, where it is not text, by the name of the field."""
KEYBOARDS_BY_NAME = {"email": "email"}
"""What a telephone offers to type with, by the name of the field."""
LONG = 60
"""From so many characters on, a field grows with what is typed."""
PAGE = """---
title: {title}
description: {description}
checked: {checked}
template: paper_form.html
form: {form}
---

# {heading}

{intro}

<!-- generated -->

## {next_heading}

[{next_link}](../{listed_on})
"""


def forms_in_order() -> tuple[PaperForm, ...]:
    """Every form, by subject and by its place there."""
    forms = (paper_form(name) for name in form_names())
    return tuple(sorted(forms, key=lambda form: (GROUPS.index(form.group), form.place)))


def with_form_pages(pages: Sequence[Any]) -> list[Any]:
    """The pages of the menu, with a page for each form behind the page that lists them."""
    own = [f"{PART}/{form.name}.md" for form in forms_in_order()]
    return [{PART: [page, *own]} if page == LISTED_ON else page for page in pages]


def page_files(config: MkDocsConfig, language: str) -> Iterator[File]:
    """The Markdown of each page: its title, what it is for, and the way back."""
    spoken = catalog_of(language)
    for form in forms_in_order():
        title = spoken.gettext(f"paper_{form.name}.title")
        yield File.generated(
            config,
            f"{PART}/{form.name}.md",
            content=PAGE.format(
                title=yaml_text(title),
                description=yaml_text(spoken.gettext(f"paper_{form.name}.subject")),
                checked=form.revision.isoformat(),
                form=form.name,
                heading=title,
                intro=spoken.gettext("site.paper_page.intro"),
                next_heading=spoken.gettext("site.paper_page.next_heading"),
                next_link=spoken.gettext("site.paper_page.next"),
                listed_on=LISTED_ON,
            ),
        )


def sheets(language: str) -> Mapping[str, str]:
    """The fields of each form as HTML, by its name."""
    return {form.name: sheet(form.name, language) for form in forms_in_order()}


@cache
def sheet(name: str, language: str) -> str:
    """The fields of one form as HTML."""
    form, spoken = paper_form(name), catalog_of(language)
    signer = next(section.id for section in form.sections if section.number == SIGNER)
    return (
        sheet_templates()
        .get_template("paper_sheet.html")
        .render(
            parts=parts(form, spoken),
            signer=signer,
            keyboards=KEYBOARDS,
            keyboards_by_id=KEYBOARDS_BY_NAME,
            types=TYPES,
            about_the_reader=ABOUT_THE_READER,
            long=LONG,
            steps=tuple(spoken.table(f"paper_{name}.steps").values()),
            revision=spoken.gettext(f"{COMMON}.revision", date=form.revision),
            **{key: spoken.gettext(f"paper_{name}.{key}") for key in ("basis", "purpose")},
            **_common(spoken, "independence", "privacy", "how", "requiredMark"),
            table_label=spoken.gettext("site.table"),
            parts_heading=spoken.gettext("site.paper_page.parts"),
            separator=spoken.gettext(f"{COMMON}.pattern.date").removeprefix("%d")[0],
            choose=spoken.gettext("common.form.choose"),
        )
    )


@cache
def sheet_templates() -> Environment:
    """The templates of the fields."""
    return Environment(
        loader=FileSystemLoader(PARTIALS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _common(spoken: Catalog, *keys: str) -> dict[str, str]:
    return {key: spoken.gettext(f"{COMMON}.{key}") for key in keys}
