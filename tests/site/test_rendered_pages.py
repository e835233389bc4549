"""The pages that functions render when there is no result to show; each in one of the languages.

``html_checker.py`` gives all of them, in every language, to the checker of the web's own makers.
"""

import re

import pytest

from functions.i18n.catalog import LANGUAGES
from tests.site.conftest import Page
from tests.site.rendered_pages import rendered, rendered_names

INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", re.IGNORECASE)
RENDERED = [
    (name, LANGUAGES[place % len(LANGUAGES)]) for place, name in enumerate(sorted(rendered_names()))
]


@pytest.fixture(scope="module")
def pages(site):
    return {name: Page(name, rendered(site, name, language)) for name, language in RENDERED}


def wrong(pages, is_wrong):
    return [name for name, page in pages.items() if is_wrong(page)]


def test_rendered_page_has_language_one_main_heading_and_title(pages):
    languages = dict(RENDERED)
    assert wrong(pages, lambda page: page.language != languages[page.address]) == []
    assert wrong(pages, lambda page: len(page.all("h1")) != 1) == []
    assert wrong(pages, lambda page: not page.texts["title"][0].strip()) == []


def test_no_identifier_is_used_twice(pages):
    def twice(page):
        return sum("id" in attributes for _, attributes in page.elements) != len(page.ids)

    assert wrong(pages, twice) == []


def test_every_label_link_and_description_target_exists(pages):
    def leads_nowhere(page):
        targets = [
            *(label["for"] for label in page.all("label") if "for" in label),
            *(a["href"][1:] for a in page.all("a") if a.get("href", "").startswith("#")),
            *(
                name
                for _, attributes in page.elements
                for kind in ("aria-describedby", "aria-labelledby")
                for name in attributes.get(kind, "").split()
            ),
        ]
        return set(targets) - page.ids

    assert wrong(pages, leads_nowhere) == []


def test_rendered_pages_have_no_inline_script_or_style(pages):
    assert wrong(pages, lambda page: INLINE.search(page.markup)) == []
