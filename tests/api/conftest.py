import re

import pytest

from functions.calculators.registry import CALCULATORS
from functions.i18n.catalog import LANGUAGES
from functions.letters.definition import letters
from infra.api_routes import read_document


@pytest.fixture(scope="session")
def contract():
    return read_document()


@pytest.fixture
def pages(tmp_path, monkeypatch):
    """The built pages that the functions fill, without the site around them."""
    for language in LANGUAGES:
        letter_pages = [f"letters/{name}" for name in letters()]
        for page in (*(entry.page for entry in CALCULATORS.values()), *letter_pages):
            folder = tmp_path / language / page
            folder.mkdir(parents=True)
            (folder / "index.html").write_text(
                f'<html lang="{language}"><head><title>Page</title></head><body><main>'
                "<!-- simulator:start --><!-- simulator:end --></main></body></html>",
                encoding="utf-8",
            )
    monkeypatch.setenv("PAGES_DIRECTORY", str(tmp_path))
    return tmp_path


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
