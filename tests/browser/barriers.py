"""Barriers on a page: what axe finds, and horizontal scrolling."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

Barrier = tuple[object, ...]

WIDTHS = (320, 768, 1280)
HEIGHT = 800
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# No rule of these reads the style sheets: they are not loaded once more (``preload``).
EVERYTHING = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}, "region": {"enabled": True}},
    "resultTypes": ["violations"],
    "preload": False,
}
# A scheme changes colours only: what else axe asks has the same answer in the dark.
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
    "preload": False,
}
# A link changes its colour over some milliseconds: what is measured is the colour in the end.
# What is rendered only when it comes near is rendered first: until then its size is an estimate.
# A page that is scrolled has links that are half below the row that stays at its top.
LOOK = """([options, within]) => {
  scrollTo(0, 0);
  for (const part of document.querySelectorAll('.contract-part')) {
    part.style.contentVisibility = 'visible';
  }
  document.getAnimations().forEach(animation => animation.finish());
  return axe.run(within ?? document, options).then(({ violations }) => violations.map(
    ({ id, nodes }) => [id, nodes.slice(0, 3).map(node => node.target.join(' '))]));
}"""
HAS_AXE = "typeof axe === 'object'"
UNFOLD = "document.querySelectorAll('main details').forEach(part => { part.open = true })"
TEXT_SIZE = "size => { document.documentElement.style.fontSize = size }"
NEEDED_WIDTH = "document.documentElement.scrollWidth"


def barriers(
    page: Page, options: dict[str, object] = EVERYTHING, within: str | None = None
) -> list[Barrier]:
    """The rules that the page, or a part of it, breaks, each with the first elements that do."""
    if not page.evaluate(HAS_AXE):
        page.evaluate(AXE_SCRIPT)
    return [tuple(rule) for rule in page.evaluate(LOOK, [options, within])]


def everything_wrong(page: Page, *, frame: bool = False) -> list[Barrier]:
    """What is wrong at every width and in both schemes, and with text twice as large.

    The whole page is looked at once, on a wide screen; then only its content, or, with ``frame``,
    the header, the menus and the footer as well: they are the same on every page of a part. On the
    narrowest screen everything folded away is open.
    """
    wrong: list[Barrier] = []
    within = None
    for width in reversed(WIDTHS):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        if width == WIDTHS[0]:
            page.evaluate(UNFOLD)
        for scheme, options in (("light", EVERYTHING), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            wrong += [(width, scheme, *barrier) for barrier in barriers(page, options, within)]
            within = None if frame else "main"
        wrong += too_wide(page, f"{width}")
    return wrong + wrong_with_large_text(page)


def wrong_with_large_text(page: Page) -> list[Barrier]:
    """Whether the page scrolls sideways when its text is twice as large."""
    page.set_viewport_size({"width": WIDTHS[1], "height": HEIGHT})
    page.evaluate(TEXT_SIZE, "200%")
    found = too_wide(page, "text at 200 %")
    page.evaluate(TEXT_SIZE, "")
    return found


def too_wide(page: Page, seen: str) -> list[Barrier]:
    """Whether the page scrolls horizontally."""
    width = page.viewport_size["width"]
    needed = page.evaluate(NEEDED_WIDTH)
    return [(seen, f"needs {needed} of {width} pixels")] if needed > width else []
