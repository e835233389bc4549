import pytest

from publishing.translations import originals, source_of, stale, stamp, stamp_pages, stamped

PAGE = '---\ntitle: "Apply"\nchecked: 2026-11-22\n---\n\n# Apply\n\nSend the form.\n'


@pytest.fixture
def content(tmp_path):
    for language in ("en", "fr", "nl", "de"):
        (tmp_path / language / "advances").mkdir(parents=True)
        (tmp_path / language / "advances" / "apply.md").write_text(PAGE.replace("Send", language))
    stamp_pages(originals(tmp_path), tmp_path)
    return tmp_path


def test_every_translation_follows_its_english_page():
    assert stale() == []


def test_stamped_translation_is_not_stale(content):
    assert stale(content) == []


def test_change_of_english_text_makes_all_its_translations_stale(content):
    page = content / "en" / "advances" / "apply.md"
    page.write_text(page.read_text() + "\nKeep a copy.\n")
    assert stale(content) == [f"{language}/advances/apply.md" for language in ("fr", "nl", "de")]


def test_translation_that_names_no_source_is_stale(content):
    (content / "nl" / "advances" / "apply.md").write_text(PAGE)
    assert stale(content) == ["nl/advances/apply.md"]


def test_front_matter_is_no_part_of_source():
    assert source_of(PAGE.replace("2026-11-22", "2027-01-05")) == source_of(PAGE)


def test_words_are_source():
    assert source_of(PAGE.replace("form", "letter")) != source_of(PAGE)


def test_stamp_is_put_in_place_of_one_before():
    assert stamp(stamp(PAGE, "0123456789ab"), "ab0123456789") == stamp(PAGE, "ab0123456789")


def test_stamp_changes_nothing_but_front_matter():
    assert stamp(PAGE, "0123456789ab").replace('source: "0123456789ab"\n', "") == PAGE


def test_stamp_of_digits_only_stays_text():
    assert stamped(stamp(PAGE, "012345678901")) == "012345678901"


def test_english_page_is_not_stamped(content):
    assert stamped((content / "en" / "advances" / "apply.md").read_text()) is None


def test_page_without_front_matter_is_refused():
    with pytest.raises(ValueError, match="front matter"):
        source_of("# Apply\n")
