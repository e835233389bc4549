"""What is built and shown after a change of the sources."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tools.dev.console import Problem
from tools.gateway import watch


class Shown:
    """Notes what it is to take."""

    language = "fr"

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.code_is_broken = False

    async def take_code(self) -> None:
        if self.code_is_broken:
            raise SyntaxError
        self.taken.append("code")

    def take_site(self, *, all_changed: bool) -> None:
        self.taken.append("all pages" if all_changed else "changed pages")


class BuildClient:
    """Stands for the process that builds."""

    def __init__(self) -> None:
        self.stopped = 0

    def prepare(self) -> None:
        """Nothing is loaded."""

    def stop(self) -> None:
        self.stopped += 1

    def close(self) -> None:
        """Nothing runs."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in watch.WATCHED:
        (tmp_path / folder).mkdir()
    return tmp_path


def followed(root: Path, shown: Shown, builder: BuildClient, *steps) -> None:
    """Change sources one after the other, and wait after each until it is true what it asks."""

    async def run() -> None:
        following = asyncio.create_task(watch.follow(root, shown, builder))
        await asyncio.sleep(0.2)
        async with asyncio.timeout(20):
            for name, is_done in steps:
                (root / name).write_text(str(len(shown.taken)))
                while not is_done():  # noqa: ASYNC110 - what is asked for has no event
                    await asyncio.sleep(0.02)
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)

    asyncio.run(run())


@pytest.fixture
def builds(monkeypatch):
    """The languages of the previews that were asked for; the first one of each is shown."""
    asked = []

    def build_site(*, builder, preview):
        del builder
        asked.append(None if preview is None else preview.language)

    monkeypatch.setattr(watch, "build_site", build_site)
    return asked


def test_changed_page_is_shown_without_taking_code(root, builds):
    shown = Shown()
    followed(root, shown, BuildClient(), ("site/index.md", lambda: shown.taken))
    assert shown.taken == ["changed pages"]
    assert builds == ["fr"]


def test_changed_function_is_taken_and_every_page_shown(root, builds):
    shown = Shown()
    step = ("functions/a.py", lambda: builds and len(shown.taken) > 1)
    followed(root, shown, BuildClient(), step)
    assert shown.taken == ["code", "all pages"]


def test_mistake_in_function_leaves_what_was_there(root, builds):
    shown = Shown()
    shown.code_is_broken = True
    followed(root, shown, BuildClient(), ("functions/a.py", lambda: builds))
    assert shown.taken == []


def test_function_that_could_not_be_imported_is_part_of_next_change(root, builds):
    shown = Shown()
    shown.code_is_broken = True

    def correct():
        shown.code_is_broken = not builds
        return builds

    followed(
        root,
        shown,
        BuildClient(),
        ("functions/a.py", correct),
        ("site/a.md", lambda: len(shown.taken) > 1),
    )
    assert shown.taken == ["code", "all pages"]


def test_site_that_does_not_build_leaves_what_was_there(root, monkeypatch):
    tried = []

    def build_site(**_):
        tried.append(1)
        raise Problem("broken link")

    monkeypatch.setattr(watch, "build_site", build_site)
    shown = Shown()
    followed(root, shown, BuildClient(), ("site/index.md", lambda: tried))
    assert shown.taken == []


def test_change_after_preview_ends_what_is_left_of_build(root, monkeypatch):
    builder, shown = BuildClient(), Shown()

    def build_site(*, builder, preview):
        preview.show()
        while not builder.stopped:
            pass
        raise Problem("stopped")

    monkeypatch.setattr(watch, "build_site", build_site)
    followed(
        root,
        shown,
        builder,
        ("site/a.css", lambda: shown.taken),
        ("site/b.css", lambda: len(shown.taken) > 1),
    )
    assert builder.stopped == 1


@pytest.mark.parametrize(
    ("names", "language"),
    [
        (["site/content/nl/index.md"], "nl"),
        (["functions/i18n/de/common.toml", "functions/letters/de.toml"], "de"),
        (["site/content/nl/index.md", "site/content/fr/index.md"], None),
        (["site/styles/text.css"], None),
    ],
)
def test_language_is_known_where_its_texts_alone_have_changed(names, language):
    assert watch._language_of({Path(name) for name in names}) == language
