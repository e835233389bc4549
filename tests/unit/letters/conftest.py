import json

import pytest

from functions.i18n.catalog import LANGUAGES
from functions.letters.definition import letters
from publishing.paper.letters import cached_letter
from tests.api.events import call
from tests.support.page_shells import write_shells


@pytest.fixture(params=letters())
def name(request):
    """The name of a letter."""
    return request.param


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture(scope="session")
def letter_site(tmp_path_factory):
    """The pages of the letters and their blank files, as they are in the package."""
    folder = tmp_path_factory.mktemp("site")
    write_shells(folder, [f"letters/{name}" for name in letters()])
    for language in LANGUAGES:
        for name in letters():
            file = folder / language / "letters" / f"{name}.pdf"
            file.write_bytes(cached_letter(name, language))
    return folder


@pytest.fixture(autouse=True)
def _pages(letter_site, monkeypatch):
    monkeypatch.setenv("PAGES_DIRECTORY", str(letter_site))


def ask(name, document, language="en", accept="application/json"):
    """A letter as a program asks for it."""
    return call(
        "POST",
        f"/writeLetter/{name}",
        document if isinstance(document, str) else json.dumps(document),
        content_type="application/json",
        accept=accept,
        accept_language=language,
    )
