"""What counts as a difference between what pdf.js was given and what it finds."""

import json

import pytest

from publishing.paper.edition import Edition
from tests.site.paper.engines import Place
from tests.site.paper.fillings import Case
from tests.site.paper.in_pdf_js import (
    SOURCES,
    ExpectedField,
    OtherFields,
    Seen,
    differences,
    expected_fields,
    not_in_annex,
    seen,
)

TEXT, BOX = ("family_name", 0), ("is_married", 1)
EXPECTED = {
    TEXT: ExpectedField("Œuvre", "Œuvre", marked=True),
    BOX: ExpectedField(on=True, marked=True),
}
EMPTY = {TEXT: Seen(ink=12), BOX: Seen(ink=30)}
FILLED = {TEXT: Seen("Œuvre", "Œuvre", ink=90), BOX: Seen(on=True, ink=44)}


def test_expected_fields_give_no_difference():
    assert differences(EXPECTED, EMPTY, FILLED) == []


@pytest.mark.parametrize(
    ("key", "found", "said"),
    [
        (TEXT, {"value": "Oeuvre"}, "family_name: value is 'Oeuvre', expected 'Œuvre'"),
        (TEXT, {"text": "uvre"}, "family_name: text is 'uvre', expected 'Œuvre'"),
        (TEXT, {"ink": 12}, "family_name: 12 dark points when empty, then 12"),
        (BOX, {"on": False}, "is_married (1): on is False, expected True"),
        (BOX, {"ink": 30}, "is_married (1): 30 dark points when empty, then 30"),
    ],
)
def test_one_fault_in_filled_form_gives_one_difference(key, found, said):
    assert differences(EXPECTED, EMPTY, FILLED | {key: FILLED[key]._replace(**found)}) == [said]


def test_ink_at_empty_field_is_difference():
    assert differences({BOX: ExpectedField()}, {BOX: Seen(ink=30)}, {BOX: Seen(ink=31)}) == [
        "is_married (1): 30 dark points when empty, then 31"
    ]


@pytest.mark.parametrize(
    ("key", "found"), [(TEXT, {"value": "x"}), (TEXT, {"text": "x"}), (BOX, {"on": True})]
)
def test_empty_form_holds_nothing(key, found):
    (said,) = differences(EXPECTED, EMPTY | {key: EMPTY[key]._replace(**found)}, FILLED)
    assert "not empty in the empty form" in said


@pytest.mark.parametrize(
    "files", [(EXPECTED, {TEXT: Seen()}, FILLED), (EXPECTED, EMPTY, {BOX: Seen()})]
)
def test_field_that_is_missing_is_fault(files):
    assert differences(*files) == ["the files do not have the expected fields"]


def test_text_too_long_for_field_is_complete_in_annex_across_pages():
    pages = ["Annex\nfamily_name: WW\npage 3", "WW\npage 4"]
    assert not_in_annex({"family_name": "WWWW"}, pages) == []
    for other in ("WWW", "WWWWW"):
        assert not_in_annex({"family_name": other}, pages) == [
            "family_name: not whole in the annex"
        ]


def widget(field):
    return {"field": field, "value": "a b", "text": "a b", "on": False, "ink": 3}


def test_widgets_of_page_are_those_of_file():
    places = [Place("first", 0, 0, 1, 1, 2, 2), Place("second", 0, 0, 1, 3, 2, 4)]
    pages = [{"widgets": [widget("first"), widget("second")]}, {"widgets": []}]
    assert seen(pages, places) == dict.fromkeys(
        [("first", 0), ("second", 0)], Seen("a b", "ab", on=False, ink=3)
    )
    for others in ([], ["second", "first"], ["first", "second", "third"]):
        with pytest.raises(OtherFields):
            seen([{"widgets": [widget(field) for field in others]}], places)


def test_filled_case_has_every_kind_of_field(tmp_path):
    case = Case("advance", Edition.STANDARD, "diacritics", tmp_path)
    expected = expected_fields(case)
    assert expected.keys() == {place.key for place in case.places}
    assert {(bool(one.value), bool(one.text), one.on, one.marked) for one in expected.values()} == {
        (True, True, False, True),
        (False, False, True, True),
        (False, False, False, False),
    }


def test_lock_holds_hash_of_every_package_and_no_address():
    text = (SOURCES / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in text
    own, *others = json.loads(text)["packages"].values()
    assert own["dependencies"] == json.loads((SOURCES / "package.json").read_text())["dependencies"]
    assert others
    assert all(package["integrity"].startswith("sha512-") for package in others)
