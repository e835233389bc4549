import re
from pathlib import Path

import pytest

from functions.i18n.catalog import LANGUAGES
from functions.paper_forms.definition import form_names
from tests.site.conftest import is_frame

HANDLER = re.compile(r"on[a-z]+")
LOADED = {"link": "href", "img": "src", "script": "src", "iframe": "src", "source": "src"}
CONTENT = Path(__file__).parents[2] / "site" / "content" / "fr"
WITH_SCRIPT = (
    *(f"template: {name}.html" for name in ("simulator", "contact", "find", "forms")),
    "\nfilter: ",
    "\ntemplate: embedding.html\n",
)
SCRIPTED = (
    *(
        f"/{file.relative_to(CONTENT).with_suffix('').as_posix()}/"
        for file in sorted(CONTENT.rglob("*.md"))
        if any(template in file.read_text(encoding="utf-8") for template in WITH_SCRIPT)
    ),
    *(f"/forms/{name}/" for name in form_names()),
    # The home page, with its quick answers.
    *(f"/{language}/" for language in LANGUAGES),
)


def test_no_page_holds_script_of_its_own(pages):
    assert {
        a for a, page in pages.items() if any(t.strip() for t in page.texts.get("script", ()))
    } == set()


def test_only_simulators_search_and_forms_load_script_of_their_own(pages):
    more = {address for address, page in pages.items() if len(page.all("script")) > 1}
    assert more == {address for address in pages if address.endswith(SCRIPTED)}


def test_every_page_loads_script_that_prints_and_shares(pages):
    without = {
        address
        for address, page in pages.items()
        if not any("/page." in script["src"] for script in page.all("script"))
    }
    assert without == set()


def test_no_page_holds_style_of_its_own(pages):
    styled = {
        address
        for address, page in pages.items()
        if page.all("style") or any("style" in attributes for _, attributes in page.elements)
    }
    assert styled == set()


def test_no_element_holds_handler(pages):
    found = {
        (address, name)
        for address, page in pages.items()
        for _, attributes in page.elements
        for name in attributes
        if HANDLER.fullmatch(name)
    }
    assert found == set()


def test_pages_load_nothing_from_other_origins(built):
    loaded = {
        attributes[LOADED[tag]]
        for address, page in built.items()
        for tag, attributes in page.elements
        if tag in LOADED
        and attributes.get("rel") not in {"alternate", "canonical"}
        # The page for other sites shows a frame of our own as an example.
        and not (tag == "iframe" and is_frame(attributes["src"]) and address.endswith("/embed/"))
    }
    assert {address for address in loaded if not address.startswith("/assets/")} == set()


@pytest.mark.parametrize("sheet", ["alimenta.css"])
def test_style_sheets_load_nothing_from_other_origins(asset, sheet):
    text = asset(sheet).read_text(encoding="utf-8")
    asked = re.findall(r"(?:url\(|@import\s*)[\"']?(?!data:)([^\"')]+)", text)
    assert [address for address in asked if "//" in address] == []


ELSEWHERE = re.compile(r"localStorage|cookie|indexedDB|caches\b|name\s*=\s*JSON")
KEPT = re.compile(r"sessionStorage\.(\w+)\(([^)]*)")


@pytest.mark.parametrize("name", ["simulator.js", "page.js", "find.js"])
def test_scripts_keep_answers_in_tab_alone(asset, name):
    script = asset(name).read_text(encoding="utf-8")
    assert ELSEWHERE.findall(script) == []
    assert {method for method, _ in KEPT.findall(script)} == {"getItem", "setItem", "clear"}
    assert {first.partition(",")[0] for _, first in KEPT.findall(script)} == {"KEY", ""}


def test_script_of_pages_tells_service_worker_only_to_erase(asset):
    script = asset("page.js").read_text(encoding="utf-8")
    assert re.findall(r"postMessage\((.*?)\)", script) == ['"erase"']
    assert "register(" not in script


def test_service_worker_answers_nothing_below_api(site):
    script = (site / "worker.js").read_text(encoding="utf-8")
    assert re.search(r'method !== "GET" \|\| .* \|\| isApi\(pathname\)\) return;', script)


@pytest.mark.parametrize("name", ["check.js", "filter.js", "sheet.js", "copy.js"])
def test_other_scripts_use_no_storage(asset, name):
    script = asset(name).read_text(encoding="utf-8")
    assert re.findall(r"Storage|cookie|indexedDB|history\.|location", script) == []


def test_search_marks_its_place_in_the_history_without_the_words(asset):
    script = asset("find.js").read_text(encoding="utf-8")
    states = re.findall(r"history\.\w+\((.*?)\);", script)
    assert states == ['{ ...history.state, isSearched: true }, ""']
    assert "location" not in script


@pytest.mark.parametrize("name", ["simulator.js", "page.js"])
def test_scripts_write_no_markup_and_no_address(asset, name):
    script = asset(name).read_text(encoding="utf-8")
    assert re.findall(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b", script) == []
    assert re.findall(r"https?://", script) == []


def test_number_check_script_sends_no_request(asset):
    script = asset("check.js").read_text(encoding="utf-8")
    assert (
        re.findall(r"fetch|XMLHttp|sendBeacon|WebSocket|import|innerHTML|eval|\.src", script) == []
    )
