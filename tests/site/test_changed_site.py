"""The site after a change of its sources, beside the one that is built from nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.work_tree import copied, environment_of

LANGUAGES = ("fr", "nl", "de", "en")
DRIVER = """
import sys
from pathlib import Path
from tools.dev.site import Preview, build_site
from tools.dev.build_client import BuildClient
client = BuildClient(Path(sys.executable))
for language in map(str.strip, sys.stdin):
    shown = Preview(language, lambda: print("preview", flush=True))
    build_site(builder=client, preview=shown)
    print("built", flush=True)
client.close()
"""
LISTED = "        - help/news.md\n"
NEW_PAGE = """---
title: New
description: A new page.
checked: 2026-11-30
---

# New

See the [words](glossary.md).
"""


class Tree:
    """A copy of the work tree whose site is built again and again by one process."""

    def __init__(self, folder: Path) -> None:
        self.folder = copied(folder)
        self.driver = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-c", DRIVER],
            cwd=folder,
            env=environment_of(folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def build(self, language: str) -> list[str]:
        """Build what has changed; returns what was shown before."""
        self.driver.stdin.write(f"{language}\n")
        self.driver.stdin.flush()
        lines = iter(self.driver.stdout.readline, "")
        shown = []
        for line in lines:
            if line == "built\n":
                return shown
            shown.append(line.strip())
        raise AssertionError("the build has failed")

    def change(self, name: str, old: str, new: str) -> None:
        file = self.folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def built(self) -> dict[str, bytes]:
        return _files(self.folder / "build" / "site")

    def built_from_nothing(self) -> dict[str, bytes]:
        """As a checkout builds it for the first time, but for what is printed."""
        build = self.folder / "build"
        aside = self.folder / "aside"
        aside.mkdir()
        kept = ("cache/pages", "templates")
        for name in kept:
            (build / name).rename(aside / Path(name).name)
        fresh = build / "fresh" / "site"
        subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "--site-dir", str(fresh)],
            cwd=self.folder,
            env=environment_of(self.folder),
            check=True,
        )
        for name in kept:
            shutil.rmtree(build / name)
            (aside / Path(name).name).rename(build / name)
        aside.rmdir()
        return _files(fresh)

    def end(self) -> None:
        self.driver.stdin.close()
        self.driver.wait(30)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _change_pages(tree: Tree) -> None:
    """A sentence, a title, a heading and the address of a link, each in another language."""
    content = "site/content"
    for language in LANGUAGES:
        page = tree.folder / content / language / "help" / "unknown.md"
        page.write_text(f"{page.read_text(encoding='utf-8')}\nChanged.\n", encoding="utf-8")
    tree.change(f"{content}/nl/help/glossary.md", 'title: "', 'title: "Another ')
    tree.change(f"{content}/de/help/glossary.md", "\n## ", "\n## Another ")
    tree.change(f"{content}/en/help/news.md", 'description: "', 'description: "Another ')


def _change_texts(tree: Tree) -> None:
    """A sentence, a figure of the law, a style, a template, and a page that is new."""
    tree.change("functions/i18n/fr/site.toml", 'in_short = "', 'in_short = "! ')
    tree.change("functions/parameters/maintenance.toml", 'value = "175.00"', 'value = "176.00"')
    tree.change("site/styles/text.css", "", ":root { --another: 0 }\n")
    tree.change("site/theme/base.html", "</body>", "<!-- another --></body>")
    tree.change(
        "mkdocs.yml", "        - help/news.md", "        - help/new.md\n        - help/news.md"
    )
    for language in LANGUAGES:
        (tree.folder / f"site/content/{language}/help/new.md").write_text(NEW_PAGE)


def _change_code(tree: Tree) -> None:
    """A function, a module of the build, and a page that is there no more."""
    tree.change("functions/pages/page_shell.py", '"""', '"""! ')
    tree.change("site/publishing/paper_pages.py", "LONG = 60", "LONG = 6")
    tree.change("mkdocs.yml", "        - help/new.md\n", "")
    for language in LANGUAGES:
        (tree.folder / f"site/content/{language}/help/new.md").unlink()


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tree]:
    tree = Tree(tmp_path_factory.mktemp("changed") / "tree")
    tree.build("fr")
    yield tree
    tree.end()


def differences(tree: Tree) -> list[str]:
    """The files that are not the same, or not in both."""
    built, fresh = tree.built(), tree.built_from_nothing()
    return [name for name in sorted(built | fresh) if built.get(name) != fresh.get(name)]


@pytest.mark.parametrize(
    ("change", "shown"),
    [(_change_pages, []), (_change_texts, ["preview"]), (_change_code, ["preview"])],
)
def test_site_after_change_is_one_that_is_built_from_nothing(tree, change, shown):
    change(tree)
    assert tree.build("fr") == shown
    assert differences(tree) == []
