"""The site as it is built by the one command, read page by page."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from publishing.address_codes import site_address

ORIGIN = site_address()


DATA_BLOCK = "data block"
"""What a script element of exactly that type is, with no other attribute: data, never run."""


@dataclass
class Page(HTMLParser):
    """What the tests ask of a page: its elements in order, and the text of some of them."""

    address: str
    markup: str
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self):
        super().__init__()
        self._open = []
        self.feed(self.markup)

    def handle_starttag(self, tag, attrs):
        if tag == "script" and attrs == [("type", "application/ld+json")]:
            tag = DATA_BLOCK
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag in {"title", "h1", "script", "style", DATA_BLOCK}:
            self._open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag):
        ends = {tag, DATA_BLOCK} if tag == "script" else {tag}
        if self._open and self._open[-1] in ends:
            self._open.pop()

    def handle_data(self, data):
        for tag in self._open:
            self.texts[tag][-1] += data

    def all(self, tag, **wanted):
        return [
            attributes
            for name, attributes in self.elements
            if name == tag and wanted.items() <= attributes.items()
        ]

    @property
    def ids(self):
        return {attributes["id"] for _, attributes in self.elements if "id" in attributes}

    @property
    def language(self):
        return self.all("html")[0]["lang"]

    @property
    def is_missing_page(self):
        return self.address.endswith(("404.html", "offline.html"))


@pytest.fixture(scope="session")
def built(site):
    """Every page by its address, and the frames of other sites."""
    return {
        page.address: page
        for page in (
            Page(
                f"/{file.relative_to(site).as_posix()}".removesuffix("index.html"),
                file.read_text(encoding="utf-8"),
            )
            for file in sorted(site.rglob("*.html"))
        )
    }


def is_frame(address):
    return address[3:].startswith("/embed/")


@pytest.fixture(scope="session")
def pages(built):
    """Every page of the site itself by its address."""
    return {address: page for address, page in built.items() if not is_frame(address)}


@pytest.fixture(scope="session")
def frames(built):
    """Every page that other sites show in a frame, by its address."""
    return {address: page for address, page in built.items() if is_frame(address)}


@pytest.fixture(scope="session")
def asset(site):
    """The file of an asset, by its name without the hash of its content."""

    def find(name):
        stem, _, ending = name.rpartition(".")
        (found,) = (site / "assets").glob(f"{stem}.????????????.{ending}")
        return found

    return find


@pytest.fixture(scope="session")
def origin():
    return ORIGIN
