"""What readers may set for themselves: larger text, and more space between lines and letters."""

import pytest

from tests.browser.barriers import HEIGHT, UNFOLD, too_wide, wrong_with_large_text

pytestmark = pytest.mark.browser
PLACES = ("/fr/", "/de/advances/conditions/", "/nl/advances/simulator/", "/de/tools/")
SPACING = """* {
  line-height: 1.5 !important;
  letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important;
}
p { margin-bottom: 2em !important; }"""
CUT_OFF = """() => [...document.querySelectorAll('body *')]
  .filter(each => each.checkVisibility() && !each.closest('.visually-hidden, .skip'))
  .filter(each => getComputedStyle(each).overflow === 'hidden')
  .filter(each => each.scrollWidth > each.clientWidth + 1
    || each.scrollHeight > each.clientHeight + 1)
  .map(each => each.outerHTML.slice(0, 80))"""


@pytest.fixture
def narrow(page_with):
    """A page on a phone. The test puts in a style sheet, which the policy of the site forbids."""
    size = {"width": 360, "height": HEIGHT}
    return page_with(viewport=size, bypass_csp=True)


@pytest.mark.parametrize("place", PLACES)
def test_more_space_in_text_hides_nothing(narrow, place):
    narrow.goto(place)
    narrow.evaluate(UNFOLD)
    narrow.add_style_tag(content=SPACING)
    assert narrow.evaluate(CUT_OFF) + too_wide(narrow, "more space") == []


@pytest.mark.parametrize("place", PLACES)
def test_text_twice_as_large_needs_no_horizontal_scroll(narrow, place):
    narrow.goto(place)
    assert wrong_with_large_text(narrow) == []
