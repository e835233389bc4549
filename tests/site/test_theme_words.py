import re
from pathlib import Path

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of

THEME = Path(__file__).parents[2] / "site" / "theme"
WHOLE_KEY = re.compile(r"""\bt\[\s*(["'])([\w.]+)\1\s*\]""")
KEY_WITH_ENDING = re.compile(r"""\bt\[\s*(["'])([\w.]+)\.\1\s*~""")


def found(pattern):
    return {
        match[2]
        for file in THEME.rglob("*.html")
        for match in pattern.finditer(file.read_text(encoding="utf-8"))
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_theme_exists(language):
    assert {key for key in found(WHOLE_KEY) if not catalog_of(language).has(key)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_group_of_words_of_theme_exists(language):
    entries = catalog_of(language).entries
    groups = found(KEY_WITH_ENDING)
    assert {g for g in groups if not any(key.startswith(f"{g}.") for key in entries)} == set()


def test_theme_holds_no_sentence_of_its_own():
    # What a program says is the same in every language.
    outside_markup = re.compile(
        r"<code>.*?</code>|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", re.DOTALL
    )
    left = {
        file.name: text
        for file in THEME.rglob("*.html")
        if (
            text := re.findall(
                r"[^\W\d_]{3,}", outside_markup.sub(" ", file.read_text(encoding="utf-8"))
            )
        )
    }
    assert left == {}
