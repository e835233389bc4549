from pathlib import Path

import pytest

from functions.i18n.catalog import LANGUAGES
from tests.contact_aws import Clock, aws

__all__ = ["aws"]

PAGE = (
    '<html lang="{language}"><head><title>Page</title></head><body><main>'
    "<!-- simulator:start --><!-- simulator:end --></main></body></html>"
)


@pytest.fixture
def clock(monkeypatch):
    moved = Clock()
    monkeypatch.setattr("functions.http.clock.now", moved)
    return moved


@pytest.fixture
def pages(tmp_path: Path, monkeypatch):
    for language in LANGUAGES:
        folder = tmp_path / language / "help" / "contact"
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(PAGE.format(language=language), encoding="utf-8")
    monkeypatch.setenv("PAGES_DIRECTORY", str(tmp_path))
