"""What is pressed or followed stays readable while a pointer is on it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route

from functions.http.negotiation import HTML
from tests.browser.barriers import COLOURS, UNFOLD, barriers
from tests.browser.matrix import calculate
from tests.site.component_page import component_page

pytestmark = pytest.mark.browser
ALWAYS = ":not(.nowhere)"
"""Weighs as much as ``:hover`` in a style sheet, and is true of every element."""
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


@pytest.fixture
def pointed(new_context: Callable[..., BrowserContext]) -> Page:
    """A page on which every element looks as if a pointer were on it."""
    page = new_context().new_page()

    def point_everywhere(route: Route) -> None:
        reply = route.fetch()
        route.fulfill(response=reply, body=reply.text().replace(":hover", ALWAYS))

    page.route("**/*.css", point_everywhere)
    return page


@SCHEMES
def test_components_under_pointer_have_enough_contrast(pointed, site, scheme):
    markup = component_page(site)
    pointed.route("**/components.html", lambda r: r.fulfill(body=markup, content_type=HTML))
    pointed.emulate_media(color_scheme=scheme)
    pointed.goto("/components.html")
    pointed.evaluate(UNFOLD)
    assert barriers(pointed, COLOURS) == []


@SCHEMES
def test_result_under_pointer_has_enough_contrast(pointed, scheme):
    pointed.emulate_media(color_scheme=scheme)
    pointed.goto("/fr/advances/simulator/")
    calculate(pointed, "advances", "fr")
    pointed.evaluate(UNFOLD)
    assert barriers(pointed, COLOURS) == []
