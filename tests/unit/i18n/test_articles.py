import pytest

from functions.i18n.articles import format_article
from functions.i18n.catalog import LANGUAGES, catalog_of

PLAIN = str.maketrans("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", "art. 4, § 2, al. 1er"),
        ("nl", "art. 4, § 2, eerste lid"),
        ("de", "Art. 4 § 2 Absatz 1"),
        ("en", "art. 4, § 2, para. 1"),
    ],
)
def test_each_language_quotes_subparagraph_its_own_way(language, expected):
    assert format_article(catalog_of(language), "4, § 2, al. 1").translate(PLAIN) == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("article", ["6", "10/2", "203quater"])
def test_article_keeps_its_number(language, article):
    assert format_article(catalog_of(language), article).endswith(f"\u00a0{article}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_paragraph_keeps_its_number(language):
    assert "§\u00a01/1" in format_article(catalog_of(language), "4, § 1/1")


@pytest.mark.parametrize(("language", "expected"), [("fr", ", 1°"), ("de", " Nr.\u00a01")])
def test_numbered_item_is_quoted(language, expected):
    assert format_article(catalog_of(language), "4, 1°").endswith(expected)


def test_source_without_article_has_none():
    assert format_article(catalog_of("en"), "") == ""
