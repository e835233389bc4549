import hashlib
import re

import pytest

from infra.headers import is_asset
from publishing.assets import PLAIN, addresses, contents, hashed

STABLE = {f"/assets/{name}" for name in PLAIN}


def test_name_of_asset_holds_hash_of_its_content(site):
    wrong = {
        file.name
        for file in (site / "assets").iterdir()
        if is_asset(f"assets/{file.name}")
        and file.name.split(".")[-2] != hashlib.sha256(file.read_bytes()).hexdigest()[:12]
    }
    assert wrong == set()


def test_asset_name_has_content_hash_unless_used_by_functions(site):
    plain = {f"/assets/{f.name}" for f in (site / "assets").iterdir()} - {
        f"/assets/{f.name}" for f in (site / "assets").iterdir() if is_asset(f"assets/{f.name}")
    }
    assert plain == STABLE


@pytest.mark.parametrize("name", PLAIN)
def test_asset_under_its_plain_name_is_same(site, name):
    assert (site / "assets" / name).read_bytes() == (site / addresses()[name][1:]).read_bytes()


def test_no_page_asks_for_asset_by_its_plain_name(pages):
    asked = {
        attributes[name]
        for page in pages.values()
        for _, attributes in page.elements
        for name in ("href", "src", "data-engine", "data-pages")
        if attributes.get(name, "").startswith("/assets/")
    }
    assert {address for address in asked if not is_asset(address[1:])} == set()


def test_style_sheet_asks_for_pictures_by_hash_of_their_content():
    asked = re.findall(r'url\("((?!data:)[^"]+)"\)', contents()["alimenta.css"].decode())
    assert {address for address in asked if not is_asset(f"assets/{address}")} == set()


def test_another_content_has_another_name():
    assert hashed("find.js", b"one") != hashed("find.js", b"other")


def test_ending_stays_ending():
    assert hashed("pages-fr.json", b"").rpartition(".")[2] == "json"
