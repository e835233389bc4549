import pytest

from publishing.kept import Kept


@pytest.fixture
def file(tmp_path):
    return tmp_path / "kept" / "fr.json"


def saved(file, *made_of):
    kept = Kept(file, "code")
    for text in made_of:
        kept.get(text, lambda: "made before")
    kept.save()


def test_value_of_build_before_is_not_made_again(file):
    saved(file, "a")
    assert Kept(file, "code").get("a", lambda: "made again") == "made before"


def test_value_of_something_else_is_made(file):
    saved(file, "a")
    assert Kept(file, "code").get("b", lambda: "made again") == "made again"


def test_value_that_build_did_not_ask_for_is_forgotten(file):
    saved(file, "a", "b")
    saved(file, "b")
    assert Kept(file, "code").get("a", lambda: "made again") == "made again"


def test_value_made_by_other_code_is_made_again(file):
    saved(file, "a")
    assert Kept(file, "other").get("a", lambda: "made again") == "made again"


def test_file_that_cannot_be_read_holds_nothing(file):
    file.parent.mkdir()
    file.write_text("{")
    assert Kept(file, "code").get("a", lambda: "made again") == "made again"


def test_unsaved_values_leave_file_as_it_was(file):
    saved(file, "a")
    before = file.read_bytes()
    Kept(file, "code").get("b", lambda: "made")
    assert file.read_bytes() == before


def test_saving_leaves_no_other_file(file):
    saved(file, "a")
    assert list(file.parent.iterdir()) == [file]
