import dataclasses
import subprocess
import sys

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.paper_forms.definition import form_names
from publishing.paper import build
from publishing.paper.build import build_form, build_forms, cached_form
from publishing.paper.edition import Edition

ROOT = build.ROOT
RUN_TIME_MODULES = ("field_font", "appearance", "filling")


@pytest.mark.parametrize("edition", Edition)
def test_building_again_gives_same_bytes(edition):
    # The kept form was made by another build, most often in another process.
    assert build_form("intervention", "fr", edition) == cached_form("intervention", "fr", edition)


def test_every_language_has_every_form_in_every_edition(tmp_path):
    for language in LANGUAGES:
        build_forms(tmp_path / language, language)
    files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.pdf")}
    assert files == {
        f"{language}/forms/{name}{ending}"
        for language in LANGUAGES
        for name in form_names()
        for ending in (".pdf", "-large-print.pdf")
    }


def test_unchanged_form_is_taken_from_cache(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "build_form", lambda *_: b"printed")
    cached_form("intervention", "fr", cache=tmp_path)
    monkeypatch.setattr(build, "build_form", lambda *_: b"printed again")
    assert cached_form("intervention", "fr", cache=tmp_path) == b"printed"


def test_changed_form_is_printed_again(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "build_form", lambda *_: b"printed")
    cached_form("intervention", "fr", cache=tmp_path)
    monkeypatch.setattr(build, "build_form", lambda *_: b"printed again")
    monkeypatch.setattr(build, "fingerprint", lambda *_: "changed")
    assert cached_form("intervention", "fr", cache=tmp_path) == b"printed again"
    assert len(list(tmp_path.iterdir())) == 1


def digest_with(monkeypatch, language, changed):
    """The digest of the form, and the one that it has with another sentence of that key."""
    before = build.fingerprint(build._content("intervention", language))
    spoken = catalog_of(language)
    entries = dict(spoken.entries)
    other = dataclasses.replace(spoken, entries=entries | {changed: f"{entries[changed]}!"})
    monkeypatch.setattr(build, "catalog_of", lambda _: other)
    return before, build.fingerprint(build._content("intervention", language))


@pytest.mark.parametrize(
    "key",
    [
        "paper_intervention.title",
        "paper_common.privacy",
        "common.address_code.alt",
        "formats.day",
    ],
)
def test_changed_sentence_of_form_changes_fingerprint(monkeypatch, key):
    before, after = digest_with(monkeypatch, "de", key)
    assert before != after


@pytest.mark.parametrize("key", ["paper_advance.title", "common.yes"])
def test_changed_sentence_elsewhere_keeps_fingerprint(monkeypatch, key):
    before, after = digest_with(monkeypatch, "de", key)
    assert before == after


def test_changed_question_set_changes_fingerprint(monkeypatch):
    form = build.paper_form("intervention")
    before = build.fingerprint(build._content("intervention", "de"))
    other = dataclasses.replace(form, sections=form.sections[1:])
    monkeypatch.setattr(build, "paper_form", lambda _: other)
    assert build.fingerprint(build._content("intervention", "de")) != before


def test_fingerprint_covers_template_font_and_code():
    files = {path.relative_to(ROOT).as_posix() for path in build._files(build.SOURCES)}
    assert files >= {
        "functions/paper_forms/filling.py",
        "site/paper/form.css",
        "site/paper/form.html",
        "site/paper/large-print.css",
        "site/paper/fonts/NotoSans-Regular.ttf",
        "site/publishing/paper/accessible.py",
    }


def test_editions_have_separate_cache_entries(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "build_form", lambda *args: str(args[2]).encode())
    for edition in Edition:
        cached_form("intervention", "fr", edition, tmp_path)
    kept = {cached_form("intervention", "fr", edition, tmp_path) for edition in Edition}
    assert kept == {b"standard", b"large-print"}
    assert len(list(tmp_path.iterdir())) == len(kept)


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("name", form_names())
def test_form_is_small_enough_for_phone(name, edition):
    assert len(cached_form(name, "fr", edition)) < 160_000


@pytest.mark.parametrize("module", RUN_TIME_MODULES)
def test_form_is_filled_without_printer(module):
    code = f"import functions.paper_forms.{module}, sys; sys.exit('weasyprint' in sys.modules)"
    command = [sys.executable, "-c", code]
    environment = {"PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"}
    assert subprocess.run(command, check=False, env=environment).returncode == 0  # noqa: S603 - our own code
