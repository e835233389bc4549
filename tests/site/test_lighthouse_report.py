"""The sites that are compared have the same pages, and the larger ones have the same more."""

import json
import stat
from pathlib import Path

import pytest
import yaml

from bench import sites
from functions.words.load import LANGUAGES
from tests.site import lighthouse_report as lighthouse
from tests.site.lighthouse_report import FULL, NoLighthouse, Report, command, report

PAGES = ("one", "two", "three", "four")


@pytest.fixture
def content(tmp_path, monkeypatch):
    """Four pages of text, a first page and a simulator, in each language."""
    for language in LANGUAGES:
        folder = tmp_path / "content" / language
        folder.mkdir(parents=True)
        for name in PAGES:
            front = f"---\ntitle: {name}\nindex: [a]\n---\n"
            (folder / f"{name}.md").write_text(f"{front}Text.\n", encoding="utf-8")
        (folder / "index.md").write_text("First.\n", encoding="utf-8")
        (folder / "simulator.md").write_text(
            "---\ntitle: s\ntemplate: simulator.html\n---\n", encoding="utf-8"
        )
    monkeypatch.setattr(sites, "CONTENT", tmp_path / "content")
    monkeypatch.setattr(sites, "FOLDER", tmp_path / "built")


def pages_of(config, folder):
    found = [
        sorted(one.name for one in (config.parent / folder / each).glob("*.md"))
        for each in LANGUAGES
    ]
    assert all(one == found[0] for one in found)
    return found[0]


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize(("more", "copies"), [(0, 0), (50, 2), (100, 4)])
def test_both_sites_have_as_many_more_pages_of_text(more, copies):
    ours = pages_of(sites.ours(more), "site/content")
    assert len(ours) == len(PAGES) + 2 + copies
    assert sum(name.endswith("-2.md") for name in ours) == copies
    assert pages_of(sites.stock(more), "docs") == ours


@pytest.mark.usefixtures("content")
def test_copies_are_in_our_menu_and_are_none_of_a_simulator():
    config = sites.ours(100)
    added = config.read_text(encoding="utf-8").splitlines()[-4:]
    assert [line.strip() for line in added] == [
        "- four-2.md",
        "- one-2.md",
        "- three-2.md",
        "- two-2.md",
    ]


@pytest.mark.usefixtures("content")
def test_the_stock_theme_reads_no_front_matter_but_title_and_description():
    page = sites.stock(0).parent / "docs" / "fr" / "one.md"
    assert yaml.safe_load(page.read_text(encoding="utf-8").split("---")[1]) == {"title": "one"}


def test_without_lighthouse_a_line_says_how_to_have_it(monkeypatch):
    monkeypatch.setattr(lighthouse.shutil, "which", lambda _: None)
    with pytest.raises(NoLighthouse, match="npm install --global lighthouse"):
        command(None)


def test_without_a_browser_lighthouse_is_not_asked(monkeypatch, tmp_path):
    monkeypatch.setattr(lighthouse, "chromium", lambda: None)
    with pytest.raises(NoLighthouse, match="no Chromium"):
        command(tmp_path / "lighthouse")


def pretend(tmp_path, *lines):
    file = tmp_path / "lighthouse"
    file.write_text("\n".join(("#!/bin/sh", *lines)) + "\n", encoding="utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return str(file)


def test_a_report_has_scores_of_a_hundred_and_what_is_wanting_below(tmp_path):
    counted = [{"id": name, "weight": 1} for name in ("good", "slow", "unasked")]
    full = {"score": 1, "auditRefs": [{"id": "dark", "weight": 1}]}
    found = {
        "categories": dict.fromkeys(lighthouse.CATEGORIES, full)
        | {"performance": {"score": 0.57, "auditRefs": [*counted, {"id": "dark", "weight": 0}]}},
        "audits": {
            "good": {"title": "Is good", "score": 1},
            "slow": {"title": "Is slow", "score": 0.4, "displayValue": "9 s"},
            "unasked": {"title": "Is not asked", "score": None},
            "dark": {"title": "Is dark", "score": 0},
        },
    }
    (tmp_path / "found.json").write_text(json.dumps(found), encoding="utf-8")
    take = (
        'for word; do case "$word" in --output-path=*) '
        f'cp "{tmp_path}/found.json" "${{word#--output-path=}}";; esac; done'
    )
    scores = dict.fromkeys(lighthouse.CATEGORIES, FULL) | {"performance": 57}
    assert report(["env", pretend(tmp_path, take)], "http://127.0.0.1:1/") == Report(
        scores, ("Is slow 9 s",)
    )


def test_a_lighthouse_that_says_nothing_is_told(tmp_path):
    with pytest.raises(NoLighthouse, match=r"says nothing of http://x/: no luck$") as refused:
        report([pretend(tmp_path, "echo why >&2; echo no luck >&2")], "http://x/")
    assert refused.value.said == "why\nno luck"


def test_a_lighthouse_that_takes_too_long_is_ended_with_what_it_started(monkeypatch, tmp_path):
    monkeypatch.setattr(lighthouse, "PATIENCE_SECONDS", 1)
    child = tmp_path / "child"
    slow = pretend(tmp_path, "sleep 60 &", f'echo $! > "{child}"', "wait")
    with pytest.raises(NoLighthouse, match=r"no answer within 1 s"):
        report([slow], "http://x/")
    assert not is_alive(int(child.read_text(encoding="utf-8")))


def is_alive(process):
    stat_file = Path(f"/proc/{process}/stat")
    return stat_file.is_file() and stat_file.read_text(encoding="utf-8").split()[2] != "Z"
