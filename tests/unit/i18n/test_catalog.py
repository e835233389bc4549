import pytest

from functions.calculators.registry import CALCULATORS
from functions.i18n.catalog import LANGUAGES, Catalog, _flat, catalog_of, placeholders, subjects
from functions.i18n.formats import locale_formats
from functions.law.core.values import Cents


def spoken(language, **entries):
    return Catalog(language=language, entries=entries, style=catalog_of(language).style)


def test_placeholder_is_filled_with_figure():
    own = spoken("fr", debt="Vous devez {debt}.")
    assert own.gettext("debt", debt=Cents(80000)) == "Vous devez 800,00\u00a0€."


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [("en", 0, "terms"), ("en", 1, "term"), ("en", 2, "terms"), ("fr", 0, "term")],
)
def test_word_follows_its_count(language, count, expected):
    own = spoken(language, line="{count|term|terms}")
    assert own.gettext("line", count=count) == expected


def test_percent_sign_beside_placeholder_is_kept():
    assert spoken("en", rate="{rate} of 100 %").gettext("rate", rate=3) == "3 of 100 %"


def test_sentence_takes_its_values_from_mapping_with_others():
    own = spoken("en", line="{debt} and {debt}")
    assert own.sentence("line", {"debt": Cents(100), "other": 1}) == "€1.00 and €1.00"


def test_code_is_localised_if_placeholder_has_words():
    assert catalog_of("en").format("judgment", "title_kind") == "a judgment"


def test_unknown_code_is_error():
    with pytest.raises(KeyError):
        catalog_of("en").format("decree", "title_kind")


def test_text_that_is_no_code_is_kept():
    assert catalog_of("en").format("2013", "base_year") == "2013"


def test_yes_and_no_are_worded():
    assert [catalog_of("de").format(answer) for answer in (True, False)] == [
        catalog_of("de").gettext("common.yes"),
        catalog_of("de").gettext("common.no"),
    ]


def test_missing_sentence_is_error():
    with pytest.raises(KeyError):
        catalog_of("en").gettext("common.no_such_sentence")


def test_missing_figure_is_error():
    with pytest.raises(KeyError):
        spoken("en", line="{debt}").gettext("line")


def test_language_that_is_not_spoken_is_error():
    with pytest.raises(KeyError):
        catalog_of("es")


def test_table_entries_are_keyed_by_suffix():
    assert set(catalog_of("en").table("common.languages")) == set(LANGUAGES)


def test_missing_table_is_error():
    with pytest.raises(KeyError):
        catalog_of("en").table("common.no_such_table")


def test_placeholders_of_sentence_are_found():
    assert placeholders("{a}, {b|one|more} and {c}") == {"a", "b", "c"}


def test_style_without_its_months_is_error():
    with pytest.raises(KeyError):
        locale_formats({"thousands": ",", "decimal": "."})


def test_subjects_of_language_are_files_of_every_package_once():
    found = subjects("nl")
    assert {"common", "errors", "advances", "waiver", "contact", "paper_waiver-request"} <= {*found}
    assert len(found) == len(set(found))
    assert [one for one in found if one in CALCULATORS] == sorted(CALCULATORS)


def test_entry_that_is_no_text_is_error_that_names_it():
    assert dict(_flat("a", {"b": {"c": "text"}})) == {"a.b.c": "text"}
    with pytest.raises(TypeError, match=r"a\.b\.c is not a text"):
        list(_flat("a", {"b": {"c": 3}}))


def test_catalog_of_language_that_product_does_not_speak_is_error():
    with pytest.raises(KeyError, match="it"):
        catalog_of("it")
