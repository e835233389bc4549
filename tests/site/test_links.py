from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from functions.http.paths import LETTERS
from functions.i18n.catalog import LANGUAGES
from functions.letters.definition import letters
from functions.quick_answers.registry import QUICK_ANSWERS
from infra.api_routes import read_document

API = "/api/alimenta/v1"
ADDRESSES = {"a": "href", "link": "href", "img": "src", "script": "src", "form": "action"}


def addresses(page):
    for tag, attributes in page.elements:
        address = attributes.get(ADDRESSES.get(tag, ""), "")
        if address and not (tag == "link" and attributes.get("rel") in {"alternate", "canonical"}):
            yield urljoin(f"https://here{page.address}", address)


def internal(page):
    for address in addresses(page):
        parts = urlsplit(address)
        if parts.netloc == "here":
            yield unquote(parts.path), parts.fragment


def exists(site, path):
    file = site / path.removeprefix("/")
    return (file / "index.html").is_file() if path.endswith("/") else file.is_file()


def test_every_internal_link_and_asset_has_target(site, pages):
    broken = {
        (page.address, path)
        for page in pages.values()
        for path, _ in internal(page)
        if not path.startswith(API) and not exists(site, path)
    }
    assert broken == set()


def test_every_anchor_exists_on_its_page(pages):
    broken = {
        (page.address, path, fragment)
        for page in pages.values()
        for path, fragment in internal(page)
        if fragment and fragment not in pages[path].ids
    }
    assert broken == set()


def test_every_api_address_on_pages_is_in_api_description(pages):
    contract = read_document()
    known = {API + path for path in contract["paths"]}
    known |= {f"{LETTERS}/{letter}" for letter in letters()}
    # Forms that only pages send are no part of the public API.
    known |= {entry.path for entry in QUICK_ANSWERS.values()} | {f"{API}/feedback"}
    used = {path for page in pages.values() for path, _ in internal(page) if path.startswith(API)}
    assert used - known == set()


def test_link_to_another_site_is_safe_to_follow(pages):
    unsafe = {
        (page.address, link["href"])
        for page in pages.values()
        for link in page.all("a")
        if urldefrag(link["href"]).url.startswith("http:") or "target" in link
    }
    assert unsafe == set()


def test_every_page_has_incoming_link(pages):
    reached = {path for page in pages.values() for path, _ in internal(page)}
    alone = {
        address
        for address, page in pages.items()
        if not page.is_missing_page and page.language in LANGUAGES and address not in reached
    }
    assert alone == set()
