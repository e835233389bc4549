"""The foot of a page: a message with its title and address; what a messenger shows of it."""

from urllib.parse import parse_qs, urlsplit

from functions.i18n.catalog import LANGUAGES, catalog_of


def message_of(page):
    return [link["href"] for link in page.all("a") if link.get("href", "").startswith("mailto:")]


def written(pages):
    return {
        address: page
        for address, page in pages.items()
        if page.language in LANGUAGES and not page.is_missing_page
    }


def test_every_page_but_home_pages_can_be_shared(pages):
    silent = {address for address, page in written(pages).items() if len(message_of(page)) != 1}
    assert silent == {f"/{language}/" for language in LANGUAGES}


def test_share_message_holds_only_title_and_address_of_page(pages):
    for address, page in written(pages).items():
        for link in message_of(page):
            parts = urlsplit(link)
            said = parse_qs(parts.query, strict_parsing=True)
            assert (parts.path, set(said)) == ("", {"subject", "body"})
            (canonical,) = [tag["href"] for tag in page.all("link", rel="canonical")]
            assert said["body"] == [f"{said['subject'][0]}\r\n{canonical}"]
            assert canonical.endswith(address)
            assert "+" not in parts.query, "a mail program shows a plus as it is"


def test_form_page_states_that_url_holds_no_answer(pages):
    for address, page in written(pages).items():
        line = catalog_of(page.language).gettext("site.share.no_answers")
        has_form = "simulator" in page.ids
        assert (line in page.markup) is has_form, address
