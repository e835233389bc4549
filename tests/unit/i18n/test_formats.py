from datetime import date

import pytest
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.law.core.values import BasisPoints, Cents, Coefficient, IndexPoints, Month

# Belgian English in CLDR has the decimal comma; a reader of English here expects the British point.
LOCALES = {"fr": "fr_BE", "nl": "nl_BE", "de": "de_BE", "en": "en_GB"}
NO_BREAK = "\u00a0"


@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None)
@given(cents=st.integers(0, 10**9))
def test_amount_has_locale_format(language, cents):
    expected = format_currency(cents / 100, "EUR", locale=LOCALES[language])
    assert catalog_of(language).format(Cents(cents)) == expected


@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None)
@given(points=st.integers(100, 99_999))
def test_index_has_locale_format(language, points):
    expected = format_decimal(points / 100, "0.00", locale=LOCALES[language])
    assert catalog_of(language).format(IndexPoints(points)) == expected


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
@settings(deadline=None)
@given(percent=st.integers(0, 100))
def test_whole_percentage_has_locale_format(language, percent):
    # CLDR has a narrow no-break space in French; Belgian official texts use the wide one.
    expected = format_percent(percent / 100, locale=LOCALES[language]).replace("\u202f", NO_BREAK)
    assert catalog_of(language).format(BasisPoints(percent * 100)) == expected


@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None)
@given(day=st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_day_has_locale_format(language, day):
    expected = format_date(day, "long", locale=LOCALES[language])
    if language == "fr" and day.day == 1:
        expected = expected.replace("1 ", "1er ", 1)
    assert catalog_of(language).format(day) == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", range(1, 13))
def test_month_has_locale_format(language, number):
    expected = format_date(date(2026, number, 1), "LLLL y", locale=LOCALES[language])
    assert catalog_of(language).format(Month(2026, number)) == expected


@pytest.mark.parametrize(
    ("language", "amount", "day"),
    [
        ("fr", "1\u202f234,56\u00a0€", "1er novembre 2026"),
        ("nl", "€\u00a01.234,56", "1 november 2026"),
        ("de", "1.234,56\u00a0€", "1. November 2026"),
        ("en", "€1,234.56", "1 November 2026"),
    ],
)
def test_each_language_has_own_formats(language, amount, day):
    catalog = catalog_of(language)
    assert (catalog.format(Cents(123456)), catalog.format(date(2026, 11, 1))) == (amount, day)


def test_percentage_keeps_decimals_that_it_needs():
    assert catalog_of("fr").format(BasisPoints(1250)) == "12,5\u00a0%"


def test_coefficient_has_at_least_four_decimals():
    figures = [catalog_of("en").format(Coefficient(figure)) for figure in (81_700, 135_298)]
    assert figures == ["0.8170", "1.35298"]


def test_amount_below_zero_keeps_its_sign():
    assert catalog_of("de").format(Cents(-105)) == "-1,05\u00a0€"
    assert catalog_of("de").format(Cents(-1)) == "-0,01\u00a0€"


@pytest.mark.parametrize(
    ("language", "value", "typed"),
    [
        ("fr", date(2026, 3, 1), "01/03/2026"),
        ("nl", Month(2026, 3), "03/2026"),
        ("de", date(2026, 3, 1), "01.03.2026"),
        ("de", Month(2026, 3), "03.2026"),
        ("fr", Cents(160_000), "1600"),
        ("nl", Cents(160_050), "1600,50"),
        ("en", Cents(160_050), "1600.50"),
        ("en", True, "yes"),
    ],
)
def test_value_in_field_is_written_as_readers_of_language_type_it(language, value, typed):
    assert catalog_of(language).typed(value) == typed


@pytest.mark.parametrize(
    ("language", "amount"),
    [("fr", "-1\u202f234,05\u00a0€"), ("nl", "€\u00a0-1.234,05"), ("en", "€-1,234.05")],
)
def test_amount_below_zero_has_sign_before_its_digits(language, amount):
    assert catalog_of(language).format(Cents(-123_405)) == amount
