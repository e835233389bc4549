"""The fillable PDF forms of a language in its site, and what its page of forms says of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from functions.words.load import LANGUAGES, Words

BYTES_IN_A_KILOBYTE = 1000


def form_files(config: MkDocsConfig, built: Path) -> Iterator[File]:
    """The forms of a language as files of its site, so that a page can link to them."""
    for form in _forms_in(built):
        yield File.generated(config, f"forms/{form.name}", abs_src_path=str(form))


def listed(words: Words, built: Path) -> list[dict[str, str]]:
    """What the page of forms says of each, read from the built file itself."""
    return [_description(words, form) for form in _forms_in(built)]


def _forms_in(built: Path) -> list[Path]:
    return sorted(built.glob("*.pdf"))


def _description(words: Words, form: Path) -> dict[str, str]:
    with pikepdf.open(form) as pdf:
        language = _known_language(str(pdf.Root.Lang))
        title = str(pdf.docinfo["/Title"])
        pages = len(pdf.pages)
    size = -(-form.stat().st_size // BYTES_IN_A_KILOBYTE)
    facts: dict[str, Any] = {"pages": pages, "size": size}
    name = words.text(f"common.languages.{language}")
    return {
        "file": form.name,
        "title": title,
        "details": words.text("site.forms.details", language=name, **facts),
    }


def _known_language(tag: str) -> str:
    """The language of a tag such as ``fr-BE``.

    Raises:
        ValueError: the product does not speak it.
    """
    language = tag.partition("-")[0]
    if language not in LANGUAGES:
        raise ValueError(f"a form in an unknown language: {tag}")
    return language
