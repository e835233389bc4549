import pytest

from functions.http.negotiation import DEFAULT_LANGUAGE, language, preferred, quality, ranges


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        ("fr", "fr"),
        ("nl-BE", "nl"),
        ("de-BE,de;q=0.9", "de"),
        ("FR-be", "fr"),
        ("en;q=0.5, nl;q=0.8", "nl"),
        ("da, de;q=0.1", "de"),
        ("fr;q=0.5, nl;q=0.5", "fr"),
        ("fr;q=0, nl;q=0.001", "nl"),
        ("ja, *;q=0.5", DEFAULT_LANGUAGE),
        ("en;q=0, *;q=0.5", "fr"),
        ("fr;q=0.2, *;q=0.1", "fr"),
    ],
)
def test_language_that_is_wanted_most_is_chosen(header, chosen):
    assert language(header) == chosen


@pytest.mark.parametrize(
    "header", ["", "*", "ja", "xx-YY", "fr;q=0", ";;;", "fr;q=x", "fr;q=2", ",", "\x00", "é" * 2000]
)
def test_any_other_header_gets_default_language(header):
    assert language(header) == DEFAULT_LANGUAGE


def test_header_of_thousands_of_entries_is_read_only_in_part():
    assert len(list(ranges("a," * 5000))) == 50


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("", 1000),
        ("*/*", 1000),
        ("application/json", 1000),
        ("application/*;q=0.4", 400),
        ("*/*, application/json;q=0.2", 200),
        ("application/json;q=0", 0),
        ("text/html", 0),
    ],
)
def test_most_specific_entry_gives_quality_of_json(header, wanted):
    assert quality(header, "application/json") == wanted


def test_request_without_preference_gets_first_form():
    assert preferred("*/*", ("application/json", "text/html")) == "application/json"


def test_request_accepting_no_offered_type_gets_none():
    assert preferred("image/png", ("application/json", "text/html")) is None
