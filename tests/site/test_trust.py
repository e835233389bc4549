"""Who publishes the site, and how an error is reported."""

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_build_without_publisher_says_on_each_page_that_it_is_test_copy(pages, language):
    said = catalog_of(language).gettext("publisher.test_copy")
    own = [page for each, page in pages.items() if each.startswith(f"/{language}/")]
    assert [page.address for page in own if said not in page.markup] == []


def test_error_is_reported_with_its_topic_chosen(pages):
    guidance = pages["/fr/advances/conditions/"]
    sent = {each["name"]: each["value"] for each in guidance.all("input", value="thisSite")}
    assert sent == {"topic": "thisSite"}
    assert guidance.all("button", name="intent", value="topic")


def test_every_page_with_foot_reports_errors(pages):
    without = [
        address
        for address, page in pages.items()
        if 'class="page-foot"' in page.markup and not page.all("input", value="thisSite")
    ]
    assert without == []
