"""The page that asks who the people on a form are: the last one, and the reader may leave it empty.

What is typed there goes into one PDF. It is no answer: no tab, file or log keeps it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from functions.i18n.catalog import LANGUAGES, Catalog
from functions.pages.environment import environment
from functions.pages.page_words import page_words
from functions.pages.repeated_rows import PERSONAL

PREFIX = "personal."
"""Before the name of each of its fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalField:
    """One field: ``name`` is that of the field in the PDF, ``autocomplete`` for the browser.

    ``error`` says what is wrong with what was typed, if something is; ``is_short`` that the answer
    has few characters.
    """

    name: str
    label: str
    hint: str
    autocomplete: str
    typed: str
    error: str
    is_short: bool = False

    @property
    def id(self) -> str:
        """The id of the field on the page."""
        return f"personal-{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalPart:
    """The fields about one person or one file."""

    heading: str
    fields: tuple[PersonalField, ...]


def render_personal(
    parts: tuple[PersonalPart, ...],
    catalog: Catalog,
    typed: Mapping[str, str],
    *,
    action: str,
    calculator: str,
) -> str:
    """The content of the page.

    ``typed`` are the answers, which go along; ``action`` is the path that makes the form, and
    ``calculator`` that of the result, to go back to.
    """
    return (
        environment()
        .get_template("personal.html")
        .render(
            t=page_words(catalog),
            language=catalog.language,
            parts=parts,
            faults=[(part, field) for part in parts for field in part.fields if field.error],
            typed={name: text for name, text in typed.items() if text.strip()},
            prefix=PREFIX,
            action=action,
            calculator=calculator,
            languages=LANGUAGES,
            here=PERSONAL,
        )
    )
