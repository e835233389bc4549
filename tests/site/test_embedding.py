"""The pages that other sites show in a frame, and the page that explains to these sites how."""

import re
from html import unescape

import pytest

from functions.embedding.registry import EMBEDDED, THEMES
from functions.i18n.catalog import LANGUAGES, catalog_of

INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", re.IGNORECASE)
SNIPPET = re.compile(r'<code id="embed-[a-z-]+-lines">(<iframe .*?</iframe>)</code>', re.DOTALL)


def test_frames_are_those_of_registry_in_every_language_and_colour(frames):
    wanted = {
        f"/{language}/{each.themed_page(theme)}/"
        for language in LANGUAGES
        for each in EMBEDDED.values()
        for theme in THEMES
    }
    assert set(frames) == wanted


def test_frame_has_no_header_menu_or_way_out_of_the_site(frames):
    found = {
        address
        for address, page in frames.items()
        if page.all("header") or page.all("nav") or page.all("a", **{"data-leave": ""})
    }
    assert found == set()


def test_frame_has_no_inline_script_or_style(frames):
    assert {address for address, page in frames.items() if INLINE.search(page.markup)} == set()


def test_frame_names_its_colours(frames):
    named = {address: page.all("html")[0]["data-theme"] for address, page in frames.items()}
    wanted = {
        address: next((t for t in THEMES if address.endswith(f"/{t}/")), "auto")
        for address in frames
    }
    assert named == wanted


def test_every_link_that_leaves_a_frame_opens_a_new_tab_and_says_so(frames):
    silent = {
        (address, link)
        for address, page in frames.items()
        for link in re.findall(r"<a [^>]*>.*?</a>", page.markup, re.DOTALL)
        if f'href="{address}"' not in link
        and not ('target="_blank"' in link and said(page.language) in unescape(link))
    }
    assert silent == set()


def said(language):
    return catalog_of(language).gettext("embedding.new_tab")


def test_form_of_frame_is_sent_to_the_address_of_its_colours(frames):
    for address, page in frames.items():
        theme = page.all("html")[0]["data-theme"]
        name = address.split("/")[3]
        paths = {form["action"] for form in page.all("form")}
        assert paths == {f"{EMBEDDED[name].path}/{theme}"}


def test_frame_is_not_offered_to_search_engines(frames):
    assert all(page.all("meta", name="robots", content="noindex") for page in frames.values())


def test_frame_states_that_site_is_independent_and_only_estimates(frames):
    silent = {
        address
        for address, page in frames.items()
        if catalog_of(page.language).gettext("common.site.independence") not in page.markup
    }
    assert silent == set()


def test_no_identifier_is_used_twice_in_frame(frames):
    for page in frames.values():
        ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_for_other_sites_shows_a_line_to_copy_for_every_frame(pages, frames, origin, language):
    markup = pages[f"/{language}/about/embed/"].markup
    found = [unescape(each) for each in SNIPPET.findall(unescape(markup))]
    addresses = [re.search(r'src="([^"]+)"', each)[1] for each in found]
    assert addresses == [f"{origin}{language}/{each.page}/" for each in EMBEDDED.values()]
    assert all(address.removeprefix(origin[:-1]) in frames for address in addresses)
    assert all(re.search(r'title="[^"]+"', each) and "<script" not in each for each in found)


def test_script_for_height_is_the_one_that_is_shown(site, pages):
    script = (site / "embed-height.js").read_text(encoding="utf-8")
    for language in LANGUAGES:
        assert script in unescape(pages[f"/{language}/about/embed/"].markup)
