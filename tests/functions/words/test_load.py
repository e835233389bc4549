import pytest

from functions.i18n.catalog import LANGUAGES, Words, placeholders, words
from functions.i18n.formats import figure_style
from functions.law.core.values import Cents


def spoken(language, **entries):
    return Words(language=language, entries=entries, style=words(language).style)


def test_a_placeholder_is_filled_with_the_figure():
    told = spoken("fr", debt="Vous devez {debt}.")
    assert told.text("debt", debt=Cents(80000)) == "Vous devez 800,00\u00a0€."


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [("en", 0, "terms"), ("en", 1, "term"), ("en", 2, "terms"), ("fr", 0, "term")],
)
def test_a_word_follows_its_count(language, count, expected):
    told = spoken(language, line="{count|term|terms}")
    assert told.text("line", count=count) == expected


def test_a_code_is_worded_where_its_placeholder_has_words():
    assert words("en").figure("judgment", "title_kind") == "a judgment"


def test_an_unknown_code_is_an_error():
    with pytest.raises(KeyError):
        words("en").figure("decree", "title_kind")


def test_a_text_that_is_no_code_stands_as_it_is():
    assert words("en").figure("2013", "base_year") == "2013"


def test_yes_and_no_are_worded():
    assert [words("de").figure(answer) for answer in (True, False)] == [
        words("de").text("common.yes"),
        words("de").text("common.no"),
    ]


def test_a_missing_sentence_is_an_error():
    with pytest.raises(KeyError):
        words("en").text("common.no_such_sentence")


def test_a_missing_figure_is_an_error():
    with pytest.raises(KeyError):
        spoken("en", line="{debt}").text("line")


def test_a_language_that_is_not_spoken_is_an_error():
    with pytest.raises(KeyError):
        words("es")


def test_what_a_table_holds_is_keyed_by_what_follows_its_name():
    assert set(words("en").table("common.languages")) == set(LANGUAGES)


def test_a_table_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        words("en").table("common.no_such_table")


def test_the_placeholders_of_a_sentence_are_found():
    assert placeholders("{a}, {b|one|more} and {c}") == {"a", "b", "c"}


def test_a_style_without_its_months_is_an_error():
    with pytest.raises(KeyError):
        figure_style({"thousands": ",", "decimal": "."})
