"""What is pressed or followed stays readable while a pointer is on it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from functions.http.negotiation import HTML
from tests.browser.barriers import COLOURS, UNFOLD, barriers
from tests.browser.matrix import calculate
from tests.site.component_page import component_page

pytestmark = pytest.mark.browser
POINTED = "a, button, summary, label, .option, li"
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


def point_everywhere(page: Page) -> None:
    """Show every link and control as if a pointer were on it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    found = devtools.send("DOM.querySelectorAll", {"nodeId": root, "selector": POINTED})
    for node in found["nodeIds"]:
        devtools.send("CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": ["hover"]})


@SCHEMES
def test_components_under_pointer_have_enough_contrast(
    new_context: Callable[..., BrowserContext], site, scheme
):
    page = new_context(color_scheme=scheme).new_page()
    page.route(
        "**/components.html", lambda r: r.fulfill(body=component_page(site), content_type=HTML)
    )
    page.goto("/components.html")
    page.evaluate(UNFOLD)
    point_everywhere(page)
    assert barriers(page, COLOURS) == []


@SCHEMES
def test_result_under_pointer_has_enough_contrast(
    new_context: Callable[..., BrowserContext], scheme
):
    page = new_context(color_scheme=scheme).new_page()
    page.goto("/fr/advances/simulator/")
    calculate(page, "advances", "fr")
    page.evaluate(UNFOLD)
    point_everywhere(page)
    assert barriers(page, COLOURS) == []
